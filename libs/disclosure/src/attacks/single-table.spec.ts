import { audit, primaryOnly, protect } from '../index';
import { fillings } from './reader';
import { grid, list, matrix } from './samples';

const counts = [
  [3, 20, 30],
  [12, 25, 9],
  [40, 8, 11],
];

it('is leaked by primary suppression alone: the audit names the exact figure', async () => {
  const publication = grid(counts);
  const report = await audit(publication, primaryOnly(publication));
  expect(report.safe).toBe(false);
  expect(report.leaks).toEqual([
    expect.objectContaining({
      at: { ward: 'w1', group: 'a' },
      value: 3,
      least: 3,
      most: 3,
      problem: 'exact',
    }),
  ]);
});

it('is not leaked by the plan, whoever adds it up: every suppressed figure has more than four values by trying all', async () => {
  const plan = await protect(grid(counts));
  expect(plan.outcome).toBe('complete');
  const shown = matrix(plan.apply()[0]?.cells ?? [], [3, 3]);
  const worlds = fillings(shown, 1, 60);
  expect(worlds.length).toBeGreaterThan(4);
  shown.slice(0, 3).forEach((row, r) =>
    row.slice(0, 3).forEach((value, c) => {
      if (value !== null) return;
      const possible = new Set(worlds.map((world) => world[r]?.[c]));
      expect(possible.size).toBeGreaterThan(4);
      expect(Math.max(...([...possible] as number[]))).toBeGreaterThanOrEqual(5);
    }),
  );
});

it('reports for each suppressed figure exactly the interval that trying all fillings gives', async () => {
  const plan = await protect(grid(counts), { exact: 'all' });
  const worlds = fillings(matrix(plan.apply()[0]?.cells ?? [], [3, 3]), 1, 60);
  const inner = plan.cells.filter(({ at }) => at['ward'] !== undefined && at['group'] !== undefined);
  expect(inner.length).toBe(4);
  for (const { at, learns } of inner) {
    const [r, c] = [Number(at['ward']?.slice(1)) - 1, 'abc'.indexOf(at['group'] as string)];
    const possible = worlds.map((world) => world[r]?.[c] as number);
    expect(learns).toEqual({
      least: Math.min(...possible),
      most: Math.max(...possible),
      by: 'linear-programme',
    });
  }
});

it('does not leave two small figures alone with a total that gives both away', async () => {
  const { table, hierarchy } = list('pair', 'group', { a: 1, b: 1, c: 30 });
  const publication = { tables: [table], hierarchies: [hierarchy] };
  const report = await audit(publication, primaryOnly(publication));
  expect(report.leaks.map(({ problem }) => problem)).toEqual(['exact', 'exact']);
  const plan = await protect(publication);
  expect(plan.outcome).toBe('complete');
  expect(plan.audit.safe).toBe(true);
  expect(plan.cells.length).toBe(3);
});

it('needs nothing more where no total is shown', async () => {
  const { table, hierarchy } = list('open', 'group', { a: 2, b: 20 });
  const cells = table.cells.filter(({ at }) => at['group'] !== 'All');
  const plan = await protect({ tables: [{ ...table, cells }], hierarchies: [hierarchy] });
  expect(plan.cells).toEqual([
    expect.objectContaining({
      value: 2,
      why: 'small-count',
      learns: { least: 1, most: Infinity, by: 'linear-programme' },
    }),
  ]);
});
