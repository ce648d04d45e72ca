import { send } from '@commissioning/messaging';
import { type Change, found, type TransactionOf } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { Booking, PrismaClient } from '../../generated/prisma/client';
import { lockSession, type SessionRow } from '../session/session.queries';
import { NONE, type Places } from '../waiting-list/places';
import { fromPools } from '../waiting-list/waiting-list.queries';
import type { Named } from './booking';

/** The booking, its session locked until the change is over. */
export async function lockBooking(
  change: Change<PrismaClient>,
  id: string,
): Promise<{ booking: Booking; session: SessionRow }> {
  const { sessionId } = found(await change.db.booking.findUnique({ where: { id } }), 'booking');
  const session = await lockSession(change, sessionId);
  return { booking: await change.db.booking.findUniqueOrThrow({ where: { id } }), session };
}

/** Writes a new booking with its people in one statement; the database counts its places in the same one. */
export async function insertBooking(
  { sql }: Change<PrismaClient>,
  booking: Booking,
  people: readonly { place: number; name: string | null; email: string | null }[],
): Promise<void> {
  await send(
    sql,
    `WITH party AS (
       INSERT INTO booking (id, session_id, organisation_id, places, state, booked_at, booked_by, rank, from_small,
         from_equality_focused, from_first_time_bidder, contact_name, contact_email, contact_phone, moved_from)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4::int, $5, $6::timestamptz, $7, $8::int, $9::int, $10::int, $11::int,
         $12, $13, $14, $15::uuid)
     )
     INSERT INTO attendee (booking_id, place, name, email)
     SELECT $1::uuid, place, name, email
     FROM jsonb_to_recordset($16::jsonb) AS person (place int, name text, email text)`,
    [
      ...[booking.id, booking.sessionId, booking.organisationId, booking.places, booking.state],
      ...[booking.bookedAt.toISOString(), booking.bookedBy, booking.rank, booking.fromSmall],
      ...[booking.fromEqualityFocused, booking.fromFirstTimeBidder],
      ...[booking.contactName, booking.contactEmail, booking.contactPhone, booking.movedFrom],
      JSON.stringify(people),
    ],
  );
}

/** The numbers of a booking's places; those that were given back leave gaps. */
export async function placeNumbersOf(db: TransactionOf<PrismaClient>, bookingId: string): Promise<number[]> {
  const people = await db.attendee.findMany({ where: { bookingId }, orderBy: { place: 'asc' } });
  return people.map(({ place }) => place);
}

/** Names people in the order of their places, in one statement. */
export async function namePeople(
  { sql }: Change<PrismaClient>,
  bookingId: string,
  people: readonly Named[],
): Promise<void> {
  await sql.query(
    `UPDATE attendee SET name = person.name, email = person.email
     FROM jsonb_to_recordset($2::jsonb) AS person (turn int, name text, email text),
          (SELECT place, row_number() OVER (ORDER BY place) AS turn FROM attendee WHERE booking_id = $1::uuid) seat
     WHERE attendee.booking_id = $1::uuid AND attendee.place = seat.place AND person.turn = seat.turn`,
    [bookingId, JSON.stringify(people.map((person, index) => ({ turn: index + 1, ...person })))],
  );
}

/** A party has places: booked ones, or offered ones until a moment. */
export const withPlaces = (places: Places, offeredUntil: Date | null) => ({
  ...{ state: offeredUntil ? 'offered' : 'booked', offeredUntil, held: 0 },
  ...fromPools(places),
});

/** A party has no places any more, and why. */
export const withoutPlaces = (
  ended: { state: 'cancelled'; because: capacityBuildingApi.EndedBecause } | { state: 'expired' },
) => ({ ...ended, offeredUntil: null, held: 0, ...fromPools(NONE) });

/** What events say of a booking: how many places for whom, never who comes. */
export const factOf = (booking: Booking, session: SessionRow) => ({
  bookingId: booking.id,
  sessionId: session.id,
  courseId: session.courseId,
  organisationId: booking.organisationId,
  places: booking.places,
  audience: session.course.audience as capacityBuildingApi.Audience,
});
