import { CalendarError, type Temporal, workingDayFrom } from '@commissioning/calendar';
import { must } from '@commissioning/service';

/** When a session takes place and can be booked, in milliseconds since 1970 UTC. */
export interface SessionTerms {
  readonly startsAt: number;
  readonly bookingOpensAt: number;
  readonly bookingClosesAt: number;
}

/** One date of a session, in milliseconds since 1970 UTC. */
export interface Span {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Every date ends after it starts, and the next one of a series begins after that. */
export function mustBeSeries(dates: readonly Span[]): void {
  for (const [index, { startsAt, endsAt }] of dates.entries()) {
    must(endsAt > startsAt, 'session-ends-before-it-starts', 'The session must end after it starts.');
    const next = dates[index + 1];
    must(
      !next || next.startsAt >= endsAt,
      'series-out-of-order',
      'Give the dates of a series in order: each one begins after the one before it has ended.',
    );
  }
}

/**
 * No organisation may have more than all of a session. A cap that stays what it was is let be: the session may have
 * become smaller since, and those who wait may hold all that the cap allows.
 */
export function mustBeWithinCapacity(cap: number, capacity: number, capBefore?: number): void {
  must(
    cap <= capacity || cap === capBefore,
    'cap-over-capacity',
    `The session has ${capacity} places; one organisation cannot have ${cap}.`,
  );
}

/** A session lies ahead and is booked before it starts. */
export function mustBeSound(terms: SessionTerms, now: number, on: Temporal.PlainDate): void {
  must(terms.startsAt > now, 'session-starts-in-the-past', 'A session is scheduled before it starts.');
  must(
    terms.bookingOpensAt < terms.bookingClosesAt && terms.bookingClosesAt <= terms.startsAt,
    'booking-window-unsound',
    'Booking must open before it closes, and close before the session starts.',
  );
  must(
    hasKnownWorkingDays(on),
    'session-beyond-bank-holidays',
    'Bank holidays of that year are not known yet, so offers from the waiting list could not be timed.',
  );
}

function hasKnownWorkingDays(on: Temporal.PlainDate): boolean {
  try {
    workingDayFrom(on.add({ days: 7 }), 'england');
    return true;
  } catch (error) {
    if (error instanceof CalendarError) return false;
    throw error;
  }
}

/** A session that was cancelled stays cancelled. */
export function mustBeScheduled(state: string): void {
  must(state === 'scheduled', 'session-cancelled', 'This session was cancelled.');
}

/** Only a session that has not begun is cancelled: afterwards it took place. */
export function mustNotHaveBegun(startsAt: number, now: number): void {
  must(now < startsAt, 'session-has-begun', 'This session has begun already.');
}

/** What a person who comes has to know of a session. */
export interface Arrangements {
  readonly dates: readonly { readonly startsAt: string; readonly endsAt: string }[];
  readonly venue: string;
  readonly online: boolean;
  readonly terms: Readonly<Record<string, unknown>>;
}

export type Part = 'time' | 'venue' | 'online' | 'terms';

/** What differs between two arrangements; `terms` is all that does not change when or where people go. */
export function partsChanged(before: Arrangements, after: Arrangements): Part[] {
  const differ = (part: (of: Arrangements) => unknown) =>
    JSON.stringify(part(before)) !== JSON.stringify(part(after));
  return [
    ...(differ(({ dates }) => dates) ? (['time'] as const) : []),
    ...(differ(({ venue }) => venue) ? (['venue'] as const) : []),
    ...(differ(({ online }) => online) ? (['online'] as const) : []),
    ...(differ(({ terms }) => terms) ? (['terms'] as const) : []),
  ];
}

/** Parts that everybody who has booked is told of. */
export const TOLD: readonly Part[] = ['time', 'venue', 'online'];

/** Saying that something changes when nothing does would alarm everybody for nothing. */
export function mustChangeSomething(parts: readonly Part[]): void {
  must(parts.length > 0, 'nothing-changed', 'Nothing of this session would be different.');
}

/** A cap is not lowered below what an organisation has already: its places were promised. */
export function mustLeaveEveryShare(cap: number, largestShare: number): void {
  must(
    cap >= largestShare,
    'cap-below-taken',
    `An organisation has ${largestShare} places in this session; the cap cannot be ${cap}.`,
  );
}
