import { defaultRules, flat, protect, type Publication, type Rules } from './index';

const hierarchies = [flat('ward', 'All', ['w1', 'w2'])];
function counts(...values: [string, number][]): Publication {
  const cells = values.map(([ward, value]) => ({ at: { ward }, value }));
  return { tables: [{ id: 't', measure: 'residents', kind: 'count', cells }], hierarchies };
}
const code = (publication: Publication, rules: Partial<Rules> = {}) =>
  protect(publication, { rules }).then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  );

it.each([Number.NaN, Infinity, -1, 2.5, 2 ** 53])('refuses a count of %s', async (value) => {
  expect(await code(counts(['w1', value]))).toBe('bad-value');
});

it('refuses what contradicts itself', async () => {
  expect(await code(counts(['w1', 7], ['w1', 7]))).toBe('cell-repeated');
  expect(await code(counts(['w3', 7]))).toBe('category-not-in-hierarchy');
  expect(await code(counts(['constructor', 7]))).toBe('category-not-in-hierarchy');
  expect(await code(counts(['w1', 7], ['w2', 8], ['All', 16]))).toBe('parts-do-not-add-up');
  expect(await code(counts(['w1', 9], ['All', 8]))).toBe('parts-exceed-total');
  const [table] = counts(['w1', 7]).tables;
  const [again] = counts(['w1', 8]).tables;
  expect(await code({ tables: [table!, { ...again!, id: 'u' }], hierarchies })).toBe('cells-disagree');
});

it('refuses money without contributions, or with some that do not add up', async () => {
  const money = (contributions?: number[]): Publication => ({
    tables: [
      { id: 'm', measure: 'pence', kind: 'money', cells: [{ at: { ward: 'w1' }, value: 9, contributions }] },
    ],
    hierarchies,
  });
  expect(await code(money())).toBe('bad-value');
  expect(await code(money([4, 4]))).toBe('contributions-do-not-add-up');
  expect(await code(money([4, 5.5, -0.5]))).toBe('bad-value');
});

it('refuses hierarchies that are none', async () => {
  const circle = { dimension: 'ward', parents: { w1: 'w2', w2: 'w1' } };
  expect(await code({ ...counts(['w1', 7]), hierarchies: [circle] })).toBe('hierarchy-has-a-circle');
  const [first] = hierarchies;
  const lame = { dimension: 'ward', total: 'All', parents: { w1: 'East', East: 'All' } };
  expect(await code({ ...counts(['w1', 7], ['All', 9]), hierarchies: [first!, lame] })).toBe(
    'groupings-differ',
  );
  expect(await code({ ...counts(['w1', 7]), hierarchies: [{ ...first!, dimension: '#ward' }] })).toBe(
    'reserved-name',
  );
});

it.each([{ threshold: 1 }, { protection: 0 }, { dominance: { rule: 'p-percent', p: 0 } as const }])(
  'refuses rules %j',
  async (rules) => {
    expect(await code(counts(['w1', 7]), rules)).toBe('bad-rules');
  },
);

it('publishes an empty table as it is, and refuses to publish nothing at all', async () => {
  const plan = await protect(counts());
  expect(plan).toMatchObject({ outcome: 'complete', cells: [] });
  expect(plan.apply()).toEqual([{ id: 't', measure: 'residents', kind: 'count', cells: [] }]);
  expect(await code({ tables: [], hierarchies })).toBe('nothing-to-publish');
  expect(defaultRules.threshold).toBe(5);
});
