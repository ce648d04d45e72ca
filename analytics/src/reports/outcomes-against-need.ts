import type { analyticsApi } from '@commissioning/schemas';
import { figureOf } from '../needs-data/needs-data';
import { byIndicator, perGroup, perWard, type View } from './counts';
import { count, noCount, noRate, rate } from './figures';

type Area = analyticsApi.NeedsArea;
type WardOutcomes = analyticsApi.WardOutcomes;

/** What a report is about besides its figures. */
export interface Frontispiece {
  readonly scope: analyticsApi.ReportScope;
  readonly needs: analyticsApi.ReportNeeds;
}

/** Outcomes by ward beside need and money. Wards that the needs data do not have are shown together. */
export function outcomesAgainstNeed(
  view: View,
  needs: analyticsApi.NeedsData,
  frontispiece: Frontispiece,
): analyticsApi.OutcomesAgainstNeed {
  const improved = perWard(view, 'outcome');
  const reported = perWard(view, 'reported');
  const spend = perWard(view, 'spend');
  const indicators = indicatorsOf(view);
  const unit = indicators.length > 1 ? 'outcomes' : 'residents';
  const rowOf = (name: string, isHere: (ward: string) => boolean, area?: Area): WardOutcomes => ({
    ...(area?.code.startsWith('E05') && { ward: area.code }),
    name,
    ...needOf(area),
    spend: count(sumOf(spend, isHere), 'pence'),
    improved: rate(sumOf(improved, isHere), sumOf(reported, isHere), unit),
  });
  const codes = new Set(needs.wards.map(({ code }) => code));
  return {
    ...frontispiece,
    wards: needs.wards.map((area) => rowOf(area.name, (ward) => ward === area.code, area)),
    elsewhere: rowOf('Elsewhere', (ward) => !codes.has(ward)),
    total: rowOf('Total', () => true, needs.boroughs[0]),
    groups: groupsOf(view, unit),
    indicators,
    notes: notesOf(unit),
  };
}

function needOf(area?: Area): Pick<WardOutcomes, 'residents' | 'deprivedHouseholds' | 'deprivationScore'> {
  const missing = 'not in the needs data';
  const residents = area && figureOf(area, 'residents');
  const deprived = area && figureOf(area, 'deprived-households');
  const score = area && figureOf(area, 'deprivation-score');
  return {
    residents: residents ? count(residents.value, 'residents') : noCount('residents', missing),
    deprivedHouseholds: deprived?.denominator
      ? rate(deprived.value, deprived.denominator, 'households')
      : noRate('households', missing),
    deprivationScore: score ? count(score.value, 'score') : noCount('score', missing),
  };
}

/** What was reported by characteristic, where a return told it. */
function groupsOf(view: View, unit: string): analyticsApi.GroupOutcomes[] {
  const key = ({ characteristic, category }: { characteristic: string; category: string }) =>
    JSON.stringify([characteristic, category]);
  const improved = new Map(perGroup(view, 'outcome').map(({ at, quantity }) => [key(at), quantity]));
  return perGroup(view, 'reported')
    .map(({ at, quantity }) => ({ ...at, improved: rate(improved.get(key(at)) ?? 0, quantity, unit) }))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function indicatorsOf(view: View): analyticsApi.IndicatorOutcomes[] {
  const key = ({ theme, indicator }: { theme: string; indicator: string }) => `${theme} ${indicator}`;
  const improved = new Map(byIndicator(view, 'outcome').map(({ at, quantity }) => [key(at), quantity]));
  return byIndicator(view, 'reported').map(({ at, quantity }) => {
    const known = view.register.indicators.get(at.indicator);
    const unit = known?.unit ?? 'residents';
    return {
      indicatorId: at.indicator,
      themeId: at.theme,
      theme: view.register.themes.get(at.theme)?.title ?? 'A theme that is not known yet',
      outcome: known?.outcome ?? 'An outcome that is not known yet',
      indicator: known?.title ?? 'An indicator that is not known yet',
      improved: rate(improved.get(key(at)) ?? 0, quantity, 'residents'),
      target: known?.target === undefined ? noCount(unit, 'no target is known') : count(known.target, unit),
    };
  });
}

const notesOf = (unit: string): string[] => [
  'Improved: residents who reached the outcome, of those whom accepted returns report on. ' +
    'Interval: Wilson score, 95 % and 99.8 %.',
  ...(unit === 'outcomes'
    ? ['Several indicators are added up: a resident counts once for each indicator.']
    : []),
  'Somebody who takes part in two reporting periods is in the returns of both.',
  'Spend is what payments came to, shared among wards in proportion to the people each contract plans to reach there. ' +
    'It is not money paid to organisations with an address there.',
  'Deprived households: Census 2021, at least one dimension of four, by the exact ward. Deprivation score: average ' +
    'of small areas fitted to the ward, higher is more deprived.',
];

const sumOf = (counts: ReadonlyMap<string, number>, isHere: (ward: string) => boolean): number =>
  [...counts].reduce((sum, [ward, quantity]) => (isHere(ward) ? sum + quantity : sum), 0);
