import { setTimeout as sleep } from 'node:timers/promises';
import { setImmediate as turn } from 'node:timers/promises';
import type { BrokerLog, IncomingRecord, Subscription } from '../broker';
import { backoff, Delivery } from '../delivery/delivery';
import { type Connection, messageOf } from './connection';
import { type Place, readRecords } from './records';
import type { PostgresLogSettings } from './settings';
import type { Slots } from './slots';

/** A partition, who holds it, and through which connection. */
export interface LaneOptions {
  readonly place: Place;
  /** Row of the group's membership in the topic. */
  readonly membership: number;
  readonly connection: Connection;
  readonly subscription: Subscription;
  readonly settings: PostgresLogSettings;
  readonly slots: Slots;
  readonly log: BrokerLog;
  /** Something was handed over, or the handler gave a sign of life. */
  progress(topic: string, partition: number): void;
}

/** One partition while this member holds it: reads, hands over, commits, in order, one batch at a time. */
export class Lane {
  private readonly stopping = new AbortController();
  private position: bigint;
  private failures = 0;
  private hasNews = true;
  private wakeUp = () => {};
  /** Ends when the lane was released or its connection was lost, never with an error that passes. */
  readonly ended: Promise<void>;

  constructor(
    private readonly options: LaneOptions,
    committed: bigint,
  ) {
    this.position = committed;
    this.ended = this.run();
  }

  /** The offset that this lane reads next. */
  get at(): bigint {
    return this.position;
  }

  isOf(topic: string, partition: number): boolean {
    const { place } = this.options;
    return place.topic === topic && place.partition === partition;
  }

  /** There may be records to read. */
  wake(): void {
    this.hasNews = true;
    this.wakeUp();
  }

  /** Finishes the batch in hand and ends. */
  release(): void {
    this.stopping.abort();
    this.wakeUp();
  }

  private get isLost(): boolean {
    return this.stopping.signal.aborted || this.options.connection.isLost;
  }

  private async run(): Promise<void> {
    const { slots, connection } = this.options;
    void connection.lost.then(() => this.release());
    while (!this.isLost) {
      this.hasNews = false;
      const delivered = await slots.run(() => this.step());
      if (this.failures > 0) await this.pause();
      else if (!delivered && !this.hasNews) await this.news();
    }
  }

  /** True when there was something to deliver. */
  private async step(): Promise<boolean> {
    if (this.isLost) return false;
    const { connection, place, subscription, settings } = this.options;
    const records = await readRecords(
      connection,
      place,
      this.position,
      subscription.maxBatch ?? 500,
      settings.batchBytes,
    );
    if (records.length === 0 || this.isLost) return false;
    await this.deliver(records);
    return true;
  }

  private async deliver(records: readonly IncomingRecord[]): Promise<void> {
    const { log, place, progress, subscription } = this.options;
    const delivery = new Delivery(
      records,
      () => this.isLost,
      async () => {
        progress(place.topic, place.partition);
        await turn(); // lets the connection speak, so that long work is not taken for death
      },
    );
    progress(place.topic, place.partition);
    let outcome: 'resolved' | 'rejected' = 'resolved';
    try {
      await subscription.onBatch(delivery);
      this.failures = 0;
    } catch (error) {
      outcome = 'rejected';
      this.failures += 1;
      const { topic, partition } = place;
      log('warn', `A batch is delivered again: ${messageOf(error)}`, {
        group: subscription.group,
        topic,
        partition,
        offset: String(this.position),
        failures: this.failures,
      });
    }
    await this.commit(delivery, delivery.next(outcome));
  }

  private async commit(delivery: Delivery, next: bigint): Promise<void> {
    if (delivery.isAtStart(next)) return;
    const { connection, membership, place } = this.options;
    await connection.query({
      name: 'bus-commit',
      text: 'UPDATE bus.committed SET next_offset = $3 WHERE membership_id = $1 AND partition_id = $2',
      values: [membership, place.id, next.toString()],
    });
    this.position = next;
  }

  private async pause(): Promise<void> {
    const wait = backoff(this.failures, ...this.options.settings.retryMs);
    await sleep(wait, undefined, { signal: this.stopping.signal }).catch(() => {}); // aborted: the lane is ending
  }

  private news(): Promise<void> {
    return new Promise((resolve) => {
      this.wakeUp = resolve;
      if (this.hasNews || this.isLost) resolve();
    });
  }
}
