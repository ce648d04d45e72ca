import { CalendarError, type Temporal, workingDayFrom } from '@commissioning/calendar';
import { must } from '@commissioning/service';

/** Times, in milliseconds since 1970 UTC, and places of a session. */
export interface SessionTerms {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly bookingOpensAt: number;
  readonly bookingClosesAt: number;
  readonly capacity: number;
  readonly capPerOrganisation: number;
}

/** A session lies ahead, is booked before it starts, and no organisation may have more than all of it. */
export function mustBeSound(terms: SessionTerms, now: number, on: Temporal.PlainDate): void {
  must(terms.startsAt > now, 'session-starts-in-the-past', 'A session is scheduled before it starts.');
  must(
    terms.endsAt > terms.startsAt,
    'session-ends-before-it-starts',
    'The session must end after it starts.',
  );
  must(
    terms.bookingOpensAt < terms.bookingClosesAt && terms.bookingClosesAt <= terms.startsAt,
    'booking-window-unsound',
    'Booking must open before it closes, and close before the session starts.',
  );
  must(
    terms.capPerOrganisation <= terms.capacity,
    'cap-over-capacity',
    `The session has ${terms.capacity} places; one organisation cannot have ${terms.capPerOrganisation}.`,
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
