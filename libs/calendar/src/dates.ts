import { Temporal } from 'temporal-polyfill';
import { CalendarError } from './calendar-error';

/** The time zone of every date in the product. */
export const LONDON = 'Europe/London';

/** A calendar date: `Temporal.PlainDate` or its ISO form `2018-03-20`. Functions here return PlainDate. */
export type Day = Temporal.PlainDate | string;

/** A moment: `Temporal.Instant` or its ISO form with an offset, `2018-03-20T17:30:00Z`. */
export type Moment = Temporal.Instant | string;

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The calendar date that was meant. Takes a PlainDate or exactly `YYYY-MM-DD`.
 * @throws CalendarError `not-a-date` for anything else, 30 February included.
 */
export function day(value: Day): Temporal.PlainDate {
  if (value instanceof Temporal.PlainDate) return value;
  try {
    if (ISO_DATE.test(value)) return Temporal.PlainDate.from(value, { overflow: 'reject' });
  } catch {
    throw notADate(value);
  }
  throw notADate(value);
}

/** The date on the wall in London at a moment: 23:30 UTC on 30 June is already 1 July there. */
export function londonDate(moment: Moment): Temporal.PlainDate {
  return instant(moment).toZonedDateTimeISO(LONDON).toPlainDate();
}

/** The first moment of a London day; in summer 23:00 UTC of the day before. */
export function startOfDay(date: Day): Temporal.Instant {
  return day(date).toZonedDateTime(LONDON).toInstant();
}

/**
 * The moment at which a London day is over (exclusive), which is the first of the next. "Midnight at the end
 * of the tenth day" is this moment.
 */
export function endOfDay(date: Day): Temporal.Instant {
  return startOfDay(day(date).add({ days: 1 }));
}

/**
 * The moment of a wall-clock time in London, for deadlines typed by people (`12:00`, `23:59:59`).
 * @throws CalendarError `time-does-not-exist` in the hour skipped in March, `time-happens-twice` in the hour
 * repeated in October: a deadline must not be open to two readings.
 */
export function atLondonTime(date: Day, time: string): Temporal.Instant {
  const wall = day(date).toPlainDateTime(plainTime(time));
  const earlier = wall.toZonedDateTime(LONDON, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(LONDON, { disambiguation: 'later' });
  if (earlier.equals(later)) return earlier.toInstant();
  if (earlier.toPlainDateTime().equals(wall)) {
    throw new CalendarError(
      'time-happens-twice',
      `${time} happens twice on ${day(date)}: the clocks go back.`,
    );
  }
  throw new CalendarError(
    'time-does-not-exist',
    `${time} does not exist on ${day(date)}: the clocks go forward.`,
  );
}

/**
 * Calendar days from one date or moment to another, as the law counts a period that begins with the day
 * after the first: 1 March → 26 March is 25. Moments count by their London dates, so the hour of the day and
 * the change of clocks make no difference. Negative when `to` is before `from`, 0 on the same London day.
 */
export function daysBetween(from: Day | Temporal.Instant, to: Day | Temporal.Instant): number {
  return dateOf(from).until(dateOf(to), { largestUnit: 'day' }).days;
}

/**
 * Whole days that have passed on the London clock between two moments: from noon to noon is one day, also
 * across a change of clocks (23 or 25 hours). From noon to 11:59 the next day is 0. Negative when reversed.
 */
export function fullDaysBetween(from: Moment, to: Moment): number {
  const start = instant(from).toZonedDateTimeISO(LONDON);
  return start.until(instant(to).toZonedDateTimeISO(LONDON), { largestUnit: 'day' }).days;
}

/**
 * Clear days between a notice and an event: neither the day of the notice nor the day of the event counts.
 * 14 February → 20 March 2018 is 33. The next day is 0, the same day −1, which no rule accepts.
 */
export function clearDaysBetween(notice: Day, event: Day): number {
  return daysBetween(day(notice), day(event)) - 1;
}

/**
 * The latest day on which a notice can be published so that at least `clearDays` clear days pass before the
 * event. 28 clear days before 20 March 2018: 19 February 2018.
 * @throws CalendarError `not-a-whole-number-of-days` for a negative or broken count.
 */
export function latestNotice(event: Day, clearDays: number): Temporal.PlainDate {
  return day(event).subtract({ days: wholeDays(clearDays) + 1 });
}

/** The earliest day of an event after a notice with `clearDays` clear days between. Errors as `latestNotice`. */
export function earliestEvent(notice: Day, clearDays: number): Temporal.PlainDate {
  return day(notice).add({ days: wholeDays(clearDays) + 1 });
}

/** A count of days that is a whole number from 0 on. @throws CalendarError `not-a-whole-number-of-days`. */
export function wholeDays(count: number): number {
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw new CalendarError('not-a-whole-number-of-days', `${count} is not a whole number of days.`);
}

function dateOf(value: Day | Temporal.Instant): Temporal.PlainDate {
  return value instanceof Temporal.Instant ? londonDate(value) : day(value);
}

function instant(value: Moment): Temporal.Instant {
  if (value instanceof Temporal.Instant) return value;
  try {
    return Temporal.Instant.from(value);
  } catch {
    throw notADate(value);
  }
}

function plainTime(time: string): Temporal.PlainTime {
  try {
    return Temporal.PlainTime.from(time);
  } catch {
    throw new CalendarError('not-a-date', `“${time}” is not a time of day.`);
  }
}

function notADate(value: string): CalendarError {
  return new CalendarError('not-a-date', `“${value}” is not a date.`);
}
