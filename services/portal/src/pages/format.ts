import { Temporal } from 'temporal-polyfill';

const LONDON = 'Europe/London';
const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: LONDON,
});
const time = new Intl.DateTimeFormat('en-GB', {
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
  timeZone: LONDON,
});

/** 20 March 2018 */
export const formatDay = (value: string | Date | undefined): string =>
  value
    ? day.format(
        typeof value === 'string' && value.length === 10 ? new Date(`${value}T12:00:00Z`) : new Date(value),
      )
    : '';

/** 5:30pm */
export const formatClock = (value: string | undefined): string =>
  value ? time.format(new Date(value)).replace(/\s/g, '') : '';

/** 20 March 2018 at 5:30pm */
export const formatMoment = (value: string | undefined): string =>
  value ? `${formatDay(value)} at ${formatClock(value)}` : '';

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: LONDON });

/** Tuesday 20 March 2018, 10:00am to 1:00pm; with both days where it ends on another */
export function formatSpan(from: string, until: string): string {
  const [begins, ends] = [from, until].map((at) => `${weekday.format(new Date(at))} ${formatDay(at)}`);
  return begins === ends
    ? `${begins}, ${formatClock(from)} to ${formatClock(until)}`
    : `${begins} at ${formatClock(from)} to ${ends} at ${formatClock(until)}`;
}

/** £12,500, or £12,500.50 where there are pence */
export const formatPence = (pence: number | undefined): string =>
  pence === undefined
    ? ''
    : (pence / 100).toLocaleString('en-GB', {
        style: 'currency',
        currency: 'GBP',
        minimumFractionDigits: pence % 100 === 0 ? 0 : 2,
      });

/** 1,234.5 */
export const formatNumber = (value: number | undefined, digits = 0): string =>
  value === undefined || value === null
    ? ''
    : value.toLocaleString('en-GB', { maximumFractionDigits: digits });

/** "in 3 days", "2 days ago", "today" */
export function formatDistance(value: string, today: Temporal.PlainDate): string {
  const date =
    value.length === 10
      ? Temporal.PlainDate.from(value)
      : Temporal.Instant.from(value).toZonedDateTimeISO(LONDON).toPlainDate();
  const days = today.until(date).days;
  if (days === 0) return 'today';
  const count = `${Math.abs(days)} day${Math.abs(days) === 1 ? '' : 's'}`;
  return days > 0 ? `in ${count}` : `${count} ago`;
}
