import type { Change, TransactionOf } from '@commissioning/service';
import type { notificationsApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import type { Template } from './letter';
import { type Telling, WITH_DATES } from './standing';

const PARTY = {
  session: { include: { ...WITH_DATES.include, changes: { orderBy: { id: 'desc' } } } },
  people: { orderBy: { place: 'asc' } },
  told: true,
} as const;

/** A booking with all that a letter says of it. */
export type PartyRow = Prisma.BookingGetPayload<{ include: typeof PARTY }>;

export type Message = Extract<notificationsApi.NewMessage, { template: Template }>;

/** Bookings of sessions ahead that may stand otherwise than their organisations were told: the next ones by id. */
export async function notToldYet(
  { db, sql }: Change<PrismaClient>,
  now: Date,
  after: string,
  most: number,
): Promise<PartyRow[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT b.id::text FROM booking b
     JOIN session s ON s.id = b.session_id LEFT JOIN told t ON t.booking_id = b.id
     WHERE b.id > $2::uuid AND s.over_at > $1::timestamptz AND CASE WHEN t.booking_id IS NULL
       THEN b.state IN ('booked', 'waiting', 'offered')
       ELSE (t.state, t.places, t.offered_until, t.session_version)
         IS DISTINCT FROM (b.state, b.places, b.offered_until, s.version) END
     ORDER BY b.id LIMIT $3::int`,
    [now, after, most],
  );
  const ids = rows.map(({ id }) => id);
  return db.booking.findMany({ where: { id: { in: ids } }, include: PARTY, orderBy: { id: 'asc' } });
}

/** Notes what organisations know from now on, in one statement. */
export async function noteTold({ sql }: Change<PrismaClient>, tellings: readonly Telling[]): Promise<void> {
  await sql.query(
    `INSERT INTO told (booking_id, sequence, state, places, dates, venue, joining_link, session_version, offered_until)
     SELECT "bookingId", sequence, state, places, dates, venue, "joiningLink", "sessionVersion", "offeredUntil"
     FROM jsonb_to_recordset($1::jsonb) AS telling ("bookingId" uuid, sequence int, state text, places int, dates jsonb,
       venue text, "joiningLink" text, "sessionVersion" int, "offeredUntil" timestamptz)
     ON CONFLICT (booking_id) DO UPDATE SET sequence = EXCLUDED.sequence, state = EXCLUDED.state,
       places = EXCLUDED.places, dates = EXCLUDED.dates, venue = EXCLUDED.venue, joining_link = EXCLUDED.joining_link,
       session_version = EXCLUDED.session_version, offered_until = EXCLUDED.offered_until`,
    [JSON.stringify(tellings)],
  );
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
