import { grid, list } from './attacks/samples';
import { audit, flat, protect, protectTable, type Publication } from './index';

const publication = grid([
  [3, 20, 30],
  [12, 25, 9],
  [40, 8, 11],
]);

describe('a plan', () => {
  it('says which figures, why, in which tables and what a reader can still learn', async () => {
    const plan = await protect(publication);
    expect(plan.cells.map(({ why }) => why).sort()).toEqual([
      'secondary',
      'secondary',
      'secondary',
      'small-count',
    ]);
    const small = plan.cells.find(({ why }) => why === 'small-count');
    expect(small).toMatchObject({ at: { ward: 'w1', group: 'a' }, value: 3, tables: ['grid'] });
    expect(small?.learns.by).toBe('linear-programme');
    expect(small?.learns.most).toBeGreaterThanOrEqual(5);
  });

  it('is applied the same everywhere: null with one reason, [c] in text, whatever the cause', async () => {
    const hidden = (await protect(publication)).apply()[0]?.cells.filter(({ value }) => value === null) ?? [];
    expect(hidden).toHaveLength(4);
    for (const cell of hidden)
      expect(cell).toEqual({ at: cell.at, value: null, reason: 'suppressed', text: '[c]' });
  });

  it('changes no figure that it shows', async () => {
    const cells = (await protect(publication)).apply()[0]?.cells ?? [];
    const given = new Map(publication.tables[0]?.cells.map(({ at, value }) => [JSON.stringify(at), value]));
    for (const { at, value } of cells) if (value !== null) expect(value).toBe(given.get(JSON.stringify(at)));
  });

  it('is the same whenever it is made again', async () => {
    const [one, other] = [await protect(publication), await protect(publication)];
    expect(other.apply()).toEqual(one.apply());
  });

  it('keeps in its release what was shown and what was not, with true values', async () => {
    const { cells } = (await protect(publication)).release('spring');
    expect(cells.filter(({ shown }) => !shown)).toHaveLength(4);
    expect(cells).toContainEqual(
      expect.objectContaining({ at: { ward: 'w1', group: 'a' }, value: 3, shown: false }),
    );
  });
});

describe('a table with no safe pattern', () => {
  // The total of 5 was published before, so neither part can be hidden behind it.
  const { table, hierarchy } = list('parts', 'group', { a: 4, b: 1 });
  const before = { at: {}, value: 5, measure: 'organisations', kind: 'count' as const, shown: true };
  const other = list('other', 'size', { small: 30, large: 40 }, { stage: 'bid' });
  const stuck: Publication = {
    tables: [table, other.table],
    hierarchies: [hierarchy, other.hierarchy],
    earlier: [{ id: 'before', cells: [before] }],
  };

  it('is withheld whole, by name, and the others are published', async () => {
    const plan = await protect(stuck);
    expect(plan).toMatchObject({ outcome: 'reduced', withheld: [{ table: 'parts' }], alreadyDisclosed: [] });
    expect(plan.apply().map(({ id }) => id)).toEqual(['other']);
    expect(plan.audit.safe).toBe(true);
  });

  it('leaves nothing to publish when it is alone', async () => {
    const plan = await protect({ ...stuck, tables: [table] });
    expect(plan).toMatchObject({ outcome: 'nothing' });
    expect(plan.apply()).toEqual([]);
  });
});

it('protects rows in one call, margins made and protected with them', async () => {
  const hierarchies = [flat('ward', 'All', ['w1', 'w2', 'w3'])];
  const rows = [2, 30, 41].map((quantity, i) => ({ at: { ward: `w${i + 1}` }, quantity }));
  const plan = await protectTable(rows, {
    id: 'wards',
    measure: 'residents',
    dimensions: ['ward'],
    hierarchies,
  });
  expect(plan.apply()[0]?.cells.map(({ at, text }) => [at['ward'], text])).toEqual([
    ['w1', '[c]'],
    ['All', '73'],
    ['w2', '[c]'],
    ['w3', '41'],
  ]);
});

it('asks more under stricter rules: a threshold of 10 and a width of 12', async () => {
  const rules = { threshold: 10, protection: 12 };
  const plan = await protect(publication, { rules });
  expect(
    plan.cells
      .filter(({ why }) => why === 'small-count')
      .map(({ value }) => value)
      .sort(),
  ).toEqual([3, 8, 9]);
  for (const { learns } of plan.cells) expect(learns.most - learns.least).toBeGreaterThanOrEqual(12);
  expect((await audit(publication, plan.apply(), { rules })).safe).toBe(true);
});
