import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { BrokerLog, IncomingRecord, PartitionLag, Subscribed, Subscription } from '../broker';
import { backoff, Delivery } from '../delivery/delivery';
import { StallWatch } from '../delivery/stall-watch';
import { messageOf } from './client';
import { Positions } from './positions';
import { recordOf } from './records';
import { forEver, type KafkaSettings } from './settings';

/** What a member is made with; `lag` gives the positions of its group. */
export interface MemberOptions {
  readonly kafka: Kafka;
  readonly subscription: Subscription;
  readonly settings: KafkaSettings;
  readonly log: BrokerLog;
  lag(): Promise<PartitionLag[]>;
}

/** Answers to a heartbeat that mean: what you hold is being dealt out anew. */
const DEALT_ANEW = new Set([
  'REBALANCE_IN_PROGRESS',
  'NOT_COORDINATOR_FOR_GROUP',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
]);

/** Leaving a broker that does not answer is given up after so long. */
const LEAVE_MS = 10_000;

/** One member of a consumer group. Heartbeats go out by themselves while a handler works. */
export class Member implements Subscribed {
  readonly crashed: Promise<never>;
  private readonly crash = Promise.withResolvers<never>();
  private readonly joined = Promise.withResolvers<void>();
  private readonly consumer: Consumer;
  private readonly watch: StallWatch;
  private readonly positions: Positions;
  private readonly inHand = new Set<Promise<void>>();
  private readonly failures = new Map<string, number>();
  private readonly resuming = new Set<NodeJS.Timeout>();
  private assigned: Record<string, number[]> = {};
  private dealtAnew = false;

  constructor(private readonly options: MemberOptions) {
    this.crashed = this.crash.promise;
    this.joined.promise.catch(() => {});
    this.crashed.catch(() => {}); // told through the log as well; whoever runs the process decides
    const { settings, subscription } = options;
    this.consumer = options.kafka.consumer({
      groupId: subscription.group,
      sessionTimeout: settings.sessionTimeoutMs,
      heartbeatInterval: settings.heartbeatMs,
      rebalanceTimeout: settings.rebalanceTimeoutMs,
      maxWaitTimeInMs: settings.fetchWaitMs,
      maxBytesPerPartition: 2 * 1024 * 1024,
      metadataMaxAge: 30_000,
      allowAutoTopicCreation: false,
      retry: forEver,
    });
    this.positions = new Positions(settings.commitMs, (error) =>
      this.tell('warn', `How far it came was not taken down: ${messageOf(error)}`),
    );
    const [every, after] = settings.stallMs;
    this.watch = new StallWatch({
      every,
      after,
      lag: options.lag,
      holds: (topic, partition) => this.assigned[topic]?.includes(partition) ?? false,
      stalled: (error) => this.giveUp(error),
    });
  }

