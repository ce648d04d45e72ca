import type { Database } from './house';

/** What must be nothing after any rush. */
export interface Wrongs {
  /** Sessions that hold more places than they have. */
  readonly oversold: number;
  /** Organisations that have more living places of a session than its cap. */
  readonly capBreaches: number;
  /** Bookings beyond one for each key that was answered with one. */
  readonly duplicates: number;
  /** Bookings that were not told of exactly once as confirmed or waiting, or have no such audit entry. */
  readonly unrecorded: number;
}

/**
 * Counts in the rows themselves, not in the product's counters.
 * @param keys how many different keys were answered with a booking, over the whole life of the database
 */
export async function wrongsIn(database: Database, keys: number): Promise<Wrongs> {
  const count = async (text: string) => Number((await database.rows<{ n: string }>(text))[0]?.n);
  return {
    oversold: await count(
      `SELECT count(*) AS n FROM session s WHERE capacity <
         (SELECT coalesce(sum(places), 0) FROM booking b WHERE b.session_id = s.id AND state IN ('booked', 'offered'))`,
    ),
    capBreaches: await count(
      `SELECT count(*) AS n FROM (SELECT 1 FROM booking b JOIN session s ON s.id = b.session_id
         WHERE b.state IN ('booked', 'offered', 'waiting')
         GROUP BY b.session_id, b.organisation_id, s.cap_per_organisation
         HAVING sum(b.places) > s.cap_per_organisation) AS breach`,
    ),
    duplicates: (await count('SELECT count(*) AS n FROM booking')) - keys,
    unrecorded: await count(
      `SELECT count(*) AS n FROM booking b LEFT JOIN (
         SELECT o.aggregateid, count(*) AS times FROM messaging.outbox o JOIN audit.entry a ON a.detail ->> 'event' = o.id::text
         WHERE o.sequence = 1 AND o.type ~ '\\.booking\\.(confirmed|waitlisted)\\.' GROUP BY 1) told
         ON told.aggregateid = b.id::text WHERE told.times IS DISTINCT FROM 1`,
    ),
  };
}

/** Waits until everything said so far has left the outbox; resolves to seconds. Rejects after a minute. */
export const drained = (database: Database): Promise<number> =>
  untilNone(database, 60, 'events', 'SELECT count(*) AS n FROM messaging.outbox WHERE published_at IS NULL');

/** Waits until every organisation was told how its bookings stand; resolves to seconds. Rejects after five minutes. */
export const told = (database: Database): Promise<number> =>
  untilNone(
    database,
    300,
    'letters',
    `SELECT count(*) AS n FROM booking b LEFT JOIN letter l ON l.about_id = b.id
     WHERE b.state IN ('booked', 'waiting') AND l.sent_at IS NULL`,
  );

async function untilNone(
  database: Database,
  patienceS: number,
  what: string,
  count: string,
): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const [row] = await database.rows<{ n: string }>(count);
    const seconds = (performance.now() - begun) / 1_000;
    if (row?.n === '0') return seconds;
    if (seconds > patienceS) throw new Error(`${row?.n} ${what} were not sent within ${patienceS} seconds.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
