import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Broker,
  IncomingRecord,
  OutgoingRecord,
  PartitionLag,
  PartitionPosition,
  Subscribed,
  Subscription,
  TopicSpec,
} from '../broker';
import { backoff } from '../delivery/delivery';
import { ask, askPatiently, kafkaClient, type KafkaClientOptions, messageOf } from './client';
import { lagOf, positionsOf } from './lag';
import { Member } from './member';
import { peek } from './peek';
import { Sender } from './sender';
import { brief, defaultSettings, forEver, type KafkaSettings, patient } from './settings';
import { ensureTopics } from './topics';

/** What a `KafkaBroker` is made with; settings that are left out have their defaults. */
export interface KafkaBrokerOptions extends KafkaClientOptions {
  readonly settings?: Partial<KafkaSettings>;
}

/** How long `stop` waits for records that are being published. */
const PUBLISH_MS = 15_000;

/** Kafka through kafkajs: idempotent producer, acks from all, consumer groups with offsets committed by hand. */
export class KafkaBroker implements Broker {
  private readonly settings: KafkaSettings;
  private readonly sender: Sender;
  private readonly members = new Map<Member, Subscription>();
  private readonly stopping = new AbortController();

  constructor(private readonly options: KafkaBrokerOptions) {
    this.settings = { ...defaultSettings, ...options.settings };
    this.sender = new Sender({
      kafka: kafkaClient(options, patient),
      log: options.log,
      maxRecordBytes: this.settings.maxRecordBytes,
      listTopics: () => ask(options, (admin) => admin.listTopics()),
    });
  }

  async start(): Promise<void> {
    for (let attempt = 1; !this.stopping.signal.aborted; attempt += 1) {
      try {
        await ask(this.options, (admin) => admin.describeCluster());
        return;
      } catch (error) {
        this.options.log('warn', `Waiting for Kafka: ${messageOf(error)}`, { attempt });
        const wait = backoff(attempt, 200, 2_000);
        await sleep(wait, undefined, { signal: this.stopping.signal }).catch(() => {}); // stopping wakes it
      }
    }
    throw new Error('The broker was stopped before Kafka could be reached.');
  }

  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    if (topics.length === 0) return;
    // A cluster that has just come up takes a topic before all of it knows of the topic.
    await askPatiently(this.options, (admin) => ensureTopics(admin, topics, this.settings.replicationFactor));
  }

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    await this.sender.publish(records);
  }

  async subscribe(subscription: Subscription): Promise<Subscribed> {
    const existing = new Set(await askPatiently(this.options, (admin) => admin.listTopics()));
    const missing = subscription.topics.filter((topic) => !existing.has(topic));
    if (missing.length > 0)
      throw new Error(`There is no topic ${missing.join(', ')}; create it before subscribing.`);
    const member = new Member({
      kafka: kafkaClient(this.options, forEver),
      subscription,
      settings: this.settings,
      log: this.options.log,
      lag: () => this.lag(subscription.group),
    });
    this.members.set(member, subscription);
    const leave = async () => {
      this.members.delete(member);
      await member.stop();
    };
    try {
      await member.start();
    } catch (error) {
      await leave();
      throw error;
    }
    return { crashed: member.crashed, stop: leave };
  }

  async lag(group: string): Promise<PartitionLag[]> {
    const here = [...this.members.values()].filter((subscription) => subscription.group === group);
    const topics = here.flatMap((subscription) => subscription.topics);
    return ask(this.options, (admin) => lagOf(admin, group, topics));
  }

  async positions(topics: readonly string[]): Promise<PartitionPosition[]> {
    return ask(this.options, (admin) => positionsOf(admin, topics));
  }

  async read(topic: string, partition: number, from: bigint, most: number): Promise<IncomingRecord[]> {
    const ends = await ask(this.options, (admin) => admin.fetchTopicOffsets(topic));
    const at = ends.find((end) => end.partition === partition);
    if (!at) throw new Error(`There is no partition ${partition} of a topic ${topic}.`);
    const [low, high] = [BigInt(at.low), BigInt(at.high)];
    const first = from < low ? low : from;
    if (first >= high || most <= 0) return [];
    return peek(kafkaClient(this.options, brief), { topic, partition, from: first, end: high, most });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.members.keys()].map((member) => member.stop()));
    this.members.clear();
    await this.sender.close(PUBLISH_MS);
  }
}
