import type { TransactionOf } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import type { Comparison, Told } from './reconciliation';

type Db = TransactionOf<PrismaClient>;

/** One count that the database keeps beside the rows that it is the sum of. */
interface Counted {
  readonly id: string;
  readonly what: string;
  readonly counted: number;
  readonly added: number;
}

/** Sessions: their five counters beside their bookings and pools. */
const SESSIONS = `
  SELECT s.id, c.what, c.counted, c.added::int AS added FROM session s
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(places) FILTER (WHERE state = 'booked'), 0) AS booked,
      coalesce(sum(places) FILTER (WHERE state = 'offered'), 0) AS offered,
      coalesce(sum(held), 0) AS held, count(*) FILTER (WHERE state = 'waiting') AS waiting
    FROM booking b WHERE b.session_id = s.id) r
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(places - taken), 0) AS reserved
    FROM session_pool p WHERE p.session_id = s.id AND released_at IS NULL) p
  CROSS JOIN LATERAL (VALUES
    ('booked places', s.places_booked, r.booked), ('offered places', s.places_offered, r.offered),
    ('held places', s.places_held, r.held), ('reserved places', s.places_reserved, p.reserved),
    ('waiting parties', s.parties_waiting, r.waiting)) c (what, counted, added)
  ORDER BY s.id, c.what`;

/** Sessions: all places together beside the capacity; never more. */
const CAPACITIES = `
  SELECT s.id, 'places beyond the capacity' AS what, 0 AS counted,
    greatest(0, (SELECT coalesce(sum(places), 0) FROM booking WHERE session_id = s.id AND state IN ('booked', 'offered'))
      + (SELECT coalesce(sum(held), 0) FROM booking WHERE session_id = s.id) - s.capacity)::int AS added
  FROM session s ORDER BY s.id`;

/** Pools: what was taken out of them beside the bookings that have it. */
const POOLS = `
  SELECT p.session_id || ' ' || p.rule AS id, 'taken out of the pool' AS what, p.taken AS counted,
    coalesce(sum(CASE p.rule WHEN 'small' THEN b.from_small WHEN 'equality-focused' THEN b.from_equality_focused
      ELSE b.from_first_time_bidder END), 0)::int AS added
  FROM session_pool p LEFT JOIN booking b ON b.session_id = p.session_id
  GROUP BY p.session_id, p.rule, p.taken ORDER BY 1`;

/** Shares of organisations, also where one side is missing: what counts against the cap beside their bookings. */
const SHARES = `
  SELECT session_id || ' ' || organisation_id AS id, 'against the cap' AS what, coalesce(h.taken, 0) AS counted,
    coalesce(b.places, 0)::int AS added
  FROM session_share h FULL JOIN (
    SELECT session_id, organisation_id, sum(places) AS places FROM booking
    WHERE state IN ('booked', 'offered', 'waiting') GROUP BY 1, 2) b USING (session_id, organisation_id)
  ORDER BY 1`;

/** Living bookings: their places beside the people, named or to be named, one a place. */
const PEOPLE = `
  SELECT b.id, 'places' AS what, b.places AS counted, count(a.place)::int AS added
  FROM booking b LEFT JOIN attendee a ON a.booking_id = b.id
  WHERE b.state IN ('booked', 'offered', 'waiting') GROUP BY b.id ORDER BY b.id`;

const TOLD = `
  SELECT b.id, b.state, b.places, coalesce(a.facts, '{}') AS facts, coalesce(g.last_sequence, 0)::int AS numbered,
    coalesce(o.kept, '{}') AS kept, o.places_told
  FROM booking b
  LEFT JOIN (SELECT aggregate_id, array_agg(action ORDER BY place) AS facts FROM audit.entry
    WHERE aggregate = 'booking' AND detail ? 'event' GROUP BY aggregate_id) a ON a.aggregate_id = b.id::text
  LEFT JOIN messaging.aggregate g ON g.type = 'capacity-building.booking' AND g.id = b.id::text
  LEFT JOIN (SELECT aggregateid, array_agg(sequence::int ORDER BY sequence) AS kept,
      (array_agg((payload ->> 'places')::int ORDER BY sequence DESC))[1] AS places_told
    FROM messaging.outbox WHERE aggregatetype = 'capacity-building.booking' GROUP BY aggregateid) o
    ON o.aggregateid = b.id::text
  ORDER BY b.id`;

const compared = (noun: string, rows: readonly Counted[]): Comparison => ({
  what: `${new Set(rows.map(({ id }) => id)).size} ${noun}`,
  disagreements: rows
    .filter(({ counted, added }) => counted !== added)
    .map(({ id, what, counted, added }) => `${id}: ${counted} ${what} on record, ${added} when added up.`),
});

/** Everything that is kept twice and can be added up by the database: counters beside rows. */
export async function comparedCounts(db: Db): Promise<Comparison[]> {
  const counts = async (noun: string, text: string) =>
    compared(noun, await db.$queryRawUnsafe<Counted[]>(text));
  return [
    await counts('sessions: counters and bookings', SESSIONS),
    await counts('sessions: places and capacity', CAPACITIES),
    await counts('pools: what was taken and bookings', POOLS),
    await counts('shares of organisations: what counts against the cap and bookings', SHARES),
    await counts('bookings: places and people', PEOPLE),
  ];
}

/** Every booking beside what was told of it. */
export async function toldBookings(db: Db): Promise<Told[]> {
  const rows = await db.$queryRawUnsafe<(Told & { places_told: number | null })[]>(TOLD);
  return rows.map(({ places_told, ...told }) => ({
    ...told,
    ...(places_told !== null && { placesTold: places_told }),
  }));
}
