/** Why the calendar refuses to answer. Stable, kebab case; services may show the message to a person. */
export type CalendarErrorCode =
  | 'not-a-date'
  | 'not-a-whole-number-of-days'
  | 'outside-bank-holiday-table'
  | 'time-does-not-exist'
  | 'time-happens-twice'
  | 'standstill-too-short'
  | 'no-meeting-early-enough'
  | 'not-a-financial-year'
  | 'dates-out-of-order';

/**
 * A question that the calendar cannot answer truthfully: a date that does not exist, a day outside the table
 * of bank holidays, a period shorter than the law allows. Never thrown for an ordinary "no".
 */
export class CalendarError extends Error {
  constructor(
    readonly code: CalendarErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'CalendarError';
  }
}
