import { type Broker, OutboxRelay, writeToOutbox, type Sql, statementName } from '@commissioning/messaging';
import type { EventDefinition } from '@commissioning/schemas';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { v7 as uuidv7 } from 'uuid';
import { type Approval, approval, approvedIn, arrivedOf, fillOutbox, recordsOf } from './approvals';
import {
  columnsOf,
  consumerOn,
  type Counted,
  effectsOn,
  handing,
  INSERT_MANY,
  INSERT_ONE,
  valuesOf,
} from './consuming';
import { brokerOn, type BrokerKind, connected, type Ground, poolOn } from './ground';
import { contest, type Line, rate } from './measure';

/** How much each stage does, and how often. */
export interface Sizes {
  readonly rounds: number;
  readonly changes: number;
  readonly relayed: number;
  readonly batched: number;
  readonly single: number;
  readonly whole: number;
  readonly paceSeconds: number;
  readonly backlog: number;
}

const BATCH = 500;
/** Records that a broker hands over at once where many wait; they are handled in batches. */
const FETCH = 2_000;
const INSERT_CHANGE = 'INSERT INTO change (id, theme_id, title, summary) VALUES ($1, $2, $3, $4)';

/** A change with its event in one transaction, beside the change alone. */
export async function changeStage(ground: Ground, { rounds, changes }: Sizes): Promise<Line> {
  const event = approvedIn('bench-change');
  const client = await connected(ground.place.database);
  const query = (text: string, values: readonly unknown[] = []) =>
    client.query({ name: statementName(text), text, values: values as unknown[] });
  const sql: Sql = {
    query: async <Row>(text: string, values = []) => (await query(text, values)).rows as Row[],
  };
  const line = await contest({
    what: 'change + outbox row, one writer',
    beside: 'the change alone, one statement that commits by itself',
    unit: 'changes/s',
    rounds,
    ours: async () => {
      await ground.clear();
      return rate(changes, async () => {
        for (let index = 0; index < changes; index += 1) await guardedChange(query, sql, event, index);
      });
    },
    peer: async () => {
      await ground.clear();
      return rate(changes, async () => {
        for (let index = 0; index < changes; index += 1) await query(INSERT_CHANGE, changeOf(index));
      });
    },
  });
  await client.end();
  return line;
}

type Query = (text: string, values?: readonly unknown[]) => Promise<unknown>;

/** One transaction, its statements sent without waiting for one another. Resolves to the id of the event. */
export async function guardedChange(
  query: Query,
  sql: Sql,
  event: EventDefinition<Approval>,
  index: number,
): Promise<string> {
  const [, , id] = await Promise.all([
    query('BEGIN'),
    query(INSERT_CHANGE, changeOf(index)),
    writeToOutbox(sql, event, approval(index), '2026-11-02T10:00:00Z'),
    query('COMMIT'),
  ]);
  return id;
}

/** The change without its event. */
export const bareChange = (query: Query, index: number): Promise<unknown> =>
  query(INSERT_CHANGE, changeOf(index));

const changeOf = (index: number) => valuesOf({ id: uuidv7(), fact: approval(index) });

/** Waiting rows to the broker and marked, beside the same records straight from memory. */
export async function relayStage(ground: Ground, kind: BrokerKind, sizes: Sizes): Promise<Line> {
  const { rounds, relayed } = sizes;
  const event = approvedIn('bench-relay');
  const topics = { [event.topic]: 4, 'bench-raw.theme': 4 };
  const broker = await brokerOn(kind, ground.place, topics);
  const raw = await rawProducer(ground, recordsOf(approvedIn('bench-raw'), relayed));
  const line = await contest({
    what: kind === 'kafka' ? 'relay → Kafka, marked' : 'relay → log in Postgres, marked',
    beside: `raw kafkajs, the same records in batches of ${BATCH}, acks from all`,
    unit: 'events/s',
    rounds,
    ...(kind === 'kafka' && { target: 0.5 }),
    ours: async () => {
      await ground.clear();
      const client = await connected(ground.place.database);
      await fillOutbox(client, event, relayed);
      const measured = await rate(relayed, () => drain(ground.place.database, broker, relayed));
      await client.end();
      return measured;
    },
    peer: () => rate(relayed, raw.sendAll),
  });
  await raw.close();
  await broker.stop();
  return line;
}

