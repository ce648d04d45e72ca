import { must } from '@commissioning/service';

/** What happened with one place of a booking. */
export interface PlaceAttendance {
  readonly place: number;
  readonly attendance: 'attended' | 'partly' | 'not';
}

/** The register is kept of booked places once the session has begun, and covers every place once. */
export function mustBeRegister(
  booking: { readonly state: string; readonly places: number },
  startsAt: number,
  now: number,
  people: readonly PlaceAttendance[],
): void {
  must(
    booking.state === 'booked',
    'attendance-needs-a-booking',
    `This booking is ${booking.state}; attendance is recorded for booked places.`,
  );
  must(now >= startsAt, 'session-has-not-begun', 'Attendance is recorded once the session has begun.');
  const places = new Set(people.map(({ place }) => place));
  const complete = Array.from({ length: booking.places }, (_, index) => index + 1);
  must(
    people.length === booking.places && complete.every((place) => places.has(place)),
    'attendance-for-every-place',
    `Say for each of the ${booking.places} places whether somebody came.`,
  );
}

/** How many came, for the whole time or a part of it. */
export const cameOf = (people: readonly PlaceAttendance[]): number =>
  people.filter(({ attendance }) => attendance !== 'not').length;
