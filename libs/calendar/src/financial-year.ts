import { Temporal } from 'temporal-polyfill';
import { CalendarError } from './calendar-error';
import { day, daysBetween, type Day } from './dates';

/** A local authority's financial year, 1 April to 31 March (Local Government Finance Act 1992 s. 116(1)). */
export interface FinancialYear {
  /** `2018/19`. */
  label: string;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
}

/** The financial year of a date: 31 March 2019 is in 2018/19, 1 April 2019 in 2019/20. Any date. */
export function financialYear(date: Day): FinancialYear {
  const when = day(date);
  return startingIn(when.month >= 4 ? when.year : when.year - 1);
}

/**
 * The financial year of a label `2018/19`.
 * @throws CalendarError `not-a-financial-year` for another form or years that do not follow one another.
 */
export function financialYearNamed(label: string): FinancialYear {
  const first = Number(/^(\d{4})\/\d{2}$/.exec(label)?.[1] ?? NaN);
  const year = Number.isNaN(first) ? undefined : startingIn(first);
  if (year?.label === label) return year;
  throw new CalendarError('not-a-financial-year', `“${label}” is not a financial year such as 2018/19.`);
}

/**
 * The financial years that a period touches, first to last day inclusive, with the days of the period in
 * each; the days add up to the length of the period.
 * @throws CalendarError `dates-out-of-order` when the period ends before it starts.
 */
export function financialYearsOf(startsOn: Day, endsOn: Day): (FinancialYear & { days: number })[] {
  const [start, end] = [day(startsOn), day(endsOn)];
  if (Temporal.PlainDate.compare(start, end) > 0) {
    throw new CalendarError('dates-out-of-order', `A period cannot start on ${start} and end on ${end}.`);
  }
  const years: (FinancialYear & { days: number })[] = [];
  for (let from = start; Temporal.PlainDate.compare(from, end) <= 0;) {
    const year = financialYear(from);
    const until = Temporal.PlainDate.compare(year.endsOn, end) < 0 ? year.endsOn : end;
    years.push({ ...year, days: daysBetween(from, until) + 1 });
    from = year.endsOn.add({ days: 1 });
  }
  return years;
}

function startingIn(year: number): FinancialYear {
  return {
    label: `${year}/${String((year + 1) % 100).padStart(2, '0')}`,
    startsOn: new Temporal.PlainDate(year, 4, 1),
    endsOn: new Temporal.PlainDate(year + 1, 3, 31),
  };
}
