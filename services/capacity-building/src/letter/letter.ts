import { daysBetween, londonDate, subtractWorkingDays, type Temporal } from '@commissioning/calendar';
import type { notificationsApi } from '@commissioning/schemas';

/** What an organisation may be told of a booking. */
export interface Standing {
  readonly state: string;
  readonly places: number;
  readonly offeredUntil: Date | null;
  /** All dates of the session, in ISO 8601 UTC, the first first. */
  readonly dates: readonly { readonly startsAt: string; readonly endsAt: string }[];
  readonly venue: string;
  readonly joiningLink: string | null;
}

/** What it was last told, and with which number in its calendars. */
export interface Told extends Standing {
  readonly sequence: number;
}

export type Template = Extract<notificationsApi.NewMessage['template'], `training-${string}`>;

const WHEN_IT_BECOMES: Readonly<Record<string, Template>> = {
  booked: 'training-booked',
  waiting: 'training-waiting',
  offered: 'training-offered',
  expired: 'training-offer-ended',
  cancelled: 'training-cancelled',
};

/**
 * The letter that says what has changed since the last one; undefined when nothing has. What came and went between
 * two letters is not told: nobody can do anything about it any more.
 */
export function letterAbout(
  told: Told | undefined,
  now: Standing,
  sessionCancelled: boolean,
): Template | undefined {
  const over = now.state === 'cancelled' || now.state === 'expired';
  if (told === undefined) return over ? undefined : WHEN_IT_BECOMES[now.state];
  if (told.state !== now.state)
    return now.state === 'cancelled' && sessionCancelled
      ? 'training-session-cancelled'
      : WHEN_IT_BECOMES[now.state];
  if (over) return undefined;
  if (isMoved(told, now)) return 'training-changed';
  if (told.places !== now.places) return 'training-places-changed';
  if (told.offeredUntil?.getTime() !== now.offeredUntil?.getTime()) return WHEN_IT_BECOMES[now.state];
  return undefined;
}

/** Whether the session is on other dates, at other times or in another place than the organisation knows. */
export const isMoved = (told: Standing, now: Standing): boolean =>
  told.venue !== now.venue || told.joiningLink !== now.joiningLink || datesIn(told) !== datesIn(now);

const datesIn = ({ dates }: Standing): string =>
  dates.map(({ startsAt, endsAt }) => `${startsAt}/${endsAt}`).join();

/** The number of a booking's entry in calendars: 0 at first, one more with whatever is not told yet. */
export const sequenceOf = (told: Told | undefined, now: Standing): number =>
  told === undefined ? 0 : told.sequence + (isNews(told, now) ? 1 : 0);

/** Whether anything is different from what was told. */
export const isNews = (told: Standing, now: Standing): boolean =>
  told.state !== now.state ||
  told.places !== now.places ||
  told.offeredUntil?.getTime() !== now.offeredUntil?.getTime() ||
  isMoved(told, now);

/** What the calendars of an organisation are told with a letter: nothing of places that it does not have. */
export function calendarMethod(told: Told | undefined, now: Standing): 'REQUEST' | 'CANCEL' | undefined {
  if (now.state === 'booked') return 'REQUEST';
  return told?.state === 'booked' ? 'CANCEL' : undefined;
}

/** A booked party before or after its session. */
export interface Party {
  readonly bookedAt: Date;
  readonly startsAt: Date;
  /** The end of the last date. */
  readonly overAt: Date;
  readonly unnamed: number;
  readonly attended: number;
}

/** Working days before a session on which an organisation is asked for names, and on which people are reminded. */
export class Reminders {
  constructor(
    private readonly namesBefore: number,
    private readonly peopleBefore: number,
  ) {}

  /** The reminders that are due today; each is written once for a date of the session. */
  dueFor(party: Party, now: Temporal.Instant): Template[] {
    const today = londonDate(now);
    const heldOn = londonDate(party.startsAt.toISOString());
    const due: Template[] = [];
    if (now.epochMilliseconds < party.startsAt.getTime()) {
      const isDue = (workingDays: number): boolean => {
        const from = subtractWorkingDays(heldOn, workingDays, 'england');
        // Whoever booked on the day itself or later has just read all of it.
        return (
          daysBetween(from, today) >= 0 && daysBetween(londonDate(party.bookedAt.toISOString()), today) > 0
        );
      };
      if (isDue(this.peopleBefore)) due.push('training-reminder');
      if (party.unnamed > 0 && isDue(this.namesBefore)) due.push('training-names-needed');
    } else if (now.epochMilliseconds >= party.overAt.getTime() && party.attended > 0) {
      due.push('training-feedback');
    }
    return due;
  }
}
