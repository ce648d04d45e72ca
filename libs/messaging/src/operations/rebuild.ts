import type { EventDefinition } from '@commissioning/schemas';
import type { Broker, IncomingRecord, PartitionPosition } from '../broker';
import { envelopeOf } from '../cloud-event';
import { factIn } from '../fact-in';
import type { Received } from '../handlers';
import { acceptNew } from '../inbox';
import type { Sql } from '../sql';
import type { Effects } from '../strategy';

/** Something that a service makes of events, and can make again beside the one that serves. */
export interface Projection<Transaction = any> {
  readonly service: string;
  readonly name: string;
  /** What it is made of. In the service nothing else may listen to their topics. */
  readonly events: readonly EventDefinition<any>[];
  /** Adds the effects of these events to the copy that belongs to `consumer`. */
  apply(
    received: readonly Received<EventDefinition<any>>[],
    tx: Transaction,
    consumer: string,
  ): Promise<void>;
  /** Removes the copy that belongs to `consumer`. */
  discard(sql: Sql, consumer: string): Promise<void>;
  /** Puts the copy in the place of what serves; called in the transaction of the switch. */
  adopt(sql: Sql, consumer: string): Promise<void>;
}

/** What a rebuild works with. */
export interface RebuildOptions {
  readonly broker: Broker;
  /** The service's database. */
  readonly effects: Effects;
  /** One connection to the same database, held for the whole rebuild. */
  readonly session: Sql;
  /** Called in the transaction of the switch, to put on record who asked and why. */
  readonly record: (sql: Sql, events: number) => Promise<void>;
  /** Told after each portion how many events are in the copy. */
  readonly progress?: (events: number) => void;
}

/** The rebuild was given up; what serves is untouched. */
export class CannotRebuild extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'CannotRebuild';
  }
}

const PORTION = 500;

/**
 * Makes a projection again from the beginning of the log, as consumer `<service>.<projection>`, while the old one goes
 * on serving; then switches. In the transaction of the switch the service's inbox is locked, so that no effect is in
 * hand; what came meanwhile is added to the copy, the copy is adopted, and its inbox becomes the service's. So every
 * event is in the new projection once, whether the service handled it before the switch or gets it after.
 *
 * Resolves to the number of events. Throws `CannotRebuild` when another rebuild of it runs, the log does not reach back
 * to its beginning, or an event fails that what serves has handled. A rebuild that was cut short starts over.
 */
export async function rebuild(projection: Projection, options: RebuildOptions): Promise<number> {
  const { session } = options;
  const name = `${projection.service}.${projection.name}`;
  const [held] = await session.query<{ held: boolean }>(
    'SELECT pg_try_advisory_lock(hashtextextended($1, 12)) AS held',
    [name],
  );
  if (!held?.held) throw new CannotRebuild(`Another rebuild of ${name} is running.`);
  try {
    return await new Rebuild(projection, name, options).run();
  } finally {
    await session.query('SELECT pg_advisory_unlock(hashtextextended($1, 12)) AS freed', [name]);
  }
}

class Rebuild {
  private readonly next = new Map<string, bigint>();
  private readonly topics: readonly string[];
  private count = 0;

  constructor(
    private readonly projection: Projection,
    private readonly consumer: string,
    private readonly options: RebuildOptions,
  ) {
    this.topics = [...new Set(projection.events.map((event) => event.topic))];
  }

  async run(): Promise<number> {
    const { effects } = this.options;
    await effects.transaction(undefined, (_, sql) => this.discard(sql));
    while ((await this.advance()) > PORTION) this.options.progress?.(this.count);
    await effects.transaction(undefined, (tx, sql) => this.switchOver(tx, sql));
    return this.count;
  }

  private async discard(sql: Sql): Promise<void> {
    await this.projection.discard(sql, this.consumer);
    for (const table of ['inbox', 'inbox_position'])
      await sql.query(`DELETE FROM messaging.${table} WHERE consumer = $1`, [this.consumer]);
  }

  private async switchOver(tx: unknown, sql: Sql): Promise<void> {
    // Every effect of the service writes to its inbox first: holding that, nothing of it is in hand.
    await sql.query('LOCK TABLE messaging.inbox, messaging.inbox_position IN SHARE ROW EXCLUSIVE MODE');
    await this.advance({ tx, sql });
    await this.mustCover(sql);
    await this.projection.adopt(sql, this.consumer);
    const names = [this.projection.service, this.consumer];
    await sql.query(
      `INSERT INTO messaging.inbox AS i (consumer, event_id, state, handled_at, aggregatetype, aggregateid, sequence)
       SELECT $1, event_id, state, handled_at, aggregatetype, aggregateid, sequence
       FROM messaging.inbox WHERE consumer = $2
       ON CONFLICT (consumer, event_id) DO UPDATE SET state = 'done', handled_at = excluded.handled_at,
         aggregatetype = excluded.aggregatetype, aggregateid = excluded.aggregateid, sequence = excluded.sequence
       WHERE i.state = 'dead' AND excluded.state = 'done'`,
      names,
    );
    await sql.query(
      `INSERT INTO messaging.inbox_position AS p (consumer, aggregatetype, aggregateid, sequence)
       SELECT $1, aggregatetype, aggregateid, sequence FROM messaging.inbox_position WHERE consumer = $2
       ON CONFLICT (consumer, aggregatetype, aggregateid) DO UPDATE SET sequence = greatest(p.sequence, excluded.sequence)`,
      names,
    );
    for (const table of ['inbox', 'inbox_position'])
      await sql.query(`DELETE FROM messaging.${table} WHERE consumer = $1`, [this.consumer]);
    await this.options.record(sql, this.count);
  }

