import type { Sql } from '@commissioning/messaging';
import { type Change, found, mustBeCurrent } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { Course, PrismaClient, Session, SessionDate, SessionPool } from '../../generated/prisma/client';
import type { Rule } from '../pool/pool';
import type { Places } from '../waiting-list/places';
import { mustBeScheduled, mustNotHaveBegun } from './session';

/** A session with its course, its dates and its pools. */
export type SessionRow = Session & { course: Course; dates: SessionDate[]; pools: SessionPool[] };

/** What is read with a session, everywhere. */
export const WHOLE_SESSION = {
  course: true,
  dates: { orderBy: { number: 'asc' as const } },
  pools: { orderBy: { rule: 'asc' as const } },
};

/**
 * The session, locked until the change is over: who gets a place and who waits is decided one after the other. That
 * no place is sold twice does not depend on it. `living`: what the organisation has, is offered and waits for.
 */
export async function lockSession(
  { sql }: Change<PrismaClient>,
  id: string,
  organisationId: string | null = null,
): Promise<SessionRow & { living: number }> {
  const [row] = await sql.query<{ session: unknown }>('SELECT lock_session($1::uuid, $2::uuid) AS session', [
    id,
    organisationId,
  ]);
  return revived(found(row?.session, 'session')) as SessionRow & { living: number };
}

/** The session, locked to be changed by somebody who read it at this version, while it stands and has not begun. */
export async function lockToChange(
  change: Change<PrismaClient>,
  id: string,
  version: number,
): Promise<SessionRow> {
  const session = await lockSession(change, id);
  mustBeCurrent(session.version, version, 'session');
  mustBeScheduled(session.state);
  mustNotHaveBegun(session.startsAt.getTime(), change.now.epochMilliseconds);
  return session;
}

/** The database's names and times in the program's: `starts_at` text becomes a `startsAt` date. */
function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([column, content]) => [
      column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      column.endsWith('_at') && typeof content === 'string' ? new Date(content) : revived(content),
    ]),
  );
}

type Counted = Pick<Session, 'capacity' | 'placesBooked' | 'placesOffered' | 'placesHeld' | 'placesReserved'>;

/** Ids of sessions with places that somebody may have now: everybody, or those for whom a pool keeps them. */
export async function withPlacesLeft(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id::text FROM session
     WHERE state = 'scheduled' AND capacity > places_booked + places_offered + places_held`,
  );
  return rows.map(({ id }) => id);
}

/** Places that anybody may have now. */
export const placesFree = (session: Counted): number =>
  session.capacity -
  (session.placesBooked + session.placesOffered + session.placesHeld + session.placesReserved);

/** What a pool still keeps for those whom it is for. */
const keptBy = (pool: SessionPool): number => (pool.releasedAt ? 0 : pool.places - pool.taken);

/** Places that are nobody's yet: those of all, and those that pools keep. */
export const placesOf = (session: SessionRow): Places => ({
  free: placesFree(session),
  pools: Object.fromEntries(session.pools.map((pool) => [pool.rule as Rule, keptBy(pool)])),
});

const toPool = (pool: SessionPool): capacityBuildingApi.Pool => ({
  rule: pool.rule as Rule,
  places: pool.places,
  releaseAt: pool.releaseAt.toISOString(),
  taken: pool.taken,
  free: keptBy(pool),
  ...(pool.releasedAt && {
    released: {
      at: pool.releasedAt.toISOString(),
      by: pool.releasedBy ?? '',
      reason: pool.releaseReason ?? '',
    },
  }),
});

export const countsOf = (session: Counted): capacityBuildingApi.PlaceCount => ({
  booked: session.placesBooked,
  offered: session.placesOffered,
  held: session.placesHeld,
  reserved: session.placesReserved,
  free: placesFree(session),
});

export const datesOf = (dates: readonly SessionDate[]): capacityBuildingApi.SessionDate[] =>
  dates.map(({ startsAt, endsAt }) => ({ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }));

type Arranged = Omit<capacityBuildingApi.NewSession, 'courseId' | 'capacity' | 'capPerOrganisation'>;

/** Where and when, as columns and dates; what is left out of a request is empty. */
export function arrangementsOf(asked: Arranged) {
  const spans = [{ startsAt: asked.startsAt, endsAt: asked.endsAt }, ...(asked.furtherDates ?? [])];
  const dates = spans.map(({ startsAt, endsAt }, index) => ({
    number: index + 1,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
  }));
  return {
    dates,
    startsAt: new Date(asked.startsAt),
    endsAt: new Date(asked.endsAt),
    overAt: new Date(Math.max(...dates.map(({ endsAt }) => endsAt.getTime()))),
    venue: asked.venue,
    online: asked.online ?? false,
    joiningLink: asked.joiningLink ?? null,
    ward: asked.ward ?? null,
    deliveryPartner: asked.deliveryPartner ?? null,
  };
}

export const toSession = (row: SessionRow): capacityBuildingApi.Session => ({
  id: row.id,
  courseId: row.courseId,
  courseTitle: row.course.title,
  competencies: row.course.competencies as capacityBuildingApi.Competency[],
  audience: row.course.audience as capacityBuildingApi.Audience,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  dates: datesOf(row.dates),
  venue: row.venue,
  online: row.online,
  ...(row.ward && { ward: row.ward }),
  ...(row.deliveryPartner && { deliveryPartner: row.deliveryPartner }),
  capacity: row.capacity,
  capPerOrganisation: row.capPerOrganisation,
  bookingOpensAt: row.bookingOpensAt.toISOString(),
  bookingClosesAt: row.bookingClosesAt.toISOString(),
  state: row.state as capacityBuildingApi.Session['state'],
  ...(row.cancelledBecause && { cancelledBecause: row.cancelledBecause }),
  places: countsOf(row),
  pools: row.pools.map(toPool),
  priority: row.priority as Rule[],
  placesFree: placesFree(row),
  partiesWaiting: row.partiesWaiting,
  version: row.version,
});
