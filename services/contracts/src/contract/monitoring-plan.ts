import { Temporal } from 'temporal-polyfill';

const { PlainDate } = Temporal;
const MONTHS = 12;

/** A period that a return is about, and the day on which it is due. Days are `YYYY-MM-DD`, both ends included. */
export interface PlannedReturn {
  readonly number: number;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly dueOn: string;
}

/**
 * What a provider will report on and when, in proportion to the contract's weight (report 3.21): so many returns a year
 * over the whole term. The last period ends with the contract, so it may be shorter.
 */
export function monitoringPlan(
  term: { readonly startsOn: string; readonly endsOn: string },
  returnsPerYear: number,
  dueDays: number,
): PlannedReturn[] {
  return periodsOf(term, MONTHS / returnsPerYear).map(({ from, to }, index) => ({
    number: index + 1,
    periodFrom: from.toString(),
    periodTo: to.toString(),
    dueOn: to.add({ days: dueDays }).toString(),
  }));
}

/** The term in periods of so many months, counted from its first day; the last one ends with the term. */
export function periodsOf(
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
  months: number,
): { from: Temporal.PlainDate; to: Temporal.PlainDate }[] {
  const [start, end] = [PlainDate.from(startsOn), PlainDate.from(endsOn)];
  const periods: { from: Temporal.PlainDate; to: Temporal.PlainDate }[] = [];
  for (let index = 0; ; index += 1) {
    // Counted from the start each time: 31 January plus a month twice over must not drift.
    const from = start.add({ months: index * months });
    if (PlainDate.compare(from, end) > 0) return periods;
    const last = start.add({ months: (index + 1) * months }).subtract({ days: 1 });
    periods.push({ from, to: PlainDate.compare(last, end) < 0 ? last : end });
  }
}
