import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Batch, Broker, IncomingRecord, OutgoingRecord, Subscribed, Subscription } from '../broker';
import type { BrokerHome } from './broker-home';

/** What one test works with: clients and subscriptions that end with it, and names that nobody else uses. */
export class Bench {
  private readonly brokers: Broker[] = [];
  readonly told: string[] = [];

  constructor(readonly home: BrokerHome) {}

  /** A started client. */
  async broker(clientId = 'bench'): Promise<Broker> {
    const broker = this.unstarted(clientId);
    await broker.start();
    return broker;
  }

  unstarted(clientId: string): Broker {
    const broker = this.home.client(clientId, (level, message) => this.told.push(`${level} ${message}`));
    this.brokers.push(broker);
    return broker;
  }

  /** A new topic. */
  async topic(broker: Broker, partitions: number): Promise<string> {
    const name = `bench.${randomUUID().slice(0, 8)}`;
    await broker.ensureTopics([{ name, partitions }]);
    return name;
  }

  group(): string {
    return `group-${randomUUID().slice(0, 8)}`;
  }

  /** Subscribes and keeps everything that arrives, in the order in which it arrived. */
  async collect(
    broker: Broker,
    topic: string,
    group: string,
    more: Partial<Subscription> = {},
  ): Promise<Subscribed & { records: IncomingRecord[]; batches: Batch[] }> {
    const records: IncomingRecord[] = [];
    const batches: Batch[] = [];
    const onBatch = async (batch: Batch) => {
      batches.push(batch);
      records.push(...batch.records);
    };
    const subscribed = await broker.subscribe({ group, topics: [topic], onBatch, ...more });
    return { ...subscribed, records, batches };
  }

  async end(): Promise<void> {
    await Promise.all(this.brokers.map((broker) => broker.stop()));
  }
}

/** Waits until `check` holds; asserts nothing about how long it takes, but fails after `within` milliseconds. */
export async function eventually(
  what: string,
  check: () => boolean | Promise<boolean>,
  within = 30_000,
): Promise<void> {
  const deadline = Date.now() + within;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`Not within ${within / 1000} s: ${what}`);
    await pause(20);
  }
}

/** A record whose value is the UTF-8 of `text`. */
export function aRecord(
  topic: string,
  key: string,
  text: string,
  headers: Record<string, string> = {},
): OutgoingRecord {
  return { topic, key, value: Buffer.from(text), headers };
}

/** Tries again whatever the broker could not take this time, as an outbox does. */
export async function publishUntilTaken(
  broker: Broker,
  records: readonly OutgoingRecord[],
  within = 60_000,
): Promise<void> {
  const deadline = Date.now() + within;
  for (;;) {
    try {
      return await broker.publish(records);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(100);
    }
  }
}

/** The values as text, in the order of the records. */
export const textsOf = (records: readonly IncomingRecord[]): string[] =>
  records.map((record) => record.value.toString());
