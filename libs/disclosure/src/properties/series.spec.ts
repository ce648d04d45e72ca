import fc from 'fast-check';
import { Reader } from '../attacks/reader';
import { flat, nested, protect, tabulate } from '../index';
import { count, hierarchies, leaves, publications, runs } from './publications';

jest.setTimeout(120_000);

it('no second publication gives away what the first one hid', async () => {
  const both = publications(
    ['ward', 'religion', 'sex'],
    [
      ['ward', 'religion'],
      ['ward', 'sex'],
    ],
  );
  const property = fc.asyncProperty(both, async ({ tables: [first, second] }) => {
    const before = await protect({ tables: first ? [first] : [], hierarchies }, { exact: 0 });
    const later = { tables: second ? [second] : [], hierarchies, earlier: [before.release('first')] };
    const plan = await protect(later, { exact: 0 });
    expect(plan.alreadyDisclosed).toEqual([]);
    const reader = new Reader(leaves, 1);
    for (const released of [...before.apply(), ...plan.apply()])
      reader.read(released, released.id.split('-'));
    for (const { at, tables } of before.cells.filter(({ why }) => why !== 'secondary').slice(0, 2)) {
      const id = tables[0] as string;
      const [least, most] = await reader.interval(id, id.split('-'), at, true);
      expect(most).toBeGreaterThanOrEqual(5);
      expect(most - least).toBeGreaterThanOrEqual(4);
    }
  });
  await fc.assert(property, runs);
});

it('no funnel of nested stages gives away who was left out between two of them', async () => {
  const groups = flat('group', 'All', ['a', 'b', 'c']);
  const steps = nested('stage', ['bid', 'award', 'contract']);
  const chain = fc
    .tuple(count, count, count)
    .map(([left, lost, kept]) => ({ bid: left + lost + kept, award: lost + kept, contract: kept }));
  const property = fc.asyncProperty(fc.tuple(chain, chain, chain), async (chains) => {
    const rows = chains.flatMap((own, index) =>
      Object.entries(own).map(([stage, quantity]) => ({
        at: { stage, group: 'abc'[index] as string },
        quantity,
      })),
    );
    const layout = {
      id: 'funnel',
      measure: 'organisations',
      dimensions: ['stage', 'group'],
      hierarchies: [groups, steps],
    };
    const plan = await protect(
      { tables: [tabulate(rows, layout)], hierarchies: [groups, steps] },
      { exact: 0 },
    );
    expect(plan.audit).toMatchObject({ safe: true, rejectedWitnesses: 0 });
    const shown = new Map(
      plan.apply()[0]?.cells.map(({ at, value }) => [`${at['stage']}|${at['group']}`, value]),
    );
    for (const group of ['a', 'b', 'c', 'All']) {
      for (const [before, after] of [
        ['bid', 'award'],
        ['award', 'contract'],
      ]) {
        const [more, fewer] = [shown.get(`${before}|${group}`), shown.get(`${after}|${group}`)];
        if (typeof more !== 'number' || typeof fewer !== 'number') continue;
        expect([1, 2, 3, 4]).not.toContain(more - fewer);
      }
    }
  });
  await fc.assert(property, runs);
});
