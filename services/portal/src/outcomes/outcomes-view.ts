import type { analyticsApi } from '@commissioning/schemas';
import { type IntervalRow, intervalChart, pairedBars } from '../drawings/charts';
import { wardMap } from '../drawings/ward-map';
import { formatPence } from '../pages/format';

type Report = analyticsApi.OutcomesAgainstNeed;
type Row = analyticsApi.WardOutcomes;

/** What the ward map can show. */
export const MAPS = {
  improved: 'Residents who improved',
  spend: 'Spend',
  need: 'Deprived households',
} as const;
export type MapChoice = keyof typeof MAPS;

export const isMapChoice = (text: string | undefined): text is MapChoice =>
  text !== undefined && Object.hasOwn(MAPS, text);

const SUPPRESSED = '[c]';
const percent = (value: number, digits = 0): string => `${value.toFixed(digits)}%`;

/** Charts, map and findings of the page, ready for its template. */
export function outcomesView(report: Report, map: MapChoice) {
  const byNeed = [...report.wards].sort((a, b) => scoreOf(b) - scoreOf(a));
  return {
    money: moneyAgainstNeed(byNeed),
    rates: ratesOf(byNeed, report.total),
    map: wardMap(
      report.wards.map((row) => ({ ward: row.ward ?? '', name: row.name, ...MAP_VALUES[map](row) })),
      (value) => (map === 'spend' ? formatPence(Math.round(value / 100) * 100) : percent(value, 1)),
    ),
    mapTitle: `${MAPS[map]} by ward`,
    rows: byNeed,
  };
}

const MAP_VALUES: Readonly<Record<MapChoice, (row: Row) => { value: number | null; text: string }>> = {
  improved: ({ improved }) => ({ value: improved.value, text: rateText(improved) }),
  spend: ({ spend }) => ({
    value: spend.value,
    text: formatPence(Math.round((spend.value ?? 0) / 100) * 100),
  }),
  need: ({ deprivedHouseholds }) => ({ value: deprivedHouseholds.value, text: rateText(deprivedHouseholds) }),
};

const rateText = ({ value, reason }: analyticsApi.Rate): string =>
  value === null ? (reason === 'suppressed' ? SUPPRESSED : 'no figure') : percent(value);

const scoreOf = ({ deprivationScore }: Row): number => deprivationScore.value ?? 0;

const MOST_DEPRIVED = 5;

/** How the money lies against need; undefined before any payment. */
function moneyAgainstNeed(byNeed: readonly Row[]) {
  const spend = sum(byNeed, ({ spend: { value } }) => value ?? 0);
  const households = sum(byNeed, ({ deprivedHouseholds }) => deprivedHouseholds.numerator ?? 0);
  if (spend === 0 || households === 0) return undefined;
  const shares = byNeed.map((row) => ({
    label: row.name,
    need: (row.deprivedHouseholds.numerator ?? 0) / households,
    money: (row.spend.value ?? 0) / spend,
  }));
  const first = shares.slice(0, MOST_DEPRIVED);
  const [need, money] = [sum(first, (one) => one.need), sum(first, (one) => one.money)];
  return {
    finding:
      `The five most deprived wards have ${percent(100 * need)} of the deprived households ` +
      `and ${percent(100 * money)} of the money`,
    chart: pairedBars(
      shares.map(({ label, need: ofNeed, money: ofMoney }) => ({
        label,
        shares: [ofNeed, ofMoney].map((value) => ({ value, text: percent(100 * value, 1) })),
      })),
      ['Share of deprived households', 'Share of spend'],
    ),
  };
}

/** Rates with their intervals; the finding names the wards that differ from the whole beyond chance. */
function ratesOf(byNeed: readonly Row[], total: Row) {
  const shown = byNeed.filter(({ improved }) => improved.value !== null || improved.reason === 'suppressed');
  if (shown.length === 0) return undefined;
  const rows = shown.map(({ name, improved }): IntervalRow => ({
    label: name,
    value: improved.value,
    lower: improved.interval?.lower95 ?? null,
    upper: improved.interval?.upper95 ?? null,
    text:
      improved.value === null
        ? SUPPRESSED
        : `${percent(improved.value)}, ${improved.numerator} of ${improved.denominator}`,
  }));
  const whole = total.improved.value;
  return {
    finding: findingOf(shown, whole),
    chart: intervalChart(
      rows,
      whole === null ? undefined : { value: whole, text: `All wards ${percent(whole)}` },
    ),
  };
}

function findingOf(shown: readonly Row[], whole: number | null): string {
  if (whole === null) return 'Residents who improved, of those reported on';
  const above = shown
    .filter(({ improved }) => (improved.interval?.lower95 ?? -1) > whole)
    .map(({ name }) => name);
  const below = shown
    .filter(({ improved }) => (improved.interval?.upper95 ?? 101) < whole)
    .map(({ name }) => name);
  if (above.length + below.length === 0) {
    return `${percent(whole)} of the residents reported on improved; no ward clearly differs from that`;
  }
  const parts = [
    ...(above.length > 0 ? [`clearly more often in ${listed(above)}`] : []),
    ...(below.length > 0 ? [`clearly less often in ${listed(below)}`] : []),
  ];
  return `${percent(whole)} of the residents reported on improved: ${parts.join(', ')}`;
}

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');

const sum = <One>(rows: readonly One[], of: (one: One) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);
