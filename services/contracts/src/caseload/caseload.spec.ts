import { carriedOn, forecast, mustCarry } from './caseload';

const nadia = { name: 'Nadia', capacity: 20 };
const contract = (points: number, startsOn: string, endsOn: string, managerId?: string) => ({
  points,
  startsOn,
  endsOn,
  managerId,
});

describe('the caseload gate', () => {
  it('lets a manager be filled to the brim and not over', () => {
    expect(() => mustCarry(nadia, 15, 5)).not.toThrow();
    expect(() => mustCarry(nadia, 16, 5)).toBreak('caseload-exceeded');
  });

  it('forgets a contract on the day after its last', () => {
    const ended = [contract(5, '2026-01-01', '2027-03-31')];
    expect(carriedOn(ended, '2027-03-31')).toBe(5);
    expect(carriedOn(ended, '2027-04-01')).toBe(0);
  });
});

describe('the forecast', () => {
  it('shows the months that will not fit, over the turn of the year', () => {
    const contracts = [
      contract(12, '2026-04-01', '2027-01-15', 'nadia'),
      contract(10, '2027-01-01', '2030-12-31'),
    ];
    expect(forecast(contracts, 20, '2026-12-20', 3)).toEqual([
      { month: '2026-12', points: 12, unassigned: 0, contracts: 1, fits: true },
      { month: '2027-01', points: 22, unassigned: 10, contracts: 2, fits: false },
      { month: '2027-02', points: 10, unassigned: 10, contracts: 1, fits: true },
    ]);
  });
});
