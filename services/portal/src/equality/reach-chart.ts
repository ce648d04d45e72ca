import type { equalityAnalysisApi } from '@commissioning/schemas';

type Ward = equalityAnalysisApi.WardReach;

const [WIDTH, LABELS, ROW, BAR, TOP] = [720, 190, 40, 14, 30];
const PLANNED = '#12436D';
const NEED = '#28A197';

/** The finding, which is the chart's title too. */
export function findingOf(wards: readonly Ward[]): string {
  const short = wards.filter(({ verdict }) => verdict === 'under').length;
  const none = wards.filter(({ people }) => people === 0).length;
  if (short === 0) return 'No ward is certain to get less than its share of the planned places';
  const absent = none === 0 ? '' : `; ${none} of them get none`;
  return `${short} of ${wards.length} wards get less than their share of the planned places${absent}`;
}

/**
 * Two bars a ward: its share of the need and its share of the planned people, the largest shortfall first. Text of
 * people is escaped; the table beside it says the same.
 */
export function reachChart(wards: readonly Ward[]): string {
  const rows = sharesOf(wards);
  const most = Math.max(...rows.flatMap(({ planned, need }) => [planned, need]), 0.01);
  const height = TOP + rows.length * ROW;
  const long = (share: number) => Math.round((share / most) * (WIDTH - LABELS - 60));
  const bars = rows.map(({ name, planned, need }, place) => {
    const y = TOP + place * ROW;
    const bar = (share: number, top: number, colour: string) =>
      `<rect x="${LABELS}" y="${top}" width="${long(share)}" height="${BAR}" fill="${colour}"/>` +
      `<text x="${LABELS + long(share) + 6}" y="${top + 12}" font-size="12">${percent(share)}</text>`;
    return (
      `<text x="${LABELS - 8}" y="${y + 20}" font-size="14" text-anchor="end">${escaped(name)}</text>` +
      bar(need, y + 2, NEED) +
      bar(planned, y + 4 + BAR, PLANNED)
    );
  });
  const legend = [
    { colour: NEED, x: LABELS, words: 'Share of the need' },
    { colour: PLANNED, x: LABELS + 180, words: 'Share of the planned people' },
  ].map(
    ({ colour, x, words }) =>
      `<rect x="${x}" y="6" width="12" height="12" fill="${colour}"/><text x="${x + 18}" y="16" font-size="13">${words}</text>`,
  );
  return (
    `<svg class="portal-chart" role="img" aria-labelledby="reach-title" viewBox="0 0 ${WIDTH} ${height}" ` +
    `font-family="system-ui, Arial, sans-serif" fill="#0b0c0c"><title id="reach-title">${escaped(findingOf(wards))}</title>` +
    `${legend.join('')}${bars.join('')}</svg>`
  );
}

function sharesOf(wards: readonly Ward[]) {
  const needOf = (ward: Ward) =>
    ward.against === 'deprived households' ? (ward.deprivedHouseholds ?? 0) : ward.residents;
  const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0) || 1;
  const [need, people] = [total(wards.map(needOf)), total(wards.map((ward) => ward.people))];
  return wards
    .map((ward) => ({ name: ward.name, need: needOf(ward) / need, planned: ward.people / people }))
    .sort((a, b) => b.need - b.planned - (a.need - a.planned));
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