  /** Nothing that serves may be missing from the copy: a log that lost records would show here. */
  private async mustCover(sql: Sql): Promise<void> {
    const [missing] = await sql.query<{ type: string; id: string }>(
      `WITH reach AS (
         SELECT consumer, aggregatetype AS type, aggregateid AS id, max(sequence) AS sequence
         FROM messaging.inbox_reach WHERE consumer IN ($1, $2) AND aggregatetype = ANY($3) GROUP BY 1, 2, 3
       )
       SELECT s.type, s.id FROM reach s
       LEFT JOIN reach c ON c.consumer = $2 AND c.type = s.type AND c.id = s.id AND c.sequence >= s.sequence
       WHERE s.consumer = $1 AND c.id IS NULL LIMIT 1`,
      [this.projection.service, this.consumer, this.topics],
    );
    if (missing)
      throw new CannotRebuild(
        `The log lacks events of ${missing.type} ${missing.id} that were handled before.`,
      );
  }

  /** Takes everything that stands in the log now; resolves to how many records that were. */
  private async advance(within?: { tx: unknown; sql: Sql }): Promise<number> {
    let records = 0;
    for (const position of await this.options.broker.positions(this.topics))
      records += await this.advanceIn(position, within);
    return records;
  }

  private async advanceIn(
    { topic, partition, first, end }: PartitionPosition,
    within?: { tx: unknown; sql: Sql },
  ): Promise<number> {
    const lane = `${topic}/${partition}`;
    if (first > 0n)
      throw new CannotRebuild(
        `${topic} begins at offset ${first} of partition ${partition}: older events are gone.`,
      );
    const from = this.next.get(lane) ?? 0n;
    let at = from;
    while (at < end) {
      const records = await this.options.broker.read(topic, partition, at, PORTION);
      await this.take(records, within);
      at = (records.at(-1)?.offset ?? end - 1n) + 1n;
      this.next.set(lane, at);
    }
    return Number(at - from);
  }

  private async take(records: readonly IncomingRecord[], within?: { tx: unknown; sql: Sql }): Promise<void> {
    if (records.length === 0) return;
    if (within) return this.apply(records, within.tx, within.sql);
    await this.options.effects.transaction(undefined, (tx, sql) => this.apply(records, tx, sql));
  }

  private async apply(records: readonly IncomingRecord[], tx: unknown, sql: Sql): Promise<void> {
    const dead = await this.deadAmong(records, sql);
    const received = new Map<string, Received<EventDefinition<any>> & { topic: string }>();
    for (const record of records) {
      const one = this.read(record, dead);
      if (one && !received.has(one.envelope.id)) received.set(one.envelope.id, one);
    }
    if (received.size === 0) return;
    const arrived = [...received.values()].map(({ envelope, topic }) => ({ ...envelope, topic }));
    const fresh = await acceptNew(sql, this.consumer, arrived);
    const news = [...received.values()].filter(({ envelope }) => fresh.has(envelope.id));
    await this.projection.apply(news, tx, this.consumer);
    this.count += news.length;
  }

  /** Undefined for what the projection is not made of, and for what is with the service's dead letters. */
  private read(
    record: IncomingRecord,
    dead: ReadonlySet<string>,
  ): (Received<EventDefinition<any>> & { topic: string }) | undefined {
    const { topic } = record;
    const event = this.projection.events.find(({ type }) => type === record.headers['ce_type']);
    const envelope = envelopeOf(record);
    if (!event || !envelope || dead.has(envelope.id)) return undefined;
    const parsed = factIn(event, record.value);
    if ('problem' in parsed)
      throw new CannotRebuild(`Event ${envelope.id} of ${topic} cannot be read: ${parsed.problem}`);
    return { event, envelope, topic, fact: parsed.fact };
  }

  private async deadAmong(records: readonly IncomingRecord[], sql: Sql): Promise<Set<string>> {
    const ids = records.flatMap((record) => envelopeOf(record)?.id ?? []);
    const rows = await sql.query<{ id: string }>(
      `SELECT event_id::text AS id FROM messaging.inbox
       WHERE consumer = $1 AND state = 'dead' AND event_id = ANY($2::uuid[])`,
      [this.projection.service, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
