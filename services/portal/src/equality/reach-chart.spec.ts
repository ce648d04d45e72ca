import type { equalityAnalysisApi } from '@commissioning/schemas';
import { findingOf, reachChart } from './reach-chart';

const ward = (name: string, people: number, deprivedHouseholds: number, verdict = 'parity') =>
  ({
    ...{ ward: 'E05009317', name, residents: 10_000, people, deprivedHouseholds, verdict },
    ...{ against: 'deprived households', ratio: {}, residentRatio: {}, gapFlagged: false },
  }) as equalityAnalysisApi.WardReach;

describe('the chart of wards', () => {
  it('has a finding for its title', () => {
    const wards = [ward('A', 0, 10, 'under'), ward('B', 5, 10, 'under'), ward('C', 95, 10, 'over')];
    expect(findingOf(wards)).toBe(
      '2 of 3 wards get less than their share of the planned places; 1 of them gets none',
    );
    expect(findingOf([ward('A', 1, 1)])).toMatch(/^No ward is certain/);
  });

  it('puts the largest shortfall first and says each share in figures', () => {
    const { rows } = reachChart([ward('Even', 50, 50), ward('Left out', 0, 50), ward('Favoured', 50, 0)]);
    expect(rows.map(({ label }) => label)).toEqual(['Left out', 'Even', 'Favoured']);
    expect(rows[1]?.bars.map(({ text }) => text)).toEqual(['50.0%', '50.0%']);
  });

  it('survives a set that plans for nobody', () => {
    const { rows } = reachChart([ward('Bow East', 0, 0)]);
    expect(rows[0]?.bars.map(({ width, text }) => [width, text])).toEqual([
      [0, '0.0%'],
      [0, '0.0%'],
    ]);
  });
});