  /** Resolves when the member has joined its group. */
  async start(): Promise<void> {
    const { consumer } = this;
    const { subscription, settings } = this.options;
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (payload.restart) this.tell('warn', `Consuming again after: ${messageOf(payload.error)}`);
      else this.giveUp(payload.error);
    });
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.dealtAnew = false;
      this.positions.forget();
      this.assigned = payload.memberAssignment;
      this.tell('info', 'Joined', { assigned: payload.memberAssignment });
      this.joined.resolve();
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...subscription.topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: settings.partitionsAtOnce,
      eachBatch: (payload) => this.hold(this.take(payload)),
    });
    // A coordinator that is still loading makes kafkajs start anew, after `run` has returned.
    await this.joined.promise;
  }

  async stop(): Promise<void> {
    this.watch.stop();
    this.joined.reject(new Error('The subscription was stopped before it had joined its group.'));
    const left = this.positions.close().then(() => this.consumer.disconnect());
    for (const timer of this.resuming) clearTimeout(timer);
    await Promise.race([left, this.handlersDone().then(() => this.impatience())]);
  }

  private async hold(work: Promise<void>): Promise<void> {
    this.inHand.add(work);
    try {
      await work;
    } finally {
      this.inHand.delete(work);
    }
  }

  /** Hands over what one fetch brought of one partition, in batches, until it is done, cut short or rejected. */
  private async take(payload: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = payload.batch;
    const most = this.options.subscription.maxBatch ?? 500;
    for (let at = 0; at < messages.length; at += most) {
      const records = messages.slice(at, at + most).map((message) => recordOf(topic, partition, message));
      if (!(await this.deliver(payload, records))) return;
    }
  }

  /** True when all of it is done and the next batch may follow. */
  private async deliver(payload: EachBatchPayload, records: readonly IncomingRecord[]): Promise<boolean> {
    const { topic, partition } = payload.batch;
    const lost = () => this.dealtAnew || !payload.isRunning() || payload.isStale();
    if (lost()) return false;
    const delivery = new Delivery(records, lost, async () => {
      this.watch.progress(topic, partition);
      await this.beat(payload);
    });
    this.watch.progress(topic, partition);
    const beating = setInterval(() => void this.beat(payload), this.options.settings.heartbeatMs);
    let outcome: 'resolved' | 'rejected' = 'resolved';
    try {
      await this.options.subscription.onBatch(delivery);
      this.failures.delete(`${topic}/${partition}`);
    } catch (error) {
      outcome = 'rejected';
      this.later(payload, delivery.next(outcome), error);
    } finally {
      clearInterval(beating);
    }
    const next = delivery.next(outcome);
    if (!delivery.isAtStart(next)) await this.reached(payload, next, records.length, lost());
    return outcome === 'resolved' && next > records.at(-1)!.offset;
  }

  private async reached(
    payload: EachBatchPayload,
    next: bigint,
    records: number,
    isLost: boolean,
  ): Promise<void> {
    const { topic, partition } = payload.batch;
    const offsets = { topics: [{ topic, partitions: [{ partition, offset: next.toString() }] }] };
    // Not through `consumer.commitOffsets`: that one does nothing, silently, once the consumer is stopping.
    const commit = () => payload.commitOffsetsIfNecessary(offsets);
    await this.positions.reached(`${topic}/${partition}`, records, commit, isLost);
    payload.resolveOffset((next - 1n).toString());
  }

  /** Rests the partition alone; throwing would make kafkajs rest them all. */
  private later(payload: EachBatchPayload, from: bigint, error: unknown): void {
    const { topic, partition } = payload.batch;
    const failures = (this.failures.get(`${topic}/${partition}`) ?? 0) + 1;
    this.failures.set(`${topic}/${partition}`, failures);
    const offset = String(from);
    this.tell('warn', `A batch is delivered again: ${messageOf(error)}`, {
      topic,
      partition,
      offset,
      failures,
    });
    const resume = payload.pause();
    const timer = setTimeout(
      () => {
        this.resuming.delete(timer);
        resume();
      },
      backoff(failures, ...this.options.settings.retryMs),
    );
    this.resuming.add(timer);
  }

  private async beat(payload: EachBatchPayload): Promise<void> {
    try {
      await payload.heartbeat();
    } catch (error) {
      // Anything else is a broker that does not answer; the next fetch or commit meets it and deals with it.
      if (DEALT_ANEW.has((error as { type?: string }).type ?? '')) this.dealtAnew = true;
    }
  }

  private async handlersDone(): Promise<void> {
    while (this.inHand.size > 0) await Promise.allSettled([...this.inHand]);
  }

  private impatience(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.tell('warn', 'Left without the broker: it does not answer');
        resolve();
      }, LEAVE_MS);
      timer.unref();
    });
  }

  private giveUp(error: Error): void {
    this.tell('error', `Cannot consume any more: ${messageOf(error)}`);
    this.joined.reject(error);
    this.crash.reject(error);
  }

  private tell(
    level: 'info' | 'warn' | 'error',
    message: string,
    detail: Record<string, unknown> = {},
  ): void {
    this.options.log(level, message, { group: this.options.subscription.group, ...detail });
  }
}
