import { must } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';

export type State = capacityBuildingApi.BookingState;

/** States in which a booking counts against its organisation's cap. */
export const LIVING: readonly State[] = ['booked', 'waiting', 'offered'];

/** When a session can be booked; times in milliseconds since 1970 UTC. */
export interface Bookable {
  readonly state: string;
  readonly bookingOpensAt: number;
  readonly bookingClosesAt: number;
}

/** Booking is open from its first moment until just before its last. */
export function mustBeOpenForBooking(session: Bookable, now: number): void {
  must(session.state === 'scheduled', 'session-cancelled', 'This session was cancelled.');
  must(now >= session.bookingOpensAt, 'booking-not-open-yet', 'Booking for this session has not opened yet.');
  must(now < session.bookingClosesAt, 'booking-closed', 'Booking for this session has closed.');
}

/** External courses are for organisations, internal ones for the council's teams. */
export function mustBeForAudience(audience: string, isTeam: boolean): void {
  must(
    (audience === 'internal') === isTeam,
    'not-for-this-audience',
    audience === 'internal'
      ? 'This course is for teams of the council.'
      : 'This course is for organisations, not for teams of the council.',
  );
}

/** What an organisation holds, is offered and waits for stays within the cap: waiting is no way around it. */
export function mustStayWithinCap(cap: number, living: number, wanted: number): void {
  const left = Math.max(0, cap - living);
  must(
    wanted <= left,
    'organisation-cap-exceeded',
    `One organisation may have ${cap} places in this session; yours has ${living}. ${
      left > 0 ? `Ask for ${left} at most.` : 'Change the booking that you have.'
    }`,
  );
}

/** Somebody who comes, and where reminders may be sent; both null while the person is still to be named. */
export interface Named {
  readonly name: string | null;
  readonly email: string | null;
}

type Name = capacityBuildingApi.NamePeople['names'][number];

/** Who comes, place by place; null is somebody to be named. Never more names than places. */
export function namedPlaces(places: number, names: readonly Name[]): Named[] {
  must(
    names.length <= places,
    'more-names-than-places',
    `The booking is for ${places}; ${names.length} people are named.`,
  );
  return Array.from({ length: places }, (_, index) => {
    const name = names[index] ?? null;
    if (name === null || typeof name === 'string') return { name, email: null };
    return { name: name.name, email: name.email ?? null };
  });
}

/** Names are changed and places given back until the session starts. */
export function mustBeforeStart(startsAt: number, now: number): void {
  must(now < startsAt, 'session-has-begun', 'This session has begun already.');
}

/** What is over cannot be changed. */
export function mustBeLiving(state: string): void {
  must(
    (LIVING as readonly string[]).includes(state),
    'booking-is-over',
    `This booking is ${state === 'expired' ? 'lost: its offer ran out' : state}.`,
  );
}

/** An offer is accepted while it stands; the moment at which it ends is too late. */
export function mustBeOnOffer(state: string, offeredUntil: number | undefined, now: number): void {
  must(
    state === 'offered' || state === 'expired',
    'booking-not-offered',
    `This booking is ${state}; only offered places are accepted or declined.`,
  );
  must(
    state === 'offered' && offeredUntil !== undefined && now < offeredUntil,
    'offer-expired',
    'This offer has run out. The places went to the next party.',
  );
}

/** Why a booking ends when its organisation presses cancel. */
export const becauseOfCancelling = (state: string): capacityBuildingApi.EndedBecause =>
  ({ waiting: 'left-list' as const, offered: 'declined' as const })[state] ?? 'given-back';

/** Some of the places that there are, each once, and never all of them: that is a cancellation. */
export function mustBeSomePlaces(there: readonly number[], givenBack: readonly number[]): void {
  must(
    new Set(givenBack).size === givenBack.length && givenBack.every((place) => there.includes(place)),
    'no-such-place',
    `The booking has the places ${there.join(', ')}.`,
  );
  must(
    givenBack.length < there.length,
    'all-places-given-back',
    'These are all the places of the booking: cancel it instead.',
  );
}

/** A move goes to another session of the same course; what is over moves only when the session itself was cancelled. */
export function mustBeMovable(
  booking: { readonly state: string; readonly because: string | null; readonly movedTo: string | null },
  from: { readonly id: string; readonly courseId: string },
  to: { readonly id: string; readonly courseId: string },
): void {
  must(
    to.id !== from.id && to.courseId === from.courseId,
    'not-the-same-course',
    'A booking moves to another session of the same course.',
  );
  must(
    !booking.movedTo,
    'booking-moved',
    'This booking was moved before: go on with the one that took its place.',
  );
  if (booking.because !== 'session-cancelled') mustBeLiving(booking.state);
}
