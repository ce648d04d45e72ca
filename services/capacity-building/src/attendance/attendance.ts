import { must } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';

type Attendance = capacityBuildingApi.Attendance;

/** What happened with one place of a booking. */
export interface PlaceAttendance {
  readonly place: number;
  readonly attendance: Attendance;
}

/** A line of the register: one place on one date. */
export interface Line extends PlaceAttendance {
  readonly date: number;
}

/** The register is kept of booked places once the date has begun: some of them or all, each once. */
export function mustBeRegister(
  booking: { readonly state: string; readonly places: readonly number[] },
  startsAt: number | undefined,
  now: number,
  people: readonly PlaceAttendance[],
): void {
  must(
    booking.state === 'booked',
    'attendance-needs-a-booking',
    `This booking is ${booking.state}; attendance is recorded for booked places.`,
  );
  must(startsAt !== undefined, 'no-such-date', 'This session has no such date.');
  must(now >= startsAt, 'session-has-not-begun', 'Attendance is recorded once the session has begun.');
  const places = new Set(people.map(({ place }) => place));
  must(
    places.size === people.length && people.every(({ place }) => booking.places.includes(place)),
    'attendance-of-its-places',
    `The booking has the places ${booking.places.join(', ')}; each is recorded once.`,
  );
}

/** What is recorded once is corrected, also by the name of somebody who came for another, only with a reason. */
export function mustSayWhy(
  standing: readonly Line[],
  seats: readonly { readonly place: number; readonly name: string | null }[],
  written: readonly (Line & { readonly name?: string | undefined })[],
  reason: string | undefined,
): void {
  const corrects = ({ place, date, attendance, name }: (typeof written)[number]): boolean => {
    const line = standing.find((one) => one.place === place && one.date === date);
    const called = seats.find((seat) => seat.place === place)?.name;
    return (line && line.attendance !== attendance) || Boolean(name && called && name !== called);
  };
  must(
    reason !== undefined || !written.some(corrects),
    'correction-needs-a-reason',
    'Say why the register is corrected: the line that was written before stays to be read.',
  );
}

/** The lines that stand: the last one of each place and date. Lines come in the order in which they were written. */
export function latestOf<Written extends { readonly place: number; readonly date: number }>(
  lines: readonly Written[],
): Written[] {
  return [...new Map(lines.map((line) => [`${line.place}/${line.date}`, line])).values()];
}

/** What the register says of one place, date by date. */
export const byDate = (
  lines: readonly { readonly place: number; readonly date: number; readonly attendance: string }[],
  place: number,
): { date: number; attendance: Attendance }[] =>
  lines
    .filter((line) => line.place === place)
    .map(({ date, attendance }) => ({ date, attendance: attendance as Attendance }))
    .sort((a, b) => a.date - b.date);

/**
 * What one place attended of a whole session: of a series, all of it only when every date was attended; nothing only
 * when nothing was. Undefined while nothing is recorded.
 */
export function overall(
  recorded: readonly { attendance: Attendance }[],
  dates: number,
): Attendance | undefined {
  if (recorded.length === 0) return undefined;
  if (recorded.every(({ attendance }) => attendance === 'not')) return 'not';
  const whole = recorded.length === dates && recorded.every(({ attendance }) => attendance === 'attended');
  return whole ? 'attended' : 'partly';
}

/** How many came, for the whole time or a part of it. */
export const cameOf = (people: readonly { readonly attendance: string | null }[]): number =>
  people.filter(({ attendance }) => attendance === 'attended' || attendance === 'partly').length;
