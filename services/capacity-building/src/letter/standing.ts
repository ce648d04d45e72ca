import type { Prisma, Told as ToldRow } from '../../generated/prisma/client';
import type { Entry } from '../calendar/calendar';
import { sequenceOf, type Standing, type Told } from './letter';

/** What of a session goes into letters and calendars. */
export const WITH_DATES = {
  include: { course: true, dates: { orderBy: { number: 'asc' } } },
} as const;

type Booked = Pick<Prisma.BookingGetPayload<object>, 'id' | 'state' | 'places' | 'offeredUntil'> & {
  readonly session: Prisma.SessionGetPayload<typeof WITH_DATES>;
  readonly told: ToldRow | null;
};

/** How a booking stands, as far as its organisation is told of it. */
export const standingOf = ({ state, places, offeredUntil, session }: Booked): Standing => ({
  ...{ state, places, offeredUntil, venue: session.venue, joiningLink: session.joiningLink },
  dates: session.dates.map(({ startsAt, endsAt }) => ({
    ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
  })),
});

/** What the organisation was last told; undefined before the first letter. */
export const toldOf = ({ told }: Booked): Told | undefined =>
  told ? { ...told, dates: told.dates as unknown as Told['dates'] } : undefined;

/** What an organisation knows from its next letter on. */
export interface Telling extends Standing {
  readonly bookingId: string;
  readonly sequence: number;
  readonly sessionVersion: number;
}

/** How a booking stands now, under the number of the letter that says so. */
export function tellingOf(row: Booked): Telling {
  const standing = standingOf(row);
  const sequence = sequenceOf(toldOf(row), standing);
  return { ...standing, bookingId: row.id, sequence, sessionVersion: row.session.version };
}

/** The entries of a booking in calendars, one for each date, under its number. */
export function entriesOf(row: Booked, cancelled: boolean): Entry[] {
  const standing = standingOf(row);
  const sequence = sequenceOf(toldOf(row), standing);
  return standing.dates.map(({ startsAt, endsAt }, index) => ({
    id: index === 0 ? row.id : `${row.id}-${index + 1}`,
    ...{ sequence, title: row.session.course.title, startsAt: new Date(startsAt), endsAt: new Date(endsAt) },
    ...{ venue: standing.venue, places: standing.places, cancelled },
    ...(standing.joiningLink !== null && { joiningLink: standing.joiningLink }),
  }));
}
