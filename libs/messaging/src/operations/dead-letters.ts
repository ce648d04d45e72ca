import type { Broker, IncomingRecord } from '../broker';
import { envelopeOf } from '../cloud-event';
import { type DeadLetter, deadTopicOf, replay, storyOf } from '../dead-letter';
import { letFollow } from '../ordered';
import type { Sql } from '../sql';
import { type ShownPayload, shownPayload } from './redaction';

/** A dead letter as an operator sees it: its story, what it is about, and whether anything is left to do. */
export interface DeadLetterReport extends DeadLetter, ShownPayload {
  readonly group: string;
  /** Undefined for a record that is no CloudEvent. */
  readonly eventId: string | undefined;
  readonly type: string | undefined;
  readonly subject: string;
  /** Count of the aggregate's events up to this one, in decimal digits. */
  readonly sequence: string | undefined;
  /** When it was put with the dead letters, ISO 8601 UTC, real time. */
  readonly buriedAt: string;
  /** How often it was put there: more than once when a replay failed again. */
  readonly burials: number;
  /**
   * `waiting` may be replayed; `handled` had its effect by a replay, or was given up; `unreadable` is no CloudEvent, so that a replay
   * could only fail again.
   */
  readonly state: 'waiting' | 'handled' | 'unreadable';
}

interface Found {
  readonly record: IncomingRecord;
  readonly report: DeadLetterReport;
}

const CHUNK = 200;

/**
 * The dead letters of a consumer group, oldest first; one that was buried again stands once, with its newest story.
 * `sql` is the database of the group's service, `most` how far back to look, in records. Empty for a group without a
 * dead-letter topic.
 */
export async function deadLetters(
  broker: Broker,
  sql: Sql,
  group: string,
  most = 5_000,
): Promise<DeadLetterReport[]> {
  return (await find(broker, sql, group, most)).map(({ report }) => report);
}

/**
 * Puts waiting dead letters back on the topics they came from, in the order in which they were buried. Every group
 * that handled one before recognises it by its id.
 *
 * @param which ids of events, or `all` that wait
 * @param record called before each is published: who asks and why is on record even if the process ends right there
 * @returns the ids that were put back; an id that is not waiting is left out
 */
export async function replayDeadLetters(
  broker: Broker,
  sql: Sql,
  group: string,
  which: readonly string[] | 'all',
  record: (letter: DeadLetterReport) => Promise<void>,
): Promise<string[]> {
  const waiting = (await find(broker, sql, group, Number.MAX_SAFE_INTEGER)).filter(
    ({ report }) =>
      report.state === 'waiting' && (which === 'all' || which.includes(report.eventId as string)),
  );
  const replayed: string[] = [];
  for (const { record: letter, report } of waiting) {
    await record(report);
    await replay(broker, letter);
    replayed.push(report.eventId as string);
  }
  return replayed;
}

/**
 * Gives a dead letter up: its effect will never be, and what an ordered handler held behind it gets its turn. Done in
 * the transaction behind `sql`, in which the caller records who asked and why; call `nudge` after the commit.
 * Resolves to false when the event is not with the group's dead letters.
 */
export async function giveUp(sql: Sql, group: string, eventId: string): Promise<boolean> {
  const given = await sql.query(
    `UPDATE messaging.inbox SET state = 'done', handled_at = clock_timestamp()
     WHERE consumer = $1 AND event_id = $2::uuid AND state = 'dead' RETURNING 1`,
    [group, eventId],
  );
  const [key] = await sql.query<{ type: string; id: string }>(
    `SELECT aggregatetype AS type, aggregateid AS id FROM messaging.hold
     WHERE consumer = $1 AND event_id = $2::uuid FOR UPDATE`,
    [group, eventId],
  );
  if (key) await letFollow(sql, { consumer: group, ...key }, eventId);
  return given.length > 0;
}

/**
 * Publishes a dead letter that was given up once more: the consumer knows it for handled, and goes on with what it held
 * behind it. Without it that happens when the consumer starts or the aggregate's next event arrives.
 */
export async function nudge(broker: Broker, sql: Sql, group: string, eventId: string): Promise<void> {
  const found = await find(broker, sql, group, Number.MAX_SAFE_INTEGER);
  const letter = found.find(({ report }) => report.eventId === eventId);
  if (letter) await replay(broker, letter.record);
}

async function find(broker: Broker, sql: Sql, group: string, most: number): Promise<Found[]> {
  const newest = new Map<string, { record: IncomingRecord; story: DeadLetter; burials: number }>();
  for (const record of await recordsOf(broker, group, most)) {
    const story = storyOf(record);
    if (!story) continue;
    const name = envelopeOf(record)?.id ?? `${story.topic}/${story.partition}/${story.offset}`;
    const burials = (newest.get(name)?.burials ?? 0) + 1;
    newest.delete(name);
    newest.set(name, { record, story, burials });
  }
  const ids = [...newest.values()].flatMap(({ record }) => envelopeOf(record)?.id ?? []);
  const waiting = await stillDead(sql, group, ids);
  return [...newest.values()].map(({ record, story, burials }) => {
    const eventId = envelopeOf(record)?.id;
    const state = !eventId ? 'unreadable' : waiting.has(eventId) ? 'waiting' : 'handled';
    return { record, report: { ...reportOf(group, record, story), eventId, burials, state } };
  });
}

function reportOf(
  group: string,
  record: IncomingRecord,
  story: DeadLetter,
): Omit<DeadLetterReport, 'eventId' | 'burials' | 'state'> {
  const { ce_type: type, ce_sequence: sequence, ce_dataclassification: claimed } = record.headers;
  return {
    ...story,
    ...shownPayload(type, claimed, record.value),
    group,
    type,
    subject: record.key,
    sequence,
    buriedAt: record.timestamp.toISOString(),
  };
}

async function recordsOf(broker: Broker, group: string, most: number): Promise<IncomingRecord[]> {
  const records: IncomingRecord[] = [];
  for (const { topic, partition, first, end } of await broker.positions([deadTopicOf(group)])) {
    const from = end - BigInt(most);
    for (let at = from > first ? from : first; at < end;) {
      const chunk = await broker.read(topic, partition, at, CHUNK);
      records.push(...chunk);
      const last = chunk.at(-1);
      if (!last) break;
      at = last.offset + 1n;
    }
  }
  return records;
}

async function stillDead(sql: Sql, group: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await sql.query<{ id: string }>(
    `SELECT event_id::text AS id FROM messaging.inbox
     WHERE consumer = $1 AND state = 'dead' AND event_id = ANY($2::uuid[])`,
    [group, ids],
  );
  return new Set(rows.map(({ id }) => id));
}
