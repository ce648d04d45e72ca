import type { IncomingRecord } from './broker';
import type { Envelope } from './cloud-event';
import type { Sql } from './sql';

/** The events of one aggregate, as one consumer handles them. */
export interface OrderedKey {
  readonly consumer: string;
  /** The topic. */
  readonly type: string;
  /** Id of the aggregate. */
  readonly id: string;
}

/** What an ordered handler may do with an event: `free` and `awaited` ones it handles, the others wait or are old. */
export type Turn = 'free' | 'awaited' | 'held' | 'repeat';

const KEY = 'consumer = $1 AND aggregatetype = $2 AND aggregateid = $3';
const valuesOf = ({ consumer, type, id }: OrderedKey) => [consumer, type, id];

/**
 * Whether it is the event's turn, asked inside the transaction of its effect, before the inbox. While the key waits for
 * another event this one is put aside (`held`), or was handled long ago (`repeat`). The key stays locked until commit,
 * so that replicas take turns.
 */
export async function turnOf(
  sql: Sql,
  key: OrderedKey,
  record: IncomingRecord,
  envelope: Envelope,
): Promise<Turn> {
  const [hold] = await sql.query<{ id: string }>(
    `SELECT event_id::text AS id FROM messaging.hold WHERE ${KEY} FOR UPDATE`,
    valuesOf(key),
  );
  if (!hold) return 'free';
  if (hold.id === envelope.id) return 'awaited';
  const put = await sql.query(
    `INSERT INTO messaging.inbox AS i (consumer, event_id, state) VALUES ($1, $2::uuid, 'held')
     ON CONFLICT (consumer, event_id) DO UPDATE SET state = 'held' WHERE i.state = 'dead' RETURNING 1`,
    [key.consumer, envelope.id],
  );
  if (put.length === 0) return 'repeat';
  await sql.query(
    `INSERT INTO messaging.held_event (consumer, aggregatetype, aggregateid, event_id, sequence, topic, partition,
       "offset", key, value, headers)
     VALUES ($1, $2, $3, $4::uuid, $5::bigint, $6, $7::int, $8::bigint, $9, decode($10, 'base64'), $11::jsonb)`,
    [
      ...valuesOf(key),
      ...[envelope.id, String(envelope.sequence), record.topic, record.partition, String(record.offset)],
      ...[record.key, record.value.toString('base64'), JSON.stringify(record.headers)],
    ],
  );
  return 'held';
}

/** Makes the key wait for this event, which went to the dead letters; in the transaction that remembers it as dead. */
export async function holdBehind(sql: Sql, key: OrderedKey, eventId: string): Promise<void> {
  await sql.query('DELETE FROM messaging.held_event WHERE consumer = $1 AND event_id = $2::uuid', [
    key.consumer,
    eventId,
  ]);
  // Handled meanwhile by a member that had lost the partition: then nothing waits.
  await sql.query(
    `INSERT INTO messaging.hold (consumer, aggregatetype, aggregateid, event_id)
     SELECT $1, $2, $3, event_id FROM messaging.inbox WHERE consumer = $1 AND event_id = $4::uuid AND state = 'dead'
     ON CONFLICT DO NOTHING`,
    [...valuesOf(key), eventId],
  );
}

/** The awaited event was handled, or given up: the next one that was put aside is awaited, or the key is free. */
export async function letFollow(sql: Sql, key: OrderedKey, eventId: string): Promise<void> {
  await sql.query('DELETE FROM messaging.held_event WHERE consumer = $1 AND event_id = $2::uuid', [
    key.consumer,
    eventId,
  ]);
  const moved = await sql.query(
    `UPDATE messaging.hold h SET event_id = next.event_id FROM (
       SELECT event_id FROM messaging.held_event WHERE ${KEY} ORDER BY sequence LIMIT 1) AS next
     WHERE ${KEY} AND h.event_id = $4::uuid RETURNING 1`,
    [...valuesOf(key), eventId],
  );
  if (moved.length === 0)
    await sql.query(`DELETE FROM messaging.hold WHERE ${KEY} AND event_id = $4::uuid`, [
      ...valuesOf(key),
      eventId,
    ]);
}

/** The record whose turn it is in the key; undefined when the key is free or waits for a dead letter. */
export async function awaitedIn(sql: Sql, key: OrderedKey): Promise<IncomingRecord | undefined> {
  const [row] = await sql.query<HeldRow>(
    `SELECT e.topic, e.partition, e."offset"::text AS at, e.key, encode(e.value, 'base64') AS value, e.headers, e.arrived_at
     FROM messaging.hold h JOIN messaging.held_event e USING (consumer, aggregatetype, aggregateid, event_id)
     WHERE ${KEY}`,
    valuesOf(key),
  );
  if (!row) return undefined;
  const { at, value, arrived_at: timestamp, ...record } = row;
  return { ...record, offset: BigInt(at), value: Buffer.from(value, 'base64'), timestamp };
}

interface HeldRow {
  topic: string;
  partition: number;
  at: string;
  key: string;
  value: string;
  headers: Record<string, string>;
  arrived_at: Date;
}

/** Keys of the consumer in which an event has its turn that nobody is at: a process ended between two of them. */
export async function interruptedKeys(sql: Sql, consumer: string): Promise<OrderedKey[]> {
  return sql.query<{ consumer: string; type: string; id: string }>(
    `SELECT h.consumer, h.aggregatetype AS type, h.aggregateid AS id
     FROM messaging.hold h JOIN messaging.held_event e USING (consumer, aggregatetype, aggregateid, event_id)
     WHERE h.consumer = $1 ORDER BY h.held_at`,
    [consumer],
  );
}
