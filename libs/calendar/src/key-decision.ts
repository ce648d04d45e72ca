import { Temporal } from 'temporal-polyfill';
import { clearDaysBetween, day, earliestEvent, latestNotice, type Day } from './dates';

/** Clear days between the notice of a key decision and the decision itself (reg. 9(2)). */
export const KEY_DECISION_CLEAR_DAYS = 28;

/** Clear days after notice to scrutiny where 28 were impracticable (reg. 10(1)). */
export const GENERAL_EXCEPTION_CLEAR_DAYS = 5;

/** Clear days for which the agenda and reports of a public meeting lie open (reg. 7). */
export const AGENDA_CLEAR_DAYS = 5;

/** By which door a key decision may be taken on a day, given its notice. */
export interface KeyDecisionNotice {
  /** Calendar days between, neither end counted; −1 when both fall on one day. */
  clearDays: number;
  /** `special-urgency` needs the agreement of the scrutiny chair, and a report to council. */
  route: 'notice' | 'general-exception' | 'special-urgency';
  source: string;
}

const REGULATIONS =
  'Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012';

/**
 * Which rule lets a key decision be taken on `decisionOn` when its notice was published on `noticeOn`.
 * The 2018 decision: 14 February → 20 March is 33 clear days, so by notice. Clear days here are calendar
 * days: the Regulations do not leave out weekends; a constitution that does is stricter than the law.
 * A notice after the decision leaves only special urgency, with a negative count.
 * @see SI 2012/2089 regs 9(2), 10(1), 11.
 */
export function keyDecisionNotice(noticeOn: Day, decisionOn: Day): KeyDecisionNotice {
  const clearDays = clearDaysBetween(noticeOn, decisionOn);
  if (clearDays >= KEY_DECISION_CLEAR_DAYS) {
    return { clearDays, route: 'notice', source: `${REGULATIONS}, reg. 9(2)` };
  }
  if (clearDays >= GENERAL_EXCEPTION_CLEAR_DAYS) {
    return { clearDays, route: 'general-exception', source: `${REGULATIONS}, reg. 10(1)` };
  }
  return { clearDays, route: 'special-urgency', source: `${REGULATIONS}, reg. 11` };
}

/** The latest day to publish the notice of a key decision: 28 clear days before (reg. 9(2)). */
export function latestKeyDecisionNotice(decisionOn: Day): Temporal.PlainDate {
  return latestNotice(day(decisionOn), KEY_DECISION_CLEAR_DAYS);
}

/** The earliest day on which a key decision may be taken after its notice (reg. 9(2)). */
export function earliestKeyDecision(noticeOn: Day): Temporal.PlainDate {
  return earliestEvent(day(noticeOn), KEY_DECISION_CLEAR_DAYS);
}
