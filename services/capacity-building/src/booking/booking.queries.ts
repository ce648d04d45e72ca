import { type Change, found, type TransactionOf } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { Attendee, Booking, PrismaClient } from '../../generated/prisma/client';
import { lockSession, type SessionRow } from '../session/session.queries';
import { LIVING } from './booking';

type Db = TransactionOf<PrismaClient>;
export type BookingRow = Booking & { session: SessionRow; people: Attendee[] };

const WHOLE = {
  session: { include: { course: true } },
  people: { orderBy: { place: 'asc' as const } },
};

/** The booking, its session locked until the change is over. */
export async function lockBooking(
  change: Change<PrismaClient>,
  id: string,
): Promise<{ booking: Booking; session: SessionRow }> {
  const { sessionId } = found(await change.db.booking.findUnique({ where: { id } }), 'booking');
  const session = await lockSession(change, sessionId);
  return { booking: await change.db.booking.findUniqueOrThrow({ where: { id } }), session };
}

/** Parties that wait for a session, the first first. */
export const waitingFor = (db: Db, sessionId: string): Promise<Booking[]> =>
  db.booking.findMany({
    where: { sessionId, state: 'waiting' },
    orderBy: [{ bookedAt: 'asc' }, { id: 'asc' }],
  });

/** Places that an organisation holds, is offered or waits for in a session. */
export async function livingPlaces(db: Db, sessionId: string, organisationId: string): Promise<number> {
  const { _sum } = await db.booking.aggregate({
    where: { sessionId, organisationId, state: { in: [...LIVING] } },
    _sum: { places: true },
  });
  return _sum.places ?? 0;
}

/** Bookings as people see them. */
export async function shown(
  db: Db,
  where: { id: string } | { organisationId: string } | { sessionId: string },
): Promise<capacityBuildingApi.Booking[]> {
  const rows = await db.booking.findMany({ where, include: WHOLE, orderBy: { id: 'asc' }, take: 5_000 });
  const known = await db.organisation.findMany({
    where: { id: { in: rows.map(({ organisationId }) => organisationId) } },
  });
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const places = await placesInList(
    db,
    rows.filter(({ state }) => state === 'waiting').map(({ sessionId }) => sessionId),
  );
  return rows.map((row) => toBooking(row, names.get(row.organisationId), places.get(row.id)));
}

/** How many parties wait before each one, by booking. */
async function placesInList(db: Db, sessionIds: string[]): Promise<Map<string, number>> {
  const waiting = await db.booking.findMany({
    where: { sessionId: { in: sessionIds }, state: 'waiting' },
    orderBy: [{ bookedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, sessionId: true },
  });
  const before = new Map<string, number>();
  return new Map(
    waiting.map(({ id, sessionId }) => {
      const place = before.get(sessionId) ?? 0;
      before.set(sessionId, place + 1);
      return [id, place];
    }),
  );
}

/** What events say of a booking: how many places for whom, never who comes. */
export const factOf = (booking: Booking, session: SessionRow) => ({
  bookingId: booking.id,
  sessionId: session.id,
  courseId: session.courseId,
  organisationId: booking.organisationId,
  places: booking.places,
});

const toBooking = (
  row: BookingRow,
  organisationName: string | undefined,
  partiesBefore: number | undefined,
): capacityBuildingApi.Booking => ({
  id: row.id,
  sessionId: row.sessionId,
  courseId: row.session.courseId,
  courseTitle: row.session.course.title,
  startsAt: row.session.startsAt.toISOString(),
  endsAt: row.session.endsAt.toISOString(),
  venue: row.session.venue,
  organisationId: row.organisationId,
  ...(organisationName && { organisationName }),
  places: row.places,
  state: row.state as capacityBuildingApi.BookingState,
  bookedAt: row.bookedAt.toISOString(),
  ...(row.offeredUntil && { offeredUntil: row.offeredUntil.toISOString() }),
  ...(partiesBefore !== undefined && { partiesBefore }),
  people: row.people.map(({ place, name, attendance }) => ({
    place,
    ...(name && { name }),
    ...(attendance && { attendance: attendance as capacityBuildingApi.Attendance }),
  })),
  version: row.version,
});
