import { Temporal } from 'temporal-polyfill';
import { CalendarError } from './calendar-error';
import { day, endOfDay, wholeDays, type Day } from './dates';
import { addWorkingDays, isWorkingDay, workingDayFrom } from './working-days';

/**
 * Which standstill runs.
 * - `procurement-act`: 8 working days, the day of the contract award notice counted.
 * - `procurement-act-voluntary`: as the notice says (light touch), never under 8 working days.
 * - `pcr-2015`: 10 calendar days after the day the award decision notices were sent electronically.
 */
export type StandstillRule = 'procurement-act' | 'procurement-act-voluntary' | 'pcr-2015';

/** A standstill: no contract may be signed before `endsAt`. */
export interface Standstill {
  rule: StandstillRule;
  /** First day that counts. */
  firstDay: Temporal.PlainDate;
  /** Last day that counts, to midnight at its end. */
  lastDay: Temporal.PlainDate;
  /** First moment at which the contract may be signed. */
  endsAt: Temporal.Instant;
  /** Days counted, in the unit of the rule. */
  days: number;
  unit: 'working-days' | 'calendar-days';
  /** The provision that says so. */
  source: string;
}

/** Days of the mandatory standstill under the Procurement Act 2023, and the least a voluntary one may be. */
export const PROCUREMENT_ACT_STANDSTILL_WORKING_DAYS = 8;

/** Days of the standstill under the Public Contracts Regulations 2015 where notices go electronically. */
export const PCR_2015_STANDSTILL_DAYS = 10;

/**
 * When a standstill ends.
 *
 * Under the Act a notice published on a day that is no working day counts from the next one. Under the 2015
 * Regulations the day of sending does not count, and a last day that is no working day in England moves to
 * the next that is. Whether a standstill is due at all is the regime's question, not the calendar's.
 * @param noticeOn London date of the contract award notice (Act) or of sending the decisions (2015).
 * @param voluntaryDays working days stated in the notice; only with `procurement-act-voluntary`, default 8.
 * @throws CalendarError `standstill-too-short` for a voluntary period under 8 working days;
 * `outside-bank-holiday-table`.
 * @see Procurement Act 2023 s. 51, s. 123(1); Public Contracts Regulations 2015 reg. 87(2);
 * Regulation (EEC, Euratom) 1182/71 art. 3(4).
 */
export function standstill(noticeOn: Day, rule: StandstillRule, voluntaryDays?: number): Standstill {
  if (rule === 'pcr-2015') return calendarStandstill(day(noticeOn));
  const least = PROCUREMENT_ACT_STANDSTILL_WORKING_DAYS;
  const days = rule === 'procurement-act-voluntary' ? wholeDays(voluntaryDays ?? least) : least;
  if (days < least) {
    throw new CalendarError(
      'standstill-too-short',
      `A voluntary standstill is at least ${least} working days, not ${days}.`,
    );
  }
  const firstDay = workingDayFrom(noticeOn, 'procurement-act');
  const lastDay = addWorkingDays(firstDay, days - 1, 'procurement-act');
  const source = `Procurement Act 2023, s. 51${rule === 'procurement-act' ? '(2)' : ''} and s. 123(1)`;
  return { rule, firstDay, lastDay, endsAt: endOfDay(lastDay), days, unit: 'working-days', source };
}

/**
 * The latest notice whose standstill is over before a day, so that the contract can be signed on it. Under
 * either rule the answer is a working day. Errors as `standstill`.
 */
export function latestStandstillNotice(
  signOn: Day,
  rule: StandstillRule,
  voluntaryDays?: number,
): Temporal.PlainDate {
  const calendar = rule === 'pcr-2015' ? 'england' : 'procurement-act';
  const isInTime = (notice: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(standstill(notice, rule, voluntaryDays).lastDay, day(signOn)) < 0;
  let notice = day(signOn).subtract({ days: 1 });
  while (!isWorkingDay(notice, calendar) || !isInTime(notice)) notice = notice.subtract({ days: 1 });
  return notice;
}

function calendarStandstill(sentOn: Temporal.PlainDate): Standstill {
  const lastDay = workingDayFrom(sentOn.add({ days: PCR_2015_STANDSTILL_DAYS }), 'england');
  return {
    rule: 'pcr-2015',
    firstDay: sentOn.add({ days: 1 }),
    lastDay,
    endsAt: endOfDay(lastDay),
    days: PCR_2015_STANDSTILL_DAYS,
    unit: 'calendar-days',
    source: 'Public Contracts Regulations 2015, reg. 87(2); Regulation (EEC, Euratom) 1182/71, art. 3(4)',
  };
}
