import { Temporal } from 'temporal-polyfill';
import { CalendarError } from './calendar-error';
import { day, latestNotice, wholeDays, type Day } from './dates';
import { AGENDA_CLEAR_DAYS, latestKeyDecisionNotice } from './key-decision';
import { latestStandstillNotice, standstill, type StandstillRule } from './standstill';
import { subtractWorkingDays, workingDayUntil } from './working-days';

/** The steps of a procurement in the order in which they happen. */
export type StepName =
  | 'key-decision-notice'
  | 'tender-period'
  | 'evaluation'
  | 'equality-check'
  | 'report'
  | 'decision'
  | 'call-in'
  | 'standstill'
  | 'mobilisation';

/** How long each step takes. Working days are England's, except that the standstill has its own calendar. */
export interface Durations {
  /** Calendar days between publication and the day on which tenders close. */
  tenderDays: number;
  evaluationWorkingDays: number;
  equalityCheckWorkingDays: number;
  /** Clear days for which the report lies open before the decision; default 5 (SI 2012/2089 reg. 7). */
  reportClearDays?: number;
  /** Dates on which the decision maker meets, in any order; without them any working day will do. */
  meetings?: readonly Day[];
  /** A key decision adds the latest day for its notice; it does not lengthen the chain. */
  keyDecision: boolean;
  /** Kept free also when nobody calls in. 0 where the constitution has no call-in for such a decision. */
  callInWorkingDays: number;
  /** Null where none is due and none was promised. */
  standstill: StandstillRule | null;
  /** Working days promised in the notice, with `procurement-act-voluntary`. */
  voluntaryStandstillDays?: number;
  /** From signature, which is its first day, to the day before services start. */
  mobilisationWorkingDays: number;
}

/** A step and the days it takes, both ends included. */
export interface PlannedStep {
  step: StepName;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
}

/** The steps in order of their start, and the one date that matters most. */
export interface Plan {
  serviceStartsOn: Temporal.PlainDate;
  /** In a back-plan the latest safe day to publish; in a forward plan the day of publication. */
  publishOn: Temporal.PlainDate;
  steps: PlannedStep[];
}

/**
 * Plans back from the day services start to the latest safe day of publication; every step carries the latest
 * days on which it can start and end. No step overlaps another, a step of 0 days is left out, publication and
 * closing fall on working days.
 * @throws CalendarError `no-meeting-early-enough` when every meeting is too late; `not-a-date`;
 * `not-a-whole-number-of-days`; `standstill-too-short`; `outside-bank-holiday-table`.
 * @see Design "Timetable as a back-plan"; report of 20 March 2018, para 2.1.
 */
export function backPlan(serviceStartsOn: Day, durations: Durations): Plan {
  const start = day(serviceStartsOn);
  const steps: PlannedStep[] = [];
  let before = start;
  const put = (step: PlannedStep | null) => {
    if (step === null) return;
    steps.unshift(step);
    before = step.startsOn;
  };
  put(workingStep('mobilisation', before, durations.mobilisationWorkingDays));
  put(standstillStep(before, durations));
  put(workingStep('call-in', before, durations.callInWorkingDays));
  put(decisionStep(before, durations.meetings));
  const decidedOn = before;
  put(reportStep(before, durations.reportClearDays ?? AGENDA_CLEAR_DAYS));
  put(workingStep('equality-check', before, durations.equalityCheckWorkingDays));
  put(workingStep('evaluation', before, durations.evaluationWorkingDays));
  put(tenderStep(before, durations.tenderDays));
  const publishOn = before;
  if (durations.keyDecision) {
    const notice = latestKeyDecisionNotice(decidedOn);
    steps.push({ step: 'key-decision-notice', startsOn: notice, endsOn: notice });
  }
  return { serviceStartsOn: start, publishOn, steps: inOrder(steps) };
}

/** The steps by their first day; a stable order where two share it. */
export function inOrder(steps: readonly PlannedStep[]): PlannedStep[] {
  return [...steps].sort((a, b) => Temporal.PlainDate.compare(a.startsOn, b.startsOn));
}

function workingStep(step: StepName, before: Temporal.PlainDate, length: number): PlannedStep | null {
  if (wholeDays(length) === 0) return null;
  const endsOn = workingDayUntil(before.subtract({ days: 1 }), 'england');
  return { step, startsOn: subtractWorkingDays(endsOn, length - 1, 'england'), endsOn };
}

function standstillStep(signOn: Temporal.PlainDate, durations: Durations): PlannedStep | null {
  const { standstill: rule, voluntaryStandstillDays } = durations;
  if (rule === null) return null;
  const notice = latestStandstillNotice(signOn, rule, voluntaryStandstillDays);
  const { lastDay } = standstill(notice, rule, voluntaryStandstillDays);
  return { step: 'standstill', startsOn: notice, endsOn: lastDay };
}

function decisionStep(before: Temporal.PlainDate, meetings?: readonly Day[]): PlannedStep {
  const on = meetings ? latestOf(meetings, before) : workingDayUntil(before.subtract({ days: 1 }), 'england');
  return { step: 'decision', startsOn: on, endsOn: on };
}

function latestOf(meetings: readonly Day[], before: Temporal.PlainDate): Temporal.PlainDate {
  const inTime = meetings
    .map(day)
    .filter((meeting) => Temporal.PlainDate.compare(meeting, before) < 0)
    .sort(Temporal.PlainDate.compare);
  const latest = inTime.at(-1);
  if (latest) return latest;
  throw new CalendarError(
    'no-meeting-early-enough',
    `No meeting before ${before} is known to take the decision.`,
  );
}

function reportStep(decidedOn: Temporal.PlainDate, clearDays: number): PlannedStep {
  const on = workingDayUntil(latestNotice(decidedOn, clearDays), 'england');
  return { step: 'report', startsOn: on, endsOn: on };
}

function tenderStep(before: Temporal.PlainDate, length: number): PlannedStep {
  const closesOn = workingDayUntil(before.subtract({ days: 1 }), 'england');
  const publishOn = workingDayUntil(closesOn.subtract({ days: wholeDays(length) }), 'england');
  return { step: 'tender-period', startsOn: publishOn, endsOn: closesOn };
}
