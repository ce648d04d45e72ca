import { Temporal } from 'temporal-polyfill';
import { CalendarError } from './calendar-error';
import { inOrder, type Durations, type Plan, type PlannedStep, type StepName } from './back-plan';
import { day, earliestEvent, wholeDays, type Day } from './dates';
import { AGENDA_CLEAR_DAYS, latestKeyDecisionNotice } from './key-decision';
import { standstill } from './standstill';
import { addWorkingDays, workingDayFrom } from './working-days';

/**
 * Plans forward from a day of publication to the earliest day on which services can start, by the same rules
 * as `backPlan`: back from that day gives the day of publication or a later one, back from the day before
 * gives an earlier one. A publication on a day that is no working day counts from that day all the same.
 * @throws CalendarError as `backPlan`; `no-meeting-early-enough` when no meeting is late enough.
 */
export function forwardPlan(publishOn: Day, durations: Durations): Plan {
  const published = day(publishOn);
  const closesOn = workingDayFrom(published.add({ days: wholeDays(durations.tenderDays) }), 'england');
  const steps: PlannedStep[] = [{ step: 'tender-period', startsOn: published, endsOn: closesOn }];
  let after = closesOn;
  const put = (step: PlannedStep | null) => {
    if (step === null) return;
    steps.push(step);
    after = step.endsOn;
  };
  put(workingStep('evaluation', after, durations.evaluationWorkingDays));
  put(workingStep('equality-check', after, durations.equalityCheckWorkingDays));
  put(oneDay('report', workingDayFrom(after.add({ days: 1 }), 'england')));
  const decidedOn = decisionDay(after, durations);
  put(oneDay('decision', decidedOn));
  put(workingStep('call-in', after, durations.callInWorkingDays));
  put(standstillStep(after, durations));
  put(workingStep('mobilisation', after, durations.mobilisationWorkingDays));
  if (durations.keyDecision) steps.push(oneDay('key-decision-notice', latestKeyDecisionNotice(decidedOn)));
  return { serviceStartsOn: after.add({ days: 1 }), publishOn: published, steps: inOrder(steps) };
}

function workingStep(step: StepName, after: Temporal.PlainDate, length: number): PlannedStep | null {
  if (wholeDays(length) === 0) return null;
  const startsOn = workingDayFrom(after.add({ days: 1 }), 'england');
  return { step, startsOn, endsOn: addWorkingDays(startsOn, length - 1, 'england') };
}

function oneDay(step: StepName, on: Temporal.PlainDate): PlannedStep {
  return { step, startsOn: on, endsOn: on };
}

function decisionDay(reportOn: Temporal.PlainDate, durations: Durations): Temporal.PlainDate {
  const earliest = earliestEvent(reportOn, durations.reportClearDays ?? AGENDA_CLEAR_DAYS);
  if (!durations.meetings) return workingDayFrom(earliest, 'england');
  const first = durations.meetings
    .map(day)
    .filter((meeting) => Temporal.PlainDate.compare(meeting, earliest) >= 0)
    .sort(Temporal.PlainDate.compare)[0];
  if (first) return first;
  throw new CalendarError('no-meeting-early-enough', `No meeting on or after ${earliest} is known.`);
}

function standstillStep(after: Temporal.PlainDate, durations: Durations): PlannedStep | null {
  const { standstill: rule, voluntaryStandstillDays } = durations;
  if (rule === null) return null;
  const calendar = rule === 'pcr-2015' ? 'england' : 'procurement-act';
  const notice = workingDayFrom(after.add({ days: 1 }), calendar);
  return {
    step: 'standstill',
    startsOn: notice,
    endsOn: standstill(notice, rule, voluntaryStandstillDays).lastDay,
  };
}
