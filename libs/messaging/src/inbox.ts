import type { Envelope } from './cloud-event';
import { LEFT_OUT } from './left-out';
import type { Sql } from './sql';

/** Inbox rows are kept this long; later, the highest sequence seen tells a late repeat from a new event. */
export const INBOX_DAYS = 30;

const PURGE_LOCK = 7_202_602;

/**
 * Asks first and then inserts plainly: `ON CONFLICT` costs twice as much with every row, to spare an error when two
 * members are at the same event, which ends in one of them trying again.
 */
const accept = (purged: string) => `
  WITH entered AS (
    INSERT INTO messaging.inbox (consumer, event_id, aggregatetype, aggregateid, sequence)
    SELECT $1, a.event_id, $2, a.aggregateid, a.sequence
    FROM unnest($3::uuid[], $4::text[], $5::bigint[]) AS a(event_id, aggregateid, sequence)
    WHERE a.event_id <> ALL (ARRAY(
      SELECT event_id FROM messaging.inbox WHERE consumer = $1 AND event_id = ANY($3::uuid[]))) ${purged}
    RETURNING event_id
  )
  SELECT count(*) = cardinality($3::uuid[]) AS "all",
    CASE WHEN count(*) < cardinality($3::uuid[]) THEN array_agg(event_id::text) END AS only FROM entered`;

const ACCEPT = accept('');

/** Of what is older than the inbox, repeats are told by how far the aggregate had come. */
const ACCEPT_OLD = accept(`
  AND NOT (a.event_id = ANY($6::uuid[]) AND a.sequence <= COALESCE((SELECT p.sequence FROM messaging.inbox_position p
    WHERE p.consumer = $1 AND p.aggregatetype = $2 AND p.aggregateid = a.aggregateid), 0))`);

const REVIVE = `
  UPDATE messaging.inbox i SET state = 'done', handled_at = now(),
    aggregatetype = $2, aggregateid = a.aggregateid, sequence = a.sequence
  FROM unnest($3::uuid[], $4::text[], $5::bigint[]) AS a(event_id, aggregateid, sequence)
  WHERE i.consumer = $1 AND i.event_id = a.event_id AND i.state <> 'done' RETURNING i.event_id AS id`;

/** Whether all were new; where they were not, which of them: an answer of one row, not of one for each event. */
interface Entered {
  readonly all: boolean;
  readonly only: string[] | null;
}

type Entry = Pick<Envelope, 'id' | 'subject' | 'sequence' | 'time'> & { readonly topic: string };

/**
 * Enters events in the inbox inside the transaction of their effects and answers which of them are new.
 * What is not in the answer was handled before; a dead letter counts as new when it is replayed, an event that was held
 * when its turn has come.
 * The events must be distinct by id, and their ids UUIDs. Rejects when another transaction enters one of them at the
 * same time and is committed: the next try knows.
 */
export async function acceptNew(sql: Sql, consumer: string, events: readonly Entry[]): Promise<Set<string>> {
  const fresh = new Set<string>();
  for (const [topic, entries] of Map.groupBy(events, (event) => event.topic)) {
    for (const id of await acceptIn(sql, consumer, topic, entries)) fresh.add(id);
  }
  return fresh;
}

async function acceptIn(sql: Sql, consumer: string, topic: string, entries: readonly Entry[]) {
  const oldest = Date.now() - (INBOX_DAYS - 1) * 86_400_000;
  const old = entries.filter((entry) => publishedAt(entry.id) < oldest);
  const values = [
    consumer,
    topic,
    arrayOf(entries.map((entry) => entry.id)),
    entries.map((entry) => entry.subject),
    arrayOf(entries.map((entry) => entry.sequence)),
  ];
  // Rows that are being purged are neither a conflict nor a position yet: what is old waits for the purge to end.
  if (old.length > 0)
    await sql.query(`SELECT 1 FROM (SELECT pg_advisory_xact_lock_shared(${PURGE_LOCK})) AS waited`);
  const [entered] =
    old.length > 0
      ? await sql.query<Entered>(ACCEPT_OLD, [...values, arrayOf(old.map((entry) => entry.id))])
      : await sql.query<Entered>(ACCEPT, values);
  if (entered?.all || LEFT_OUT === 'inbox') return entries.map((entry) => entry.id);
  const revived = await sql.query<{ id: string }>(REVIVE, values);
  return [...(entered?.only ?? []), ...revived.map((row) => row.id)];
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
 * Removes rows past their time, 5,000 at once; resolves to how many. Dead letters and held events stay until they were
 * handled, and how far each aggregate came stays for ever: it tells a late repeat. Run it in a transaction of its own.
 */
export async function purgeInbox(sql: Sql): Promise<number> {
  await sql.query(`SELECT 1 FROM (SELECT pg_advisory_xact_lock(${PURGE_LOCK})) AS alone`);
  const [row] = await sql.query<{ purged: string }>(
    `WITH past AS (
       SELECT consumer, event_id FROM messaging.inbox
       WHERE state = 'done' AND handled_at < clock_timestamp() - make_interval(days => $1) LIMIT ${PORTION}
     ), purged AS (
       DELETE FROM messaging.inbox i USING past WHERE i.consumer = past.consumer AND i.event_id = past.event_id
       RETURNING i.consumer, aggregatetype, aggregateid, sequence
     ), kept AS (
       INSERT INTO messaging.inbox_position AS p (consumer, aggregatetype, aggregateid, sequence)
       SELECT consumer, aggregatetype, aggregateid, max(sequence) FROM purged
       WHERE sequence IS NOT NULL GROUP BY 1, 2, 3
       ON CONFLICT (consumer, aggregatetype, aggregateid)
         DO UPDATE SET sequence = greatest(p.sequence, excluded.sequence)
     )
     SELECT count(*)::text AS purged FROM purged`,
    [INBOX_DAYS],
  );
  return Number(row?.purged);
}

/** Real time of creation: a UUIDv7 starts with it, and business time may lie years off in a demonstration. */
function publishedAt(uuidv7: string): number {
  return Number.parseInt(uuidv7.slice(0, 8) + uuidv7.slice(9, 13), 16);
}

/** An array as Postgres reads it, of elements that need no quotes. */
const arrayOf = (elements: readonly (string | bigint)[]): string => `{${elements.join()}}`;
