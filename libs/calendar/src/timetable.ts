import { Temporal } from 'temporal-polyfill';
import { backPlan, type Durations, type Plan, type StepName } from './back-plan';
import { day, daysBetween, type Day } from './dates';
import { forwardPlan } from './forward-plan';
import { workingDaysBetween } from './working-days';

/** Working days of float under which a timetable is called tight, unless the caller says otherwise. */
export const TIGHT_FLOAT_WORKING_DAYS = 10;

/** What is known when a timetable is looked at. */
export interface Outlook {
  /** The day on which the tender was, or is meant to be, published; today when nothing else is known. */
  publishOn: Day;
  /** Last day of the services that these replace; null where nothing is replaced. */
  currentProvisionEndsOn: Day | null;
  /** End of steps as planned or as they happened, for the float of each. */
  endsOn?: Partial<Record<StepName, Day>>;
  tightBelowWorkingDays?: number;
}

/** A warning in words a person can act on. */
export interface TimetableWarning {
  code: 'publication-too-late' | 'float-tight' | 'gap-in-provision-likely' | 'step-late';
  says: string;
}

/** A back-plan laid beside what is planned or has happened. */
export interface Timetable {
  plan: Plan;
  /** Working days in England between publication and the latest safe day; 0 is the last safe day. */
  floatWorkingDays: number;
  /** Float of each step whose end is known, in working days: negative is late. */
  floatByStep: Partial<Record<StepName, number>>;
  /** The earliest day on which services can start after that publication. */
  earliestServiceStart: Temporal.PlainDate;
  /** Days without services, between the end of the current ones and the later of plan and possibility. */
  gapDays: number;
  warnings: TimetableWarning[];
}

/**
 * Lays a back-plan beside the day of publication and the end of the current services: float in working days,
 * the earliest start that is still possible, the days without services, and warnings in words.
 * A gap also counts when the plan itself starts services later than the current ones end.
 * @throws CalendarError as `backPlan` and `forwardPlan`.
 * @see Report of 20 March 2018, paras 2.1 and 9.1.
 */
export function timetable(serviceStartsOn: Day, durations: Durations, outlook: Outlook): Timetable {
  const plan = backPlan(serviceStartsOn, durations);
  const publishOn = day(outlook.publishOn);
  const floatWorkingDays = workingDaysBetween(publishOn, plan.publishOn, 'england');
  const isLate = Temporal.PlainDate.compare(publishOn, plan.publishOn) > 0;
  const earliestServiceStart = forwardPlan(publishOn, durations).serviceStartsOn;
  const servicesStart = isLate ? earliestServiceStart : plan.serviceStartsOn;
  const gapDays = gapBefore(servicesStart, outlook.currentProvisionEndsOn);
  const floatByStep = stepFloats(plan, outlook.endsOn ?? {});
  const warnings = [
    ...publicationWarnings(plan, floatWorkingDays, isLate, outlook),
    ...lateSteps(floatByStep),
    ...gapWarnings(gapDays, servicesStart),
  ];
  return { plan, floatWorkingDays, floatByStep, earliestServiceStart, gapDays, warnings };
}

function gapBefore(servicesStart: Temporal.PlainDate, currentEndsOn: Day | null): number {
  return currentEndsOn === null ? 0 : Math.max(0, daysBetween(day(currentEndsOn), servicesStart) - 1);
}

function stepFloats(plan: Plan, endsOn: Partial<Record<StepName, Day>>): Partial<Record<StepName, number>> {
  const floats: Partial<Record<StepName, number>> = {};
  for (const { step, endsOn: latest } of plan.steps) {
    const end = endsOn[step];
    if (end !== undefined) floats[step] = workingDaysBetween(end, latest, 'england');
  }
  return floats;
}

function publicationWarnings(
  plan: Plan,
  float: number,
  isLate: boolean,
  { publishOn, tightBelowWorkingDays = TIGHT_FLOAT_WORKING_DAYS }: Outlook,
): TimetableWarning[] {
  if (isLate) {
    const says = `Publishing on ${day(publishOn)} is too late: the latest safe day was ${plan.publishOn}.`;
    return [{ code: 'publication-too-late', says }];
  }
  if (float >= tightBelowWorkingDays) return [];
  return [{ code: 'float-tight', says: `Only ${float} working days are left before ${plan.publishOn}.` }];
}

function lateSteps(floats: Partial<Record<StepName, number>>): TimetableWarning[] {
  return Object.entries(floats)
    .filter(([, float]) => float < 0)
    .map(([step, float]) => ({ code: 'step-late', says: `${step} ends ${-float} working days too late.` }));
}

function gapWarnings(gapDays: number, servicesStart: Temporal.PlainDate): TimetableWarning[] {
  if (gapDays === 0) return [];
  const says = `${gapDays} days without services are likely: they cannot start before ${servicesStart}.`;
  return [{ code: 'gap-in-provision-likely', says }];
}
