import type { Sql } from '../sql';

/** The state of a service's outbox; ages are real time. */
export interface OutboxFigures {
  /** Rows that are not published, parked ones among them. */
  readonly unsent: number;
  /** Age of the oldest unsent row in seconds; null when everything is sent. */
  readonly oldestUnsentSeconds: number | null;
  /** The most attempts that an unsent row has behind it. */
  readonly mostAttempts: number;
  /** Rows that the broker refused. */
  readonly parked: number;
  /** Published rows that are still kept. */
  readonly published: number;
}

/** An event that the broker refused, and with it everything that its aggregate said later. */
export interface ParkedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  /** What the broker said. */
  readonly reason: string;
  /** ISO 8601 UTC, real time. */
  readonly parkedAt: string;
  readonly attempts: number;
  /** Later events of the same aggregate that wait behind it. */
  readonly heldBack: number;
}

/** Counts what waits in the outbox behind `sql`. One scan of the unsent rows, through their index. */
export async function outboxFigures(sql: Sql): Promise<OutboxFigures> {
  const [row] = await sql.query<{ [Name in keyof OutboxFigures]: string | null }>(`
    SELECT count(*)::text AS unsent,
      round(extract(epoch FROM clock_timestamp() - min(created_at)), 3)::text AS "oldestUnsentSeconds",
      coalesce(max(attempts), 0)::text AS "mostAttempts",
      count(parked_at)::text AS parked,
      (SELECT count(*) FROM messaging.outbox WHERE published_at IS NOT NULL)::text AS published
    FROM messaging.outbox WHERE published_at IS NULL`);
  const { unsent, oldestUnsentSeconds, mostAttempts, parked, published } = row!;
  return {
    unsent: Number(unsent),
    oldestUnsentSeconds: oldestUnsentSeconds === null ? null : Number(oldestUnsentSeconds),
    mostAttempts: Number(mostAttempts),
    parked: Number(parked),
    published: Number(published),
  };
}

/** Every parked event, the oldest first. */
export async function parkedEvents(sql: Sql): Promise<ParkedEvent[]> {
  const rows = await sql.query<Omit<ParkedEvent, 'parkedAt' | 'heldBack'> & { at: Date; behind: string }>(`
    SELECT id::text, type, aggregateid AS subject, sequence::text, parked_reason AS reason, parked_at AS at, attempts,
      (SELECT count(*) FROM messaging.outbox b WHERE b.published_at IS NULL AND b.parked_at IS NULL
        AND b.aggregatetype = o.aggregatetype AND b.aggregateid = o.aggregateid)::text AS behind
    FROM messaging.outbox o WHERE parked_at IS NOT NULL ORDER BY position`);
  return rows.map(({ at, behind, ...row }) => ({
    ...row,
    parkedAt: at.toISOString(),
    heldBack: Number(behind),
  }));
}

/**
 * Lets the relay try a parked event again, and what waits behind it after that; the relay is woken at commit.
 * Resolves to false when no event of that id is parked. The caller records who asked and why in the same transaction.
 */
export async function releaseParked(sql: Sql, eventId: string): Promise<boolean> {
  const released = await sql.query(
    `UPDATE messaging.outbox SET parked_at = NULL, parked_reason = NULL, attempts = 0
     WHERE id = $1::uuid AND parked_at IS NOT NULL RETURNING 1`,
    [eventId],
  );
  if (released.length > 0) await sql.query(`SELECT 1 FROM (SELECT pg_notify('outbox', '')) AS told`);
  return released.length > 0;
}

/** Removes published rows that are older than so many hours (0: all of them); resolves to how many. */
export async function purgePublished(sql: Sql, olderThanHours: number): Promise<number> {
  const rows = await sql.query(
    `DELETE FROM messaging.outbox WHERE published_at < clock_timestamp() - make_interval(secs => $1::float8 * 3600)
     RETURNING 1`,
    [olderThanHours],
  );
  return rows.length;
}
