import type { Envelope } from './cloud-event';
import { LEFT_OUT } from './left-out';
import type { Sql } from './sql';

/** Inbox rows are kept this long; later, the highest sequence seen tells a late repeat from a new event. */
export const INBOX_DAYS = 30;

const PURGE_LOCK = 7_202_602;

/** Which of the events the inbox knows, and whether it keeps them only until they are handled. */
const ASK = `
  SELECT event_id::text AS id, state <> 'done' AS waits FROM messaging.inbox
  WHERE consumer = $1 AND event_id = ANY($2::uuid[])`;

/** Enters plainly what was asked for before: with many rows `ON CONFLICT` costs twice as much. */
const ENTER = `
  INSERT INTO messaging.inbox (consumer, event_id, aggregatetype, aggregateid, sequence)
  SELECT $1, a.event_id, $2, a.aggregateid, a.sequence
  FROM unnest($3::uuid[], $4::text[], $5::bigint[]) AS a(event_id, aggregateid, sequence)`;

/** One row alone asks and enters at once; arrays of one element would be planned anew for every event. */
const ENTER_ONE = `
  INSERT INTO messaging.inbox (consumer, event_id, aggregatetype, aggregateid, sequence)
  VALUES ($1, $2::uuid, $3, $4, $5::bigint) ON CONFLICT DO NOTHING RETURNING event_id::text AS id`;

/** Of what is older than the inbox, repeats are told by how far the aggregate had come. */
const PASSED = `
  SELECT a.event_id::text AS id FROM unnest($3::uuid[], $4::text[], $5::bigint[]) AS a(event_id, aggregateid, sequence)
  JOIN messaging.inbox_position p
    ON p.consumer = $1 AND p.aggregatetype = $2 AND p.aggregateid = a.aggregateid AND a.sequence <= p.sequence`;

const REVIVE = `
  UPDATE messaging.inbox i SET state = 'done', handled_at = now(),
    aggregatetype = $2, aggregateid = a.aggregateid, sequence = a.sequence
  FROM unnest($3::uuid[], $4::text[], $5::bigint[]) AS a(event_id, aggregateid, sequence)
  WHERE i.consumer = $1 AND i.event_id = a.event_id AND i.state <> 'done' RETURNING i.event_id::text AS id`;

/** What the inbox keeps of an event. */
export type Entry = Pick<Envelope, 'id' | 'subject' | 'sequence' | 'time'> & { readonly topic: string };

/** The answer of the inbox. */
export interface Accepted {
  /** Ids of the events that are new. */
  readonly fresh: ReadonlySet<string>;
  /**
   * Ends when they are entered: wait for it before the commit. Rejects when another transaction entered one of them
   * meanwhile; the next try knows. What is done in between comes to nothing then, like the transaction.
   */
  readonly entered: Promise<unknown>;
}

/**
 * Enters events in the inbox inside the transaction of their effects and answers which of them are new.
 * What is not in the answer was handled before; a dead letter counts as new when it is replayed, an event that was held
 * when its turn has come.
 * The events must be distinct by id, and their ids UUIDs. Rejects when another transaction enters one of them at the
 * same time and is committed: the next try knows.
 */
export async function acceptNew(
  sql: Sql,
  consumer: string,
  events: readonly Entry[],
): Promise<ReadonlySet<string>> {
  const { fresh, entered } = await accept(sql, consumer, events);
  await entered;
  return fresh;
}

/**
 * The same without waiting for the entering of many, which goes on while their effect is prepared.
 * @param unasked all are taken for new: `entered` rejects where one of them is not, and it has to be asked
 */
