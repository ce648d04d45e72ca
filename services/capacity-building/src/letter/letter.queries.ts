import type { Change, TransactionOf } from '@commissioning/service';
import type { notificationsApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import type { Template } from './letter';
import { WITH_DATES } from './standing';

const PARTY = {
  session: { include: { ...WITH_DATES.include, changes: { orderBy: { id: 'desc' } } } },
  people: { orderBy: { place: 'asc' } },
  told: true,
} as const;

/** A booking with all that a letter says of it. */
export type PartyRow = Prisma.BookingGetPayload<{ include: typeof PARTY }>;

export type Message = Extract<notificationsApi.NewMessage, { template: Template }>;

/** Bookings of sessions ahead that may stand otherwise than their organisations were told, at most so many. */
export async function notToldYet(
  { db, sql }: Change<PrismaClient>,
  now: Date,
  most: number,
): Promise<PartyRow[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT b.id::text FROM booking b
     JOIN session s ON s.id = b.session_id LEFT JOIN told t ON t.booking_id = b.id
     WHERE s.over_at > $1::timestamptz AND CASE WHEN t.booking_id IS NULL
       THEN b.state IN ('booked', 'waiting', 'offered')
       ELSE (t.state, t.places, t.offered_until, t.session_version)
         IS DISTINCT FROM (b.state, b.places, b.offered_until, s.version) END
     ORDER BY b.id LIMIT $2::int`,
    [now, most],
  );
  return db.booking.findMany({ where: { id: { in: rows.map(({ id }) => id) } }, include: PARTY });
}

/** One booking. */
export const partyOf = (db: TransactionOf<PrismaClient>, id: string): Promise<PartyRow> =>
  db.booking.findUniqueOrThrow({ where: { id }, include: PARTY });

/** Booked parties whose session begins or ended around now. */
export const partiesAround = (
  db: TransactionOf<PrismaClient>,
  endedAfter: Date,
  beginsBefore: Date,
): Promise<PartyRow[]> =>
  db.booking.findMany({
    where: {
      state: 'booked',
      session: { state: 'scheduled', overAt: { gt: endedAfter }, startsAt: { lt: beginsBefore } },
    },
    include: PARTY,
    orderBy: { id: 'asc' },
  });

/** Puts letters in the queue; one that was there before stays as it was. Resolves to how many are new. */
export async function queue(
  { db, now }: Change<PrismaClient>,
  letters: readonly { aboutId: string; occasion: string; message: Message }[],
): Promise<number> {
  const { count } = await db.letter.createMany({
    data: letters.map(({ aboutId, occasion, message: { template, facts, key: _, ...to } }) => ({
      ...{ id: uuidv7(), aboutId, template, occasion, facts, dueAt: new Date(now.epochMilliseconds) },
      recipient: to,
    })),
    skipDuplicates: true,
  });
  return count;
}

/** The one reference of a letter: it is the key under which notifications takes it once. */
export const referenceOf = (letter: { aboutId: string; template: string; occasion: string }): string =>
  `${letter.aboutId}/${letter.template}/${letter.occasion}`;
