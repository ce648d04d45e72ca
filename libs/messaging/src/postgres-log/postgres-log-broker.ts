import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Broker,
  BrokerLog,
  IncomingRecord,
  OutgoingRecord,
  PartitionLag,
  PartitionPosition,
  Subscribed,
  Subscription,
  TopicSpec,
} from '../broker';
import { backoff } from '../delivery/delivery';
import { Appender } from './appender';
import { Connection, Link, messageOf, passes } from './connection';
import { lagOf, positionsOf } from './lag';
import { Member } from './member';
import { Notifier } from './notifier';
import { readRecords } from './records';
import { removeExpired } from './retention';
import { prepareSchema } from './schema';
import { defaultSettings, type PostgresLogSettings } from './settings';
import { Topics } from './topics';

/** What a `PostgresLogBroker` is made with; settings that are left out have their defaults. */
export interface PostgresLogOptions {
  /** A direct connection: a pooler in transaction mode loses the session locks that partitions are held by. */
  readonly connectionString: string;
  /** Shown in pg_stat_activity. */
  readonly clientId: string;
  readonly log: BrokerLog;
  readonly settings?: Partial<PostgresLogSettings>;
}

/**
 * The log in Postgres, schema `bus`: an append-only table, partitions by key, consumer groups, committed offsets,
 * redelivery. Uses two connections for publishing and looking, and one for each subscription.
 */
export class PostgresLogBroker implements Broker {
  private readonly settings: PostgresLogSettings;
  private readonly log: BrokerLog;
  private readonly side: Link;
  private readonly writing: Link;
  private readonly topics: Topics;
  private readonly appender: Appender;
  private readonly notifier: Notifier;
  private readonly members = new Set<Member>();
  private readonly stopping = new AbortController();
  private retention: Promise<void> | undefined;

  constructor(private readonly options: PostgresLogOptions) {
    this.settings = { ...defaultSettings, ...options.settings };
    this.log = options.log;
    this.side = new Link(() => this.open('side'));
    this.writing = new Link(() => this.open('append'));
    this.topics = new Topics(this.side);
    this.notifier = new Notifier(this.side, this.log);
    this.appender = new Appender(this.writing, this.topics, this.settings.maxRecordBytes, (appended) => {
      for (const member of this.members) for (const partitions of appended.values()) member.wake(partitions);
      this.notifier.tell(appended);
    });
  }

  async start(): Promise<void> {
    await this.patiently(async () => {
      const connection = await this.open('schema');
      await prepareSchema(connection).finally(() => connection.close());
    });
    this.retention = this.keepRetention();
  }

  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    await this.patiently(() => this.topics.ensure(topics));
  }

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    await this.appender.publish(records);
  }

  async subscribe(subscription: Subscription): Promise<Subscribed> {
    const member = new Member({
      subscription,
      settings: this.settings,
      log: this.log,
      lag: () => this.lag(subscription.group),
      open: (setUp, onNotification) => this.open(subscription.group, setUp, onNotification),
    });
    this.members.add(member);
    const leave = async () => {
      await member.stop();
      this.members.delete(member);
    };
    try {
      await member.joined;
    } catch (error) {
      await leave();
      throw error;
    }
    return { crashed: member.crashed, stop: leave };
  }

  async lag(group: string): Promise<PartitionLag[]> {
    return lagOf(this.side, group);
  }

  async positions(topics: readonly string[]): Promise<PartitionPosition[]> {
    return positionsOf(this.side, topics);
  }

  async read(topic: string, partition: number, from: bigint, most: number): Promise<IncomingRecord[]> {
    const id = (await this.topics.find([topic])).get(topic)?.partitions[partition];
    if (id === undefined) throw new Error(`There is no partition ${partition} of a topic ${topic}.`);
    return readRecords(this.side, { topic, partition, id }, from, most, this.settings.batchBytes);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.members].map((member) => member.stop()));
    await this.appender.close(this.settings.queryTimeoutMs);
    await this.notifier.settled();
    await this.retention;
    await Promise.all([this.side.close(), this.writing.close()]);
  }

  /** Does again what a server that is away or starting could not do. */
  private async patiently(work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; !this.stopping.signal.aborted; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!passes(error)) throw error;
        this.log('warn', `Waiting for Postgres: ${messageOf(error)}`, { attempt });
        await this.rest(backoff(attempt, 200, 2_000));
      }
    }
    throw new Error('The broker was stopped before Postgres could be reached.');
  }

  private open(purpose: string, setUp = '', onNotification?: Parameters<typeof Connection.open>[2]) {
    const options = {
      connectionString: this.options.connectionString,
      applicationName: `${this.options.clientId} bus ${purpose}`,
      queryTimeoutMs: this.settings.queryTimeoutMs,
    };
    return Connection.open(options, setUp, onNotification);
  }

  private async keepRetention(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const removed = await removeExpired(this.side);
        if (removed > 0) this.log('info', 'Records past their retention were removed', { removed });
      } catch (error) {
        if (!this.stopping.signal.aborted) this.log('warn', `Retention comes later: ${messageOf(error)}`);
      }
      await this.rest(this.settings.retentionEveryMs);
    }
  }

  private async rest(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => {}); // stopping wakes it
  }
}
