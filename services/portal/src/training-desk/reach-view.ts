import { londonDate } from '@commissioning/calendar';
import type { capacityBuildingApi } from '@commissioning/schemas';
import { pairedBars } from '../drawings/charts';

type Row = capacityBuildingApi.TrainingReachRow;
interface Part {
  readonly id: string;
  readonly heading: string;
  readonly column: string;
  readonly rows: readonly Row[];
}

const APRIL = 4;
const TOTAL = 'all';
const SIZES: Readonly<Record<string, string>> = {
  [TOTAL]: 'All organisations',
  small: 'Small organisations',
  larger: 'Larger organisations',
  'not-known': 'Not known',
};
const nameOf = (category: string): string => SIZES[category] ?? category;

/** A figure, or the mark of one that is not shown because it would tell of too few. */
const figure = (value: number | null): string => (value === null ? '[c]' : String(value));

/** Chart and table for each way of looking at reach, ready for a template. */
export function trainingReachView(
  { bySize, byWard, byFocus }: capacityBuildingApi.TrainingReach,
  nameOfWard: (code: string) => string,
) {
  const wards = byWard.map((row) => ({ ...row, category: nameOfWard(row.category) }));
  return [
    { id: 'size', heading: 'By size of organisation', column: 'Size', rows: bySize },
    { id: 'focus', heading: 'By equality focus', column: 'Focus', rows: byFocus },
    { id: 'ward', heading: 'By ward served', column: 'Ward', rows: byName(wards) },
  ].map(partOf);
}

const byName = (rows: readonly Row[]) => rows.toSorted((a, b) => a.category.localeCompare(b.category));

/** A total is in the table; it is nobody whom training could reach or miss, and would hide the others in a chart. */
function partOf({ rows: all, ...part }: Part) {
  const rows = all.filter(({ category }) => category !== TOTAL);
  const shown = rows.filter(({ places }) => places !== null);
  const bars = shown.map(({ category, places }) => ({
    label: nameOf(category),
    shares: [{ value: places ?? 0, text: String(places) }],
  }));
  return {
    ...part,
    finding: findingOf(part.heading, rows),
    chart: shown.some(({ places }) => places) && pairedBars(bars, ['Places attended']),
    rows: [...rows, ...all.filter(({ category }) => category === TOTAL)].map(
      ({ category, organisations, places }) => ({
        ...{ category: nameOf(category), organisations: figure(organisations), places: figure(places) },
      }),
    ),
  };
}

/** What the figures say first: who came to none, else who came most. */
function findingOf(heading: string, rows: readonly Row[]): string {
  const none = rows.filter(({ places }) => places === 0).map(({ category }) => nameOf(category));
  if (none.length === rows.length) return `${heading}: nobody has attended yet`;
  if (none.length > 0)
    return none.length <= 3
      ? `${heading}: nobody came from ${none.join(', ')}`
      : `${heading}: ${none.length} of ${rows.length} not reached`;
  const [most] = rows.toSorted((a, b) => (b.places ?? 0) - (a.places ?? 0));
  return most?.places ? `${heading}: most places went to ${nameOf(most.category)}` : heading;
}

/** The financial year of a moment, by the year in which it begins on 1 April. */
export function thisFinancialYear(now: string): number {
  const { year, month } = londonDate(now);
  return month < APRIL ? year - 1 : year;
}