export async function accept(
  sql: Sql,
  consumer: string,
  events: readonly Entry[],
  unasked = false,
): Promise<Accepted> {
  const fresh = new Set<string>();
  const entering: Promise<unknown>[] = [];
  for (const [topic, entries] of Map.groupBy(events, (event) => event.topic)) {
    const certain = unasked && !entries.some(isOld);
    const news = certain ? allNew(entries) : await asked(sql, consumer, topic, entries);
    for (const id of news.ids) fresh.add(id);
    if (news.unknown.length > 0) entering.push(sql.query(ENTER, valuesOf(consumer, topic, news.unknown)));
  }
  const entered = Promise.all(entering);
  entered.catch(() => undefined); // whoever commits waits for it; it may fail before
  return { fresh, entered };
}

/** Ids that count as new, and those of them that must be entered. */
interface News {
  readonly ids: readonly string[];
  readonly unknown: readonly Entry[];
}

const allNew = (entries: readonly Entry[]): News => ({ ids: entries.map(({ id }) => id), unknown: entries });

function asked(sql: Sql, consumer: string, topic: string, entries: readonly Entry[]): Promise<News> {
  const [only] = entries;
  return entries.length === 1 && only && !isOld(only)
    ? enterOne(sql, consumer, only)
    : newAmong(sql, consumer, topic, entries);
}

async function enterOne(sql: Sql, consumer: string, entry: Entry): Promise<News> {
  const { id, topic, subject, sequence } = entry;
  const entered = await sql.query(ENTER_ONE, [consumer, id, topic, subject, String(sequence)]);
  if (entered.length > 0 || LEFT_OUT === 'inbox') return { ids: [id], unknown: [] };
  return { ids: await revive(sql, consumer, topic, [entry]), unknown: [] };
}

async function newAmong(sql: Sql, consumer: string, topic: string, entries: readonly Entry[]): Promise<News> {
  const old = entries.filter(isOld);
  // Rows that are being purged are neither known nor a position yet: what is old waits for the purge to end.
  if (old.length > 0)
    await sql.query(`SELECT 1 FROM (SELECT pg_advisory_xact_lock_shared(${PURGE_LOCK})) AS waited`);
  const known = await sql.query<{ id: string; waits: boolean }>(ASK, [consumer, idsOf(entries)]);
  const passed =
    old.length > 0 ? await sql.query<{ id: string }>(PASSED, valuesOf(consumer, topic, old)) : [];
  if (known.length === 0 && passed.length === 0) return allNew(entries);
  const handled = new Set([...known, ...passed].map(({ id }) => id));
  const unknown = entries.filter(({ id }) => !handled.has(id));
  if (LEFT_OUT === 'inbox') return { ids: entries.map(({ id }) => id), unknown };
  const revived = known.some(({ waits }) => waits) ? await revive(sql, consumer, topic, entries) : [];
  return { ids: [...unknown.map(({ id }) => id), ...revived], unknown };
}

async function revive(sql: Sql, consumer: string, topic: string, entries: readonly Entry[]) {
  const rows = await sql.query<{ id: string }>(REVIVE, valuesOf(consumer, topic, entries));
  return rows.map(({ id }) => id);
}

const idsOf = (entries: readonly Entry[]): string => arrayOf(entries.map(({ id }) => id));

const valuesOf = (consumer: string, topic: string, entries: readonly Entry[]): unknown[] => [
  ...[consumer, topic, idsOf(entries)],
  entries.map(({ subject }) => subject),
  arrayOf(entries.map(({ sequence }) => sequence)),
];

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

/** Whether its row may have been purged, with a day to spare. */
const isOld = ({ id }: Entry): boolean => publishedAt(id) < Date.now() - (INBOX_DAYS - 1) * 86_400_000;

/** Real time of creation: a UUIDv7 starts with it, and business time may lie years off in a demonstration. */
function publishedAt(uuidv7: string): number {
  return Number.parseInt(uuidv7.slice(0, 8) + uuidv7.slice(9, 13), 16);
}

/** An array as Postgres reads it, of elements that need no quotes. */
const arrayOf = (elements: readonly (string | bigint)[]): string => `{${elements.join()}}`;
