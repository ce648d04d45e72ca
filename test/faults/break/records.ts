import { openBroker, type Broker, type IncomingRecord, type OutgoingRecord } from '@commissioning/messaging';
import { allEvents, type EventDefinition } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Draw } from '../draw';
import type { Ground } from '../ground/ground';
import type { Fault } from './fault';

/** A record that nobody can handle, as it was planted. */
export interface Planted {
  readonly id: string;
  readonly type: string;
  readonly topic: string;
  /** `value`: it cannot be read, so those who handle the type bury it. `envelope`: nobody on the topic can tell what it is. */
  readonly flaw: 'value' | 'envelope';
}

const PARTITIONS = 4;
const READ_AT_ONCE = 500;

/** A broker waits for its server as long as it takes; a run must end. */
const REACH_MS = 60_000;

/** Something for a while on the bus, as a tool would be; rejects when the bus is out of reach for a minute. */
export async function onBus<Result>(
  ground: Pick<Ground, 'brokerUrl'>,
  work: (broker: Broker) => Promise<Result>,
): Promise<Result> {
  const broker = openBroker(ground.brokerUrl, 'faults', () => undefined);
  const late = setTimeout(() => void broker.stop(), REACH_MS);
  try {
    await broker.start().finally(() => clearTimeout(late));
    return await work(broker);
  } finally {
    await broker.stop();
  }
}

/** Every record of a topic, or of one partition. */
export async function recordsOf(
  broker: Broker,
  topic: string,
  partitions = PARTITIONS,
): Promise<IncomingRecord[]> {
  const all: IncomingRecord[] = [];
  for (let partition = 0; partition < partitions; partition += 1) {
    let from = 0n;
    for (;;) {
      const some = await broker.read(topic, partition, from, READ_AT_ONCE);
      all.push(...some);
      const last = some.at(-1);
      if (!last) break;
      from = last.offset + 1n;
    }
  }
  return all;
}

const listenedTo = (): EventDefinition<any>[] => allEvents.filter(({ listeners }) => listeners.length > 0);

/** A poison message among the others. */
export const poison: Fault = {
  kind: 'poison message',
  strike: async ({ ground, draw, planted }) => {
    const event = draw.one(listenedTo());
    const flaw = draw.one(['value', 'value', 'envelope'] as const);
    const one: Planted = { id: uuidv7(), type: event.type, topic: event.topic, flaw };
    await onBus(ground, (broker) => broker.publish([poisonous(one, draw)]));
    planted.push(one);
    return `${event.topic}: ${event.type}, its ${flaw} cannot be read`;
  },
};

function poisonous({ id, type, topic, flaw }: Planted, draw: Draw): OutgoingRecord {
  const subject = uuidv7();
  const envelope = {
    ...{ ce_specversion: '1.0', ce_source: '/services/faults', ce_subject: subject },
    ...{ ce_time: new Date().toISOString(), ce_sequence: '1', ce_dataclassification: 'internal' },
  };
  const spoilt = draw.one(['{"cut off', '[]', '{"unknown":true}']);
  return {
    ...{ topic, key: subject, value: Buffer.from(flaw === 'value' ? spoilt : '{}') },
    headers: { ce_id: id, ce_type: type, ...(flaw === 'value' && envelope) },
  };
}

/** Records from anywhere in the log once more, in another order across keys. */
export const duplicates: Fault = {
  kind: 'duplicates and reordering',
  strike: async ({ ground, draw, planted }) =>
    onBus(ground, async (broker) => {
      const known = new Set(planted.map(({ id }) => id));
      const topics = draw.shuffled([...new Set(listenedTo().map(({ topic }) => topic))]).slice(0, 6);
      const chosen: IncomingRecord[] = [];
      for (const topic of topics) {
        const records = await recordsOf(broker, topic);
        const facts = records.filter(({ headers }) => !known.has(headers['ce_id'] ?? ''));
        chosen.push(...draw.shuffled(facts).slice(0, 25));
      }
      await broker.publish(
        draw.shuffled(chosen).map(({ topic, key, value, headers }) => ({ topic, key, value, headers })),
      );
      return `${chosen.length} records of ${topics.join(', ')}`;
    }),
};
