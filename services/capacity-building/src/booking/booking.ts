import { must } from '@commissioning/service';

export type State = 'booked' | 'waiting' | 'offered' | 'cancelled' | 'expired';

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

/** What an organisation holds, is offered and waits for stays within the cap: waiting is no way around it. */
export function mustStayWithinCap(cap: number, living: number, wanted: number): void {
  must(
    living + wanted <= cap,
    'organisation-cap-exceeded',
    `One organisation may have ${cap} places in this session; yours has ${living}.`,
  );
}

/** Names, place by place; null is somebody to be named. Never more names than places. */
export function namedPlaces(places: number, names: readonly (string | null)[]): (string | null)[] {
  must(
    names.length <= places,
    'more-names-than-places',
    `The booking is for ${places}; ${names.length} people are named.`,
  );
  return Array.from({ length: places }, (_, index) => names[index] ?? null);
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
    `This booking is ${state}; only offered places are accepted.`,
  );
  must(
    state === 'offered' && offeredUntil !== undefined && now < offeredUntil,
    'offer-expired',
    'This offer has run out. The places went to the next party.',
  );
}
