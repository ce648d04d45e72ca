import { audit, flat, grouped, primaryOnly, protect, tabulate } from '../index';
import { Reader } from './reader';

const ward = ['w1', 'w2', 'w3'];
const hierarchies = [
  flat('ward', 'All', ward),
  grouped('ethnicity', 'All', { Asian: ['Bangladeshi', 'Chinese'], Black: ['African', 'Caribbean'] }),
  flat('religion', 'All', ['Muslim', 'Christian', 'None']),
];
const people: [string, string, string, number][] = [
  ['w1', 'Bangladeshi', 'Muslim', 22],
  ['w1', 'Chinese', 'None', 2],
  ['w1', 'African', 'Christian', 9],
  ['w1', 'Caribbean', 'Christian', 6],
  ['w2', 'Bangladeshi', 'Muslim', 31],
  ['w2', 'Chinese', 'None', 8],
  ['w2', 'African', 'Muslim', 3],
  ['w2', 'Caribbean', 'Christian', 12],
  ['w3', 'Bangladeshi', 'Muslim', 14],
  ['w3', 'Chinese', 'Christian', 7],
  ['w3', 'African', 'None', 6],
  ['w3', 'Caribbean', 'None', 1],
];
const rows = people.map(([w, ethnicity, religion, quantity]) => ({
  at: { ward: w, ethnicity, religion },
  quantity,
}));
const table = (...dimensions: string[]) =>
  tabulate(rows, { id: dimensions.join('-'), measure: 'residents', dimensions, hierarchies });
const leaves = {
  ward: { leaves: ward },
  ethnicity: {
    leaves: ['Bangladeshi', 'Chinese', 'African', 'Caribbean'],
    groups: { Asian: ['Bangladeshi', 'Chinese'], Black: ['African', 'Caribbean'] },
  },
  religion: { leaves: ['Muslim', 'Christian', 'None'] },
};

it('withstands a reader who joins two tables by their shared ward totals', async () => {
  const publication = { tables: [table('ward', 'ethnicity'), table('ward', 'religion')], hierarchies };
  const plan = await protect(publication);
  expect(plan.outcome).toBe('complete');
  const reader = new Reader(leaves, 1);
  for (const released of plan.apply()) reader.read(released, released.id.split('-'));
  for (const { at, why, tables } of plan.cells) {
    const id = tables[0] as string;
    const [least, most] = await reader.interval(id, id.split('-'), at, true);
    expect(most - least).toBeGreaterThanOrEqual(4);
    if (why !== 'secondary') expect(most).toBeGreaterThanOrEqual(5);
  }
});

it('shows the same cell the same way in every table', async () => {
  const plan = await protect({
    tables: [table('ward', 'ethnicity'), table('ward', 'religion')],
    hierarchies,
  });
  const [one = [], other = []] = plan.apply().map(({ cells }) => cells);
  for (const { at, value } of one.filter((cell) => cell.at['ethnicity'] === 'All')) {
    const same = other.find((cell) => cell.at['ward'] === at['ward'] && cell.at['religion'] === 'All');
    expect(same?.value).toBe(value);
  }
});

it('sees the leak that neither table has alone', async () => {
  const { cells, ...detail } = table('ward', 'ethnicity');
  const within = (names: readonly string[]) =>
    cells.filter(({ at }) => at['ward'] !== 'All' && names.includes(at['ethnicity'] as string));
  const fine = { ...detail, id: 'fine', cells: within(leaves.ethnicity.leaves) };
  const coarse = { ...detail, id: 'coarse', cells: within(['Asian', 'Black']) };
  const attacked = (...tables: (typeof fine)[]) =>
    audit({ tables, hierarchies }, primaryOnly({ tables, hierarchies }));
  expect((await attacked(fine)).safe).toBe(true);
  expect((await attacked(coarse)).safe).toBe(true);
  expect((await attacked(fine, coarse)).leaks.map(({ value, problem }) => [value, problem])).toContainEqual([
    2,
    'exact',
  ]);
  expect((await protect({ tables: [fine, coarse], hierarchies })).audit.safe).toBe(true);
});

it('withstands three tables that share their margins in pairs', async () => {
  const tables = [table('ward', 'ethnicity'), table('ward', 'religion'), table('ethnicity', 'religion')];
  const plan = await protect({ tables, hierarchies });
  expect(plan.outcome).toBe('complete');
  expect(plan.audit).toMatchObject({ safe: true, rejectedWitnesses: 0 });
});
