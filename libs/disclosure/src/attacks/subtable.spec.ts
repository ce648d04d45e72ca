import { audit, flat, primaryOnly, protect, type Publication } from './testing';
import { list } from './samples';

const hierarchies = [flat('group', 'All', ['a', 'b', 'c']), flat('size', 'All', ['small', 'large'])];
const everybody = list('all organisations', 'group', { a: 22, b: 31, c: 40 }).table;
const small = list('small organisations', 'group', { a: 19, b: 20, c: 31 }, { size: 'small' }).table;
const both: Publication = { tables: [everybody, small], hierarchies };

it('is taken off the whole table by readers: three large organisations that no table shows', async () => {
  const report = await audit(both, primaryOnly(both));
  expect(report.leaks).toEqual([
    expect.objectContaining({
      at: { group: 'a', size: 'large' },
      value: 3,
      least: 3,
      most: 3,
      problem: 'exact',
    }),
  ]);
});

it('hides nothing while either table stands alone', async () => {
  for (const table of [everybody, small])
    expect((await protect({ tables: [table], hierarchies })).cells).toEqual([]);
});

it('is protected together with the whole', async () => {
  const plan = await protect(both);
  expect(plan.outcome).toBe('complete');
  expect(plan.audit.safe).toBe(true);
  expect(plan.cells.length).toBeGreaterThanOrEqual(2);
});

it('is protected against a whole table that was published before', async () => {
  const whole = await protect({ tables: [everybody], hierarchies });
  const plan = await protect({ tables: [small], hierarchies, earlier: [whole.release('whole')] });
  expect(plan.outcome).toBe('complete');
  expect(plan.cells.map(({ at }) => at['group'])).toContain('a');
  expect(plan.audit.safe).toBe(true);
});

it('is found when two gaps cross: the one ward and the one size that are left out of both', async () => {
  const wards = flat('ward', 'All', ['w1', 'w2']);
  const cells = [
    { at: { size: 'All', ward: 'All' }, value: 60 },
    { at: { size: 'small', ward: 'All' }, value: 40 },
    { at: { size: 'All', ward: 'w1' }, value: 33 },
    { at: { size: 'small', ward: 'w1' }, value: 15 },
  ];
  const crossed: Publication = {
    tables: [{ id: 'crossed', measure: 'organisations', kind: 'count', cells }],
    hierarchies: [wards, hierarchies[1]!],
  };
  const report = await audit(crossed, primaryOnly(crossed));
  expect(report.leaks).toEqual([
    expect.objectContaining({ at: { size: 'large', ward: 'w2' }, value: 2, least: 2, most: 2 }),
  ]);
  expect((await protect(crossed)).audit.safe).toBe(true);
});
