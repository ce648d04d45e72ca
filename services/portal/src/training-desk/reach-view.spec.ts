import type { capacityBuildingApi } from '@commissioning/schemas';
import { thisFinancialYear, trainingReachView } from './reach-view';

const row = (category: string, organisations: number | null, places: number | null) => ({
  ...{ category, organisations, places },
});
const reach = (bySize: ReturnType<typeof row>[]): capacityBuildingApi.TrainingReach => ({
  ...{ financialYear: 2026, audience: 'external', bySize, byFocus: [], note: '' },
  byWard: [row('E05009335', 12, 20)],
});

describe('reach of training', () => {
  it('says first who is not reached', () => {
    const [bySize] = trainingReachView(reach([row('Small', 0, 0), row('Large', 9, 14)]), String);
    expect(bySize?.finding).toBe('By size of organisation: nobody came from Small');
  });

  it('shows no figure that would tell of too few, in the table or in the chart', () => {
    const [bySize] = trainingReachView(reach([row('Small', null, null), row('Large', 9, 14)]), String);
    expect(bySize?.rows[0]).toEqual({ category: 'Small', organisations: '[c]', places: '[c]' });
    expect(bySize?.chart && bySize.chart.rows.map(({ label }) => label)).toEqual(['Large']);
    expect(bySize?.finding).toBe('By size of organisation: most places went to Large');
  });

  it('knows wards by name, and says so where nobody came', () => {
    const [bySize, byFocus, byWard] = trainingReachView(
      reach([row('all', 0, 0), row('larger', 0, 0), row('small', 0, 0)]),
      () => 'Weavers',
    );
    expect([bySize?.finding, bySize?.chart]).toEqual([
      'By size of organisation: nobody has attended yet',
      false,
    ]);
    expect(byWard?.rows[0]?.category).toBe('Weavers');
    expect(byFocus?.finding).toBe('By equality focus: nobody has attended yet');
  });

  it('names the total last and takes it for nobody', () => {
    const [bySize] = trainingReachView(
      reach([row('all', 12, 36), row('larger', 7, 25), row('small', 5, 11)]),
      String,
    );
    expect(bySize?.finding).toBe('By size of organisation: most places went to Larger organisations');
    expect(bySize?.rows.map(({ category }) => category)).toEqual([
      ...['Larger organisations', 'Small organisations', 'All organisations'],
    ]);
    expect(bySize?.chart && bySize.chart.rows).toHaveLength(2);
  });

  it('counts years from April', () => {
    expect(thisFinancialYear('2027-03-31T22:30:00Z')).toBe(2026);
    expect(thisFinancialYear('2027-03-31T23:30:00Z')).toBe(2027);
  });
});
