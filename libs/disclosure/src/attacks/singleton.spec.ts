import { audit, figureOf, primaryOnly, protect, type Rules } from './testing';
import { fillings } from './reader';
import { grid, list, matrix } from './samples';

const without: Partial<Rules> = { singletons: false };

it('leaves the neighbour of an only respondent with more than its own figure for cover', async () => {
  const counts = [
    [1, 9, 30],
    [14, 4, 12],
    [20, 18, 16],
  ];
  const plan = await protect(grid(counts));
  const worlds = fillings(matrix(plan.apply()[0]?.cells ?? [], [3, 3]), 1, 50);
  const known = worlds.filter((world) => world[0]?.[0] === 1);
  const possible = new Set(known.map((world) => world[1]?.[1]));
  expect(possible.size).toBeGreaterThan(4);
});

it('names the respondent: a cell that is wide to everybody and narrow to one', async () => {
  const counts = [
    [1, 9, 30],
    [14, 4, 12],
    [20, 18, 16],
  ];
  const own = grid(counts);
  const square = new Set(['w1|a', 'w1|b', 'w2|a', 'w2|b']);
  const tables = own.tables.map((table) => ({
    ...table,
    cells: table.cells.map((cell) => figureOf(cell, !square.has(`${cell.at['ward']}|${cell.at['group']}`))),
  }));
  expect((await audit(own, tables, { rules: without })).safe).toBe(true);
  const report = await audit(own, tables);
  expect(report.leaks).toEqual([
    expect.objectContaining({
      value: 4,
      problem: 'respondent',
      knower: expect.stringContaining('"a","ward","w1"'),
    }),
  ]);
});

it('does not count a respondent as an attacker on itself', async () => {
  // One organisation in the cell and in the total: it knows both, and there is nobody else to learn about.
  const { table, hierarchy } = list('alone', 'group', { a: 1, b: 0, c: 0 });
  const alone = { tables: [table], hierarchies: [hierarchy] };
  expect((await audit(alone, primaryOnly(alone))).leaks).toEqual([]);
});
