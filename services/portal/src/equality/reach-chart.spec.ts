import type { equalityAnalysisApi } from '@commissioning/schemas';
import { findingOf, reachChart } from './reach-chart';

const ward = (name: string, people: number, deprivedHouseholds: number, verdict = 'parity') =>
  ({
    ...{ ward: 'E05009317', name, residents: 10_000, people, deprivedHouseholds, verdict },
    ...{ against: 'deprived households', ratio: {}, residentRatio: {}, gapFlagged: false },
  }) as equalityAnalysisApi.WardReach;

describe('the chart of wards', () => {
  it('has the finding as its title', () => {
    const wards = [ward('A', 0, 10, 'under'), ward('B', 5, 10, 'under'), ward('C', 95, 10, 'over')];
    expect(findingOf(wards)).toBe(
      '2 of 3 wards get less than their share of the planned places; 1 of them get none',
    );
    expect(reachChart(wards)).toContain(findingOf(wards));
    expect(findingOf([ward('A', 1, 1)])).toMatch(/^No ward is certain/);
  });

  it('puts the largest shortfall first and says each share in figures', () => {
    const svg = reachChart([ward('Even', 50, 50), ward('Left out', 0, 50), ward('Favoured', 50, 0)]);
    expect(svg.indexOf('Left out')).toBeLessThan(svg.indexOf('Even'));
    expect(svg.indexOf('Even')).toBeLessThan(svg.indexOf('Favoured'));
    expect(svg).toContain('>50.0%<');
  });

  it('escapes names and survives a set that plans for nobody', () => {
    const svg = reachChart([ward('Bow <East> & "West"', 0, 0)]);
    expect(svg).toContain('Bow &#60;East&#62; &#38; &#34;West&#34;');
    expect(svg).not.toContain('NaN');
  });
});
