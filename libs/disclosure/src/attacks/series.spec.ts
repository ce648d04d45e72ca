import { audit, flat, nested, primaryOnly, protect, type Publication, type Release } from './testing';
import { list } from './samples';

const groups = flat('group', 'All', ['a', 'b', 'c']);

function counts(
  id: string,
  figures: Readonly<Record<string, number>>,
  more: Readonly<Record<string, string>> = {},
) {
  return list(id, 'group', figures, more).table;
}

const first: Publication = { tables: [counts('autumn', { a: 3, b: 20, c: 40 })], hierarchies: [groups] };

describe('the same figures published twice', () => {
  it('keep what was hidden: a table that shows what the first one hid is suppressed as well', async () => {
    const plan = await protect(first);
    const earlier = [plan.release('autumn')];
    const again = {
      tables: [{ ...counts('again', { a: 3, b: 20, c: 40 }) }],
      hierarchies: [groups],
      earlier,
    };
    const naive = await audit(again, primaryOnly(again));
    expect(naive.leaks).toContainEqual(expect.objectContaining({ value: 3, least: 3, most: 3 }));
    const second = await protect(again);
    expect(second.outcome).toBe('complete');
    expect(second.audit.safe).toBe(true);
    expect(second.apply()[0]?.cells.map(({ value }) => value)).toEqual(
      plan.apply()[0]?.cells.map(({ value }) => value),
    );
  });

  it('are read together with what is new: a later total of two groups gives nothing away', async () => {
    const plan = await protect(first);
    expect(plan.cells.map(({ at }) => at['group']).sort()).toEqual(['a', 'b']);
    const pairs = {
      dimension: 'group',
      total: 'All',
      parents: { a: 'a or c', c: 'a or c', b: 'All', 'a or c': 'All' },
    };
    const cells = [{ at: { group: 'a or c' }, value: 43 }];
    const later: Publication = {
      tables: [{ id: 'pairs', measure: 'organisations', kind: 'count', cells }],
      hierarchies: [groups, pairs],
      earlier: [plan.release('autumn')],
    };
    // c is public, so a + c is a.
    const naive = await audit(later, primaryOnly(later));
    expect(naive.leaks).toContainEqual(expect.objectContaining({ value: 3, least: 3, most: 3 }));
    const second = await protect(later);
    expect(second.audit.safe).toBe(true);
    expect(second.apply()[0]?.cells[0]).toMatchObject({ value: null, text: '[c]' });
  });

  it('are differenced when one was revised: a change of two people is a count of two people', async () => {
    const plan = await protect({ tables: [counts('v1', { a: 30, b: 20, c: 40 })], hierarchies: [groups] });
    expect(plan.cells).toEqual([]);
    const revised: Publication = {
      tables: [counts('v2', { a: 32, b: 20, c: 40 })],
      hierarchies: [groups],
      earlier: [plan.release('v1')],
    };
    const naive = await audit(revised, primaryOnly(revised));
    expect(naive.leaks.map(({ value, problem }) => [value, problem])).toContainEqual([2, 'exact']);
    const second = await protect(revised);
    expect(second.audit.safe).toBe(true);
    expect(second.cells.length).toBeGreaterThan(0);
  });

  it('may be revised by many, in both directions, without harm', async () => {
    const plan = await protect({ tables: [counts('v1', { a: 30, b: 20, c: 40 })], hierarchies: [groups] });
    const earlier = [plan.release('v1')];
    const second = await protect({
      tables: [counts('v2', { a: 41, b: 10, c: 60 })],
      hierarchies: [groups],
      earlier,
    });
    expect(second).toMatchObject({ outcome: 'complete', cells: [] });
  });

  it('say so where an earlier release has given a figure away, and go on with the rest', async () => {
    const { hierarchies } = first;
    const cells = [
      ...[
        { group: 'a', value: 3 },
        { group: 'b', value: 20 },
        { group: 'c', value: 40 },
        { group: 'All', value: 63 },
      ].map(({ group, value }) => ({
        at: { group },
        value,
        measure: 'organisations',
        kind: 'count' as const,
        shown: group !== 'a',
      })),
    ];
    const careless: Release = { id: 'careless', cells };
    const plan = await protect({
      tables: [counts('new', { a: 8, b: 30, c: 44 }, { stage: 'bid' })],
      hierarchies,
      earlier: [careless],
    });
    expect(plan.outcome).toBe('complete');
    expect(plan.alreadyDisclosed).toEqual([expect.stringContaining('"group","a"')]);
  });
});

describe('running totals', () => {
  const hierarchies = [groups, nested('quarter', ['to June', 'to March'])];

  it('are differenced by readers: what was added in a quarter is a count of its own', async () => {
    const march = await protect({
      tables: [counts('march', { a: 12, b: 20, c: 40 }, { quarter: 'to March' })],
      hierarchies,
    });
    const june: Publication = {
      tables: [counts('june', { a: 14, b: 31, c: 52 }, { quarter: 'to June' })],
      hierarchies,
      earlier: [march.release('march')],
    };
    const naive = await audit(june, primaryOnly(june));
    expect(naive.leaks).toEqual([
      expect.objectContaining({
        at: { group: 'a', quarter: 'to June, not to March' },
        value: 2,
        least: 2,
        most: 2,
      }),
    ]);
    const plan = await protect(june);
    expect(plan.outcome).toBe('complete');
    expect(plan.audit.safe).toBe(true);
    expect(plan.cells.length).toBeGreaterThan(0);
  });

  it('let a year through whose quarters were all large', async () => {
    const march = await protect({
      tables: [counts('march', { a: 12, b: 20, c: 40 }, { quarter: 'to March' })],
      hierarchies,
    });
    const tables = [counts('june', { a: 24, b: 31, c: 52 }, { quarter: 'to June' })];
    expect((await protect({ tables, hierarchies, earlier: [march.release('march')] })).cells).toEqual([]);
  });
});

describe('stages of one funnel', () => {
  it('are subtracted by readers: three who bid and were not awarded', async () => {
    const stages = nested('stage', ['bid', 'award']);
    const tables = [
      counts('bid', { a: 15, b: 30, c: 44 }, { stage: 'bid' }),
      counts('award', { a: 12, b: 20, c: 30 }, { stage: 'award' }),
    ];
    const publication: Publication = { tables, hierarchies: [groups, stages] };
    const naive = await audit(publication, primaryOnly(publication));
    expect(naive.leaks).toEqual([
      expect.objectContaining({ at: { group: 'a', stage: 'bid, not award' }, value: 3, problem: 'exact' }),
    ]);
    const plan = await protect(publication);
    expect(plan.outcome).toBe('complete');
    expect(plan.audit.safe).toBe(true);
  });
});
