import { grid } from '../attacks/samples';
import { audit, flat, primaryOnly, protect } from '../index';
import { figure } from '../released';

const publication = grid([
  [3, 20, 30],
  [12, 25, 9],
  [40, 8, 11],
]);
const name = (ward: string, group: string) => JSON.stringify(['organisations', 'group', group, 'ward', ward]);
const hiding = (...hidden: string[]) =>
  publication.tables.map((table) => ({
    ...table,
    cells: table.cells.map(({ at, value }) =>
      figure(at, hidden.includes(`${at['ward']}|${at['group']}`) ? null : value),
    ),
  }));
const square = ['w1|a', 'w1|b', 'w2|a', 'w2|b'];
const up = new Map([
  [name('w1', 'a'), 4],
  [name('w1', 'b'), -4],
  [name('w2', 'a'), -4],
  [name('w2', 'b'), 4],
]);

describe('a witness', () => {
  it('decides without a programme where it agrees with everything published', async () => {
    const report = await audit(publication, hiding(...square), { witnesses: [up] });
    expect(report).toMatchObject({
      safe: true,
      acceptedWitnesses: 1,
      rejectedWitnesses: 0,
      programmesSolved: 0,
    });
    expect(report.findings.every(({ by }) => by === 'witness')).toBe(true);
  });

  it.each([
    ['changes a figure that is shown', new Map([...up, [name('w3', 'a'), 1]])],
    ['does not come out in a column', new Map([...up].slice(0, 2))],
    [
      'goes below what a suppressed figure can be',
      new Map([...up].map(([key, change]) => [key, -change] as const)),
    ],
    ['is not in whole people', new Map([...up].map(([key, change]) => [key, change / 8] as const))],
  ])('counts for nothing where it %s', async (_, witness) => {
    const report = await audit(publication, hiding(...square), { witnesses: [witness] });
    expect(report).toMatchObject({ acceptedWitnesses: 0, rejectedWitnesses: 1 });
    expect(report.findings.every(({ by }) => by === 'linear-programme')).toBe(true);
  });

  it('cannot make a leaking publication pass', async () => {
    const report = await audit(publication, primaryOnly(publication), { witnesses: [up] });
    expect(report).toMatchObject({ safe: false, rejectedWitnesses: 1 });
  });
});

describe('a linear programme', () => {
  it('gives the interval by hand: the square can turn by 2 down and by 11 up before a figure falls below 1', async () => {
    const { findings } = await audit(publication, hiding(...square), { exact: 'all' });
    const found = findings.find(({ at }) => at['ward'] === 'w1' && at['group'] === 'a');
    expect(found).toMatchObject({ value: 3, least: 1, most: 14, by: 'linear-programme' });
  });

  it('calls an interval narrow that does not reach the threshold', async () => {
    const counts = grid([
      [3, 2, 30],
      [1, 25, 9],
      [40, 8, 11],
    ]);
    const tables = counts.tables.map((table) => ({
      ...table,
      cells: table.cells.map(({ at, value }) =>
        figure(at, square.includes(`${at['ward']}|${at['group']}`) ? null : value),
      ),
    }));
    const { leaks } = await audit(counts, tables, { rules: { singletons: false } });
    expect(leaks).toContainEqual(expect.objectContaining({ value: 3, least: 1, most: 3, problem: 'narrow' }));
  });

  it('can be asked of a sample', async () => {
    const all = await audit(publication, hiding(...square), { witnesses: [up], exact: 'all' });
    const some = await audit(publication, hiding(...square), { witnesses: [up], exact: 2 });
    expect(all.findings.filter(({ by }) => by === 'linear-programme')).toHaveLength(4);
    expect(some.findings.filter(({ by }) => by === 'linear-programme')).toHaveLength(2);
  });
});

it('refuses tables that change a value or belong to something else', async () => {
  const [table] = publication.tables;
  const wrong = hiding().map((own) => ({
    ...own,
    cells: own.cells.map((cell, i) => (i === 0 ? { ...cell, value: 4 } : cell)),
  }));
  await expect(audit(publication, wrong)).rejects.toMatchObject({ code: 'tables-not-in-publication' });
  const other = [{ ...table!, measure: 'pence', cells: hiding()[0]!.cells }];
  await expect(audit(publication, other)).rejects.toMatchObject({ code: 'tables-not-in-publication' });
});

it('asks for zeros too where they are suppressed', async () => {
  const hierarchy = flat('group', 'All', ['a', 'b', 'c']);
  const cells = [
    ['a', 0],
    ['b', 20],
    ['c', 30],
    ['All', 50],
  ].map(([group, value]) => ({ at: { group: String(group) }, value: Number(value) }));
  const zeros = {
    tables: [{ id: 'zeros', measure: 'residents', kind: 'count' as const, cells }],
    hierarchies: [hierarchy],
  };
  const rules = { zeros: 'suppress' as const };
  expect((await protect(zeros)).cells).toEqual([]);
  const leaking = await audit(zeros, primaryOnly(zeros, rules), { rules });
  expect(leaking.leaks).toEqual([expect.objectContaining({ value: 0, problem: 'exact' })]);
  const plan = await protect(zeros, { rules });
  expect(plan.cells.map(({ why }) => why).sort()).toEqual(['secondary', 'zero']);
});
