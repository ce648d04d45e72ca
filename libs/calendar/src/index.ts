export { Temporal } from 'temporal-polyfill';
export * from './calendar-error';
export { bankHolidayIn, bankHolidaysOf, BANK_HOLIDAY_TABLE, DIVISIONS, type Division } from './bank-holidays';
export {
  atLondonTime,
  clearDaysBetween,
  day,
  daysBetween,
  earliestEvent,
  endOfDay,
  fullDaysBetween,
  latestNotice,
  LONDON,
  londonDate,
  startOfDay,
  type Day,
  type Moment,
} from './dates';
export * from './working-days';
export * from './standstill';
export * from './key-decision';
export * from './financial-year';
export { backPlan, type Durations, type Plan, type PlannedStep, type StepName } from './back-plan';
export { forwardPlan } from './forward-plan';
export * from './timetable';