/** Runs a relay until it has published `count` rows and marked them. */
export async function drain(database: string, broker: Broker, count: number): Promise<void> {
  const all = Promise.withResolvers<void>();
  let published = 0;
  const counting = {
    publish: async (records: Parameters<Broker['publish']>[0]) => {
      await broker.publish(records);
      published += records.length;
      if (published >= count) all.resolve();
    },
  };
  const relay = new OutboxRelay(database, counting as unknown as Broker, (level, message, detail) =>
    console.error(level, message, detail),
  );
  relay.start();
  await all.promise;
  await relay.stop();
}

/** kafkajs by hand, with the product's durability: all replicas in sync have acknowledged each batch. */
export async function rawProducer(ground: Pick<Ground, 'place'>, records: ReturnType<typeof recordsOf>) {
  const kafka = new Kafka({ brokers: ground.place.kafka, clientId: 'by-hand', logLevel: logLevel.ERROR });
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  const batches: { topic: string; messages: typeof records }[] = [];
  for (let at = 0; at < records.length; at += BATCH) {
    const messages = records.slice(at, at + BATCH);
    batches.push({ topic: messages[0]?.topic as string, messages });
  }
  return {
    sendAll: async () => {
      for (const batch of batches) await producer.sendBatch({ acks: -1, topicMessages: [batch as never] });
    },
    close: () => producer.disconnect(),
  };
}

/** The effect of a batch with its inbox rows, beside the same rows inserted by one statement. */
export async function batchStage(ground: Ground, { rounds, batched }: Sizes): Promise<Line> {
  const event = approvedIn('bench-batch');
  const pool = poolOn(ground.place.database);
  const hand = await handing((broker) => consumerOn(broker, event, 'batch', effectsOn(pool)));
  const records = arrivedOf(event, batched);
  const line = await contest({
    what: `effect + inbox, batches of ${BATCH}: envelope and schema checked, entered, written, one transaction`,
    beside: `the same records by plain inserts of ${BATCH} rows: JSON parsed, nothing checked, one transaction`,
    unit: 'events/s',
    rounds,
    target: 0.7,
    ours: async () => {
      await ground.clear();
      return rate(batched, async () => {
        for (let at = 0; at < batched; at += FETCH) await hand(records.slice(at, at + FETCH));
      });
    },
    peer: async () => {
      await ground.clear();
      return rate(batched, async () => {
        for (let at = 0; at < batched; at += BATCH) {
          const rows = records.slice(at, at + BATCH).map(plainly);
          await pool.query({ name: 'many', text: INSERT_MANY, values: columnsOf(rows) });
        }
      });
    },
  });
  await pool.end();
  return line;
}

const plainly = (record: ReturnType<typeof arrivedOf>[number]): Counted => ({
  id: record.headers['ce_id'] as string,
  fact: JSON.parse(record.value.toString()),
});

/** The effect of one event with its inbox row, beside a transaction with one row. */
export async function singleStage(ground: Ground, { rounds, single }: Sizes): Promise<Line[]> {
  const event = approvedIn('bench-single');
  const pool = poolOn(ground.place.database);
  const hand = await handing((broker) => consumerOn(broker, event, 'one', effectsOn(pool)));
  const records = arrivedOf(event, single);
  const ours = async () => {
    await ground.clear();
    return rate(single, async () => {
      for (let at = 0; at < single; at += FETCH) await hand(records.slice(at, at + FETCH));
    });
  };
  const one = (record: ReturnType<typeof arrivedOf>[number]) => valuesOf(plainly(record));
  const transactions = async () => {
    await ground.clear();
    return rate(single, async () => {
      for (const record of records) {
        const client = await pool.connect();
        await client.query('BEGIN');
        await client.query({ name: 'one', text: INSERT_ONE, values: one(record) });
        await client.query('COMMIT');
        client.release();
      }
    });
  };
  const statements = async () => {
    await ground.clear();
    return rate(single, async () => {
      for (const record of records) await pool.query({ name: 'one', text: INSERT_ONE, values: one(record) });
    });
  };
  const what =
    'effect + inbox, one at a time: envelope and schema checked, entered, written, one transaction';
  const names = { what, unit: 'events/s', rounds };
  const lines = [
    await contest({
      ...names,
      beside: 'one-row transactions: JSON parsed, begin, insert, commit',
      target: 0.7,
      ours,
      peer: transactions,
    }),
    await contest({
      ...names,
      beside: 'single statements that commit by themselves: JSON parsed, insert',
      ours,
      peer: statements,
    }),
  ];
  await pool.end();
  return lines;
}
