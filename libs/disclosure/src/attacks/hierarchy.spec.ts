import { audit, DisclosureError, grouped, primaryOnly, protect, type Publication } from '../index';

const hierarchy = grouped('ethnicity', 'All', {
  Asian: ['Bangladeshi', 'Chinese', 'Indian'],
  Black: ['African', 'Caribbean', 'Other Black'],
});

function counts(figures: Readonly<Record<string, number>>): Publication {
  const cells = Object.entries(figures).map(([ethnicity, value]) => ({ at: { ethnicity }, value }));
  return { tables: [{ id: 'groups', measure: 'residents', kind: 'count', cells }], hierarchies: [hierarchy] };
}

const full = {
  ...{ Bangladeshi: 40, Chinese: 3, Indian: 17, Asian: 60 },
  ...{ African: 22, Caribbean: 9, 'Other Black': 6, Black: 37, All: 97 },
};

it('protects a detail inside its group, not by hiding one in another group', async () => {
  const plan = await protect(counts(full));
  const hidden = plan.cells.map(({ at }) => at['ethnicity'] ?? 'All');
  expect(hidden.sort()).toEqual(['Chinese', 'Indian']);
});

it('sees through a level that is not published: details and the grand total alone', async () => {
  const { Asian: _, Black: __, ...flatFigures } = full;
  const publication = counts(flatFigures);
  const report = await audit(publication, primaryOnly(publication));
  expect(report.leaks).toEqual([expect.objectContaining({ value: 3, least: 3, most: 3 })]);
  expect((await protect(publication)).audit.safe).toBe(true);
});

it('protects the category that nobody publishes and everybody can subtract', async () => {
  const { Chinese: _, ...without } = full;
  const publication = counts(without);
  const report = await audit(publication, primaryOnly(publication));
  expect(report.leaks).toEqual([
    expect.objectContaining({ at: { ethnicity: 'Chinese' }, value: 3, least: 3, most: 3 }),
  ]);
  const plan = await protect(publication);
  expect(plan.outcome).toBe('complete');
  expect(plan.cells.length).toBeGreaterThan(0);
  expect(plan.audit.safe).toBe(true);
});

it('protects the sum of two categories that are left out', async () => {
  const { Chinese: _, Indian: __, ...without } = { ...full, Chinese: 2, Indian: 1, Asian: 43, All: 80 };
  const report = await audit(counts(without), primaryOnly(counts(without)));
  expect(report.leaks).toEqual([expect.objectContaining({ value: 3, problem: 'exact' })]);
  expect((await protect(counts(without))).audit.safe).toBe(true);
});

it('works across two groupings of the same wards', async () => {
  const wards = { w1: 3, w2: 30, w3: 21, w4: 16 };
  const byArea = grouped('ward', 'All', { East: ['w1', 'w2'], West: ['w3', 'w4'] });
  const byNeed = grouped('ward', 'All', { High: ['w1', 'w3'], Low: ['w2', 'w4'] });
  const figures = { ...wards, East: 33, West: 37, High: 24, Low: 46, All: 70 };
  const cells = Object.entries(figures).map(([ward, value]) => ({ at: { ward }, value }));
  const publication: Publication = {
    tables: [{ id: 'wards', measure: 'residents', kind: 'count', cells }],
    hierarchies: [byArea, byNeed],
  };
  expect((await audit(publication, primaryOnly(publication))).leaks).toHaveLength(1);
  const plan = await protect(publication);
  expect(plan.outcome).toBe('complete');
  expect(plan.audit.safe).toBe(true);
  expect(plan.cells).toHaveLength(4);
});

it('refuses parts that do not add up to their total', async () => {
  await expect(protect(counts({ ...full, Asian: 61, All: 98 }))).rejects.toThrow(DisclosureError);
  await expect(protect(counts({ ...full, Asian: 61, All: 98 }))).rejects.toMatchObject({
    code: 'parts-do-not-add-up',
  });
});
