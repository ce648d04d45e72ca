import { protectedReach, type Reached } from './reach';

const reached = (count: number, more: Partial<Reached>): Reached[] =>
  Array.from({ length: count }, () => ({ places: 2, wards: [], focus: [], ...more }));
const row = (category: string, organisations: number | null, places: number | null) => ({
  ...{ category, organisations, places },
});

describe('the reach of training', () => {
  it('counts organisations, and places that somebody attended, by size, ward and focus', async () => {
    const reach = await protectedReach([
      ...reached(6, { size: 'small', wards: ['E05009317', 'E05009318'], focus: ['Disabled people'] }),
      ...reached(7, { size: 'larger', wards: ['E05009317'] }),
    ]);
    expect(reach.bySize).toEqual([row('all', 13, 26), row('larger', 7, 14), row('small', 6, 12)]);
    expect(reach.byWard).toEqual([row('E05009317', 13, 26), row('E05009318', 6, 12)]);
    expect(reach.byFocus).toEqual([row('Disabled people', 6, 12)]);
    expect(reach.note).toBe('');
  });

  it('does not tell of fewer than five, nor lets them be worked out from the total', async () => {
    const reach = await protectedReach([
      ...reached(3, { size: 'small', wards: ['E05009317'] }),
      ...reached(20, { size: 'larger', wards: ['E05009318'] }),
    ]);
    expect(reach.bySize).toContainEqual(row('small', null, null));
    const shown = reach.bySize.filter(({ organisations }) => organisations !== null);
    // Two of total, small and larger would give the third away.
    expect(shown.length).toBeLessThan(2);
    expect(reach.byWard).toEqual([row('E05009317', null, null), row('E05009318', 20, 40)]);
    expect(reach.note).toContain('[c]');
  });

  it('hides places with the organisations behind them, however many people came', async () => {
    const reach = await protectedReach([
      ...reached(1, { size: 'small', places: 40, focus: ['Women and girls'] }),
    ]);
    expect(reach.byFocus).toEqual([row('Women and girls', null, null)]);
    expect(JSON.stringify(reach)).not.toContain('40');
  });

  it('of nobody is nothing, and says so', async () => {
    const reach = await protectedReach([]);
    expect(reach.bySize).toEqual([row('all', 0, 0), row('larger', 0, 0), row('small', 0, 0)]);
    expect(reach).toMatchObject({ byWard: [], byFocus: [], note: '' });
  });
});
