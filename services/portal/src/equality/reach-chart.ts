import type { equalityAnalysisApi } from '@commissioning/schemas';
import { pairedBars } from '../drawings/charts';

type Ward = equalityAnalysisApi.WardReach;

/** The finding, which is the chart's title too. */
export function findingOf(wards: readonly Ward[]): string {
  const short = wards.filter(({ verdict }) => verdict === 'under').length;
  const none = wards.filter(({ people }) => people === 0).length;
  if (short === 0) return 'No ward is certain to get less than its share of the planned places';
  const absent = none === 0 ? '' : `; ${none} of them ${none === 1 ? 'gets' : 'get'} none`;
  return `${short} of ${wards.length} wards get less than their share of the planned places${absent}`;
}

/** Two bars a ward: its share of the need and its share of the planned people, the largest shortfall first. */
export function reachChart(wards: readonly Ward[]) {
  const rows = sharesOf(wards).map(({ name, need, planned }) => ({
    label: name,
    shares: [need, planned].map((value) => ({ value, text: percent(value) })),
  }));
  return pairedBars(rows, ['Share of the need', 'Share of the planned people']);
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
