import { statementName, type OutgoingRecord } from '@commissioning/messaging';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { approvedIn, recordOf } from './approvals';
import { columnsOf, INSERT_MANY } from './consuming';
import { brokerOn, type Place, poolOn, writersOn } from './ground';
import type { Route } from './guarded';
import type { Consumer, Producer } from './pipeline';
import { bareChange } from './stages';

const MOST = 500;

const kafkaOf = (place: Place, clientId: string): Kafka =>
  new Kafka({ brokers: place.kafka, clientId, logLevel: logLevel.NOTHING });

/** By hand: the change commits by itself, its event goes from memory to Kafka, as many at once as have gathered. */
export async function unguardedProducer(place: Place, route: Route): Promise<Producer> {
  const event = approvedIn(route.service);
  await (await brokerOn('kafka', place, { [event.topic]: route.partitions })).stop();
  const producer = kafkaOf(place, 'by-hand').producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  const gathered: OutgoingRecord[] = [];
  let sending: Promise<void> | undefined;
  const send = async () => {
    while (gathered.length > 0) {
      const messages = gathered.splice(0, MOST) as never[];
      await producer.sendBatch({ acks: -1, topicMessages: [{ topic: event.topic, messages }] });
    }
    sending = undefined;
  };
  const writers = await writersOn(place.database);
  return {
    writers: writers.map((client) => async (index) => {
      await bareChange(
        (text, values = []) => client.query({ name: statementName(text), text, values: values as unknown[] }),
        index,
      );
      const record = recordOf(event, index);
      gathered.push(record);
      sending ??= send();
      return { id: record.headers['ce_id'] as string, at: performance.timeOrigin + performance.now() };
    }),
    close: async () => {
      await sending;
      await producer.disconnect();
      await Promise.all(writers.map((client) => client.end()));
    },
  };
}

/** By hand: each batch that a fetch brings is inserted by one statement, and then its offset is committed. */
export async function unguardedConsumer(
  place: Place,
  route: Route,
  applied: (ids: readonly string[], at: number) => void,
): Promise<Consumer> {
  const event = approvedIn(route.service);
  await (await brokerOn('kafka', place, { [event.topic]: route.partitions })).stop();
  const pool = poolOn(place.database);
  const consumer = kafkaOf(place, 'by-hand').consumer({ groupId: 'by-hand', maxWaitTimeInMs: 200 });
  await consumer.connect();
  await consumer.subscribe({ topics: [event.topic], fromBeginning: true });
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
  await consumer.run({
    eachBatchAutoResolve: true,
    partitionsConsumedConcurrently: 8,
    eachBatch: async ({ batch }) => {
      const rows = batch.messages.map(({ value, headers }) => ({
        id: String(headers?.['ce_id']),
        fact: JSON.parse(String(value)),
      }));
      await pool.query({ name: 'many', text: INSERT_MANY, values: columnsOf(rows) });
      applied(
        rows.map(({ id }) => id),
        performance.timeOrigin + performance.now(),
      );
    },
  });
  await joined;
  return {
    close: async () => {
      await consumer.disconnect();
      await pool.end();
    },
  };
}
