import { caseloadAhead } from './caseload-view';

const month = (name: string, points: number, fits: boolean) => ({
  ...{ month: name, points, unassigned: 0 },
  ...{ contracts: 1, fits },
});

describe('the months ahead of the contract managers', () => {
  it('name the first that does not fit, and how many', () => {
    const months = [month('2027-01', 18, true), month('2027-02', 22, false), month('2027-03', 25, false)];
    expect(caseloadAhead({ months, capacity: 20 }).finding).toBe(
      '2 months do not fit, the first February 2027: 22 points, and 20 can be carried',
    );
  });

  it('say how full the fullest is when all fit, also without contract managers', () => {
    const months = [month('2027-01', 18, true), month('2027-02', 12, true)];
    expect(caseloadAhead({ months, capacity: 20 }).finding).toBe(
      'Every month fits: at most 18 of the 20 points that can be carried',
    );
    expect(caseloadAhead({ months: [], capacity: 0 }).finding).toMatch(/^Every month fits: at most 0/);
  });

  it('are drawn against what can be carried, on one scale', () => {
    const { chart } = caseloadAhead({ months: [month('2027-01', 10, true)], capacity: 20 });
    const [needed, carried] = chart.rows[0]?.bars ?? [];
    expect(needed?.width).toBeCloseTo((carried?.width ?? 0) / 2);
  });
});
