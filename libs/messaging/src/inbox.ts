import type { Envelope } from './cloud-event';
import { LEFT_OUT } from './left-out';
import type { Sql } from './sql';

/** Inbox rows are kept this long; later, the highest sequence seen tells a late repeat from a new event. */
export const INBOX_DAYS = 30;

const ACCEPT = `
  WITH arrived AS (
    SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::boolean[]) WITH ORDINALITY
      AS e(event_id, aggregatetype, aggregateid, sequence, old, place)
  ), fresh AS (
    INSERT INTO messaging.inbox AS i (consumer, event_id)
    SELECT $1, a.event_id FROM arrived a
    WHERE NOT (a.old AND a.sequence <= COALESCE((SELECT p.sequence FROM messaging.inbox_position p
      WHERE p.consumer = $1 AND p.aggregatetype = a.aggregatetype AND p.aggregateid = a.aggregateid), 0)
      AND NOT EXISTS (SELECT 1 FROM messaging.inbox d WHERE d.consumer = $1 AND d.event_id = a.event_id AND d.state <> 'done'))
    ON CONFLICT (consumer, event_id) DO UPDATE SET state = 'done', handled_at = now() WHERE i.state <> 'done'
    RETURNING event_id
  ), seen AS (
    INSERT INTO messaging.inbox_position AS p (consumer, aggregatetype, aggregateid, sequence)
    SELECT $1, aggregatetype, aggregateid, max(sequence) FROM arrived GROUP BY 2, 3
    ON CONFLICT (consumer, aggregatetype, aggregateid) DO UPDATE SET sequence = greatest(p.sequence, excluded.sequence)
  )
  SELECT a.event_id::text AS id FROM arrived a JOIN fresh USING (event_id) ORDER BY a.place`;

/**
 * Enters events in the inbox inside the transaction of their effects and answers which of them are new.
 * What is not in the answer was handled before; a dead letter counts as new when it is replayed, an event that was held
 * when its turn has come.
 * The events must be distinct by id.
 */
export async function acceptNew(
  sql: Sql,
  consumer: string,
  events: readonly (Pick<Envelope, 'id' | 'subject' | 'sequence' | 'time'> & { topic: string })[],
): Promise<Set<string>> {
  const oldest = Date.now() - (INBOX_DAYS - 1) * 86_400_000;
  const rows = await sql.query<{ id: string }>(ACCEPT, [
    consumer,
    events.map((event) => event.id),
    events.map((event) => event.topic),
    events.map((event) => event.subject),
    events.map((event) => event.sequence.toString()),
    events.map((event) => publishedAt(event.id) < oldest),
  ]);
  if (LEFT_OUT === 'inbox') return new Set(events.map(({ id }) => id));
  return new Set(rows.map((row) => row.id));
}

/** Remembers for ever that an event went to the dead letters, so that its replay is not taken for a repeat. */
export async function rememberDead(sql: Sql, consumer: string, eventId: string): Promise<void> {
  await sql.query(
    `INSERT INTO messaging.inbox AS i (consumer, event_id, state) VALUES ($1, $2::uuid, 'dead')
     ON CONFLICT (consumer, event_id) DO UPDATE SET state = 'dead' WHERE i.state = 'held'`,
    [consumer, eventId],
  );
}

const PORTION = 5_000;

/**
 * Removes rows past their time, the oldest 5,000 at once; resolves to how many. Dead letters and held events stay until
 * they were handled, and the highest sequence per consumer and aggregate stays for ever: it tells a late repeat.
 */
export async function purgeInbox(sql: Sql): Promise<number> {
  const rows = await sql.query(
    `DELETE FROM messaging.inbox i USING (
       SELECT consumer, event_id FROM messaging.inbox
       WHERE state = 'done' AND handled_at < clock_timestamp() - make_interval(days => $1)
       ORDER BY handled_at LIMIT ${PORTION} FOR UPDATE SKIP LOCKED
     ) AS past WHERE i.consumer = past.consumer AND i.event_id = past.event_id RETURNING 1`,
    [INBOX_DAYS],
  );
  return rows.length;
}

/** Real time of creation: a UUIDv7 starts with it, and business time may lie years off in a demonstration. */
function publishedAt(uuidv7: string): number {
  return Number.parseInt(uuidv7.replaceAll('-', '').slice(0, 12), 16);
}
