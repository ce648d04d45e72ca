import { Temporal } from 'temporal-polyfill';
import { bankHolidayIn, BANK_HOLIDAY_TABLE, DIVISIONS, type Division } from './bank-holidays';
import { CalendarError } from './calendar-error';
import { day, wholeDays, type Day } from './dates';

/**
 * Whose working days are counted.
 * - `procurement-act`: not a Saturday, a Sunday or a bank holiday in any part of the United Kingdom
 *   (Procurement Act 2023, s. 123(1) "working day"; Banking and Financial Dealings Act 1971).
 * - `england`: council periods and the Public Contracts Regulations 2015: England and Wales's only.
 */
export type WorkingCalendar = 'procurement-act' | 'england';

const CLOSED_IN: Record<WorkingCalendar, readonly Division[]> = {
  'procurement-act': DIVISIONS,
  england: ['england-and-wales'],
};

const SATURDAY = 6;

/**
 * Why a date is no working day: `weekend`, or the divisions whose bank holiday it is; null for a working day.
 * @throws CalendarError `outside-bank-holiday-table` before 2018 and after 2028, weekends included.
 */
export function whyNotWorking(date: Day, calendar: WorkingCalendar): 'weekend' | Division[] | null {
  const when = insideTable(day(date));
  if (when.dayOfWeek >= SATURDAY) return 'weekend';
  const closed = bankHolidayIn(when.toString()).filter((division) => CLOSED_IN[calendar].includes(division));
  return closed.length > 0 ? closed : null;
}

/** Whether a date is a working day of that calendar. Errors as `whyNotWorking`. */
export function isWorkingDay(date: Day, calendar: WorkingCalendar): boolean {
  return whyNotWorking(date, calendar) === null;
}

/** The first working day on or after a date. Errors as `whyNotWorking`. */
export function workingDayFrom(date: Day, calendar: WorkingCalendar): Temporal.PlainDate {
  return step(day(date), calendar, 1);
}

/** The last working day on or before a date. Errors as `whyNotWorking`. */
export function workingDayUntil(date: Day, calendar: WorkingCalendar): Temporal.PlainDate {
  return step(day(date), calendar, -1);
}

/**
 * The date `count` working days after another, which itself is not counted: one working day after Friday is
 * Monday, also when counted from Saturday. 0 gives the date itself, working or not.
 * @throws CalendarError `not-a-whole-number-of-days`, `outside-bank-holiday-table`.
 */
export function addWorkingDays(date: Day, count: number, calendar: WorkingCalendar): Temporal.PlainDate {
  return move(day(date), wholeDays(count), calendar, 1);
}

/** The date `count` working days before another, which itself is not counted. Errors as `addWorkingDays`. */
export function subtractWorkingDays(date: Day, count: number, calendar: WorkingCalendar): Temporal.PlainDate {
  return move(day(date), wholeDays(count), calendar, -1);
}

/**
 * Working days from one date to another: those after `from` up to and including `to`. Friday → Monday is 1,
 * Friday → Sunday 0. Negative when `to` is before `from` (those after `to` up to and including `from`).
 * So a float of 0 means today is the last day. @throws CalendarError `outside-bank-holiday-table`.
 */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar): number {
  const [start, end] = [insideTable(day(from)), insideTable(day(to))];
  const backwards = Temporal.PlainDate.compare(start, end) > 0;
  const [first, last] = backwards ? [end, start] : [start, end];
  let count = 0;
  for (let at = first.add({ days: 1 }); Temporal.PlainDate.compare(at, last) <= 0; at = at.add({ days: 1 })) {
    if (isWorkingDay(at, calendar)) count += 1;
  }
  return backwards && count > 0 ? -count : count;
}

function step(from: Temporal.PlainDate, calendar: WorkingCalendar, days: 1 | -1): Temporal.PlainDate {
  let at = from;
  while (!isWorkingDay(at, calendar)) at = at.add({ days });
  return at;
}

function move(
  from: Temporal.PlainDate,
  count: number,
  calendar: WorkingCalendar,
  days: 1 | -1,
): Temporal.PlainDate {
  let at = insideTable(from);
  for (let left = count; left > 0; left -= 1) at = step(at.add({ days }), calendar, days);
  return at;
}

function insideTable(date: Temporal.PlainDate): Temporal.PlainDate {
  const { from, until } = BANK_HOLIDAY_TABLE;
  const iso = date.toString();
  if (iso >= from && iso <= until) return date;
  throw new CalendarError(
    'outside-bank-holiday-table',
    `${iso} is outside the table of bank holidays (${from} to ${until}), so working days cannot be counted there.`,
  );
}
