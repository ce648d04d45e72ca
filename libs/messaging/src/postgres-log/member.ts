import type { Notification } from 'pg';
import type { BrokerLog, PartitionLag, Subscribed, Subscription } from '../broker';
import { backoff } from '../delivery/delivery';
import { StallWatch } from '../delivery/stall-watch';
import { type Connection, ConnectionLost, messageOf, passes } from './connection';
import { Holding } from './holding';
import type { PostgresLogSettings } from './settings';

/** What a member is made with; `lag` gives the positions of its group, `open` makes a connection. */
export interface MemberOptions {
  readonly subscription: Subscription;
  readonly settings: PostgresLogSettings;
  readonly log: BrokerLog;
  lag(): Promise<PartitionLag[]>;
  open(setUp: string, onNotification: (message: Notification) => void): Promise<Connection>;
}

/**
 * One member of a consumer group. It lives in sessions, each on one connection: locks that make it a member and give
 * it partitions, commits, and the ear for news. When the connection breaks everything it held is free for others,
 * and it joins again.
 */
export class Member implements Subscribed {
  readonly crashed: Promise<never>;
  private readonly crash = Promise.withResolvers<never>();
  private readonly first = Promise.withResolvers<void>();
  /** Resolves when the member has joined for the first time. */
  readonly joined = this.first.promise;
  private readonly ended: Promise<void>;
  private readonly watch: StallWatch;
  private holding: Holding | undefined;
  private stopping = false;
  private disturbed = false;
  private wakeUp = () => {};

  constructor(private readonly options: MemberOptions) {
    this.crashed = this.crash.promise;
    this.crashed.catch(() => {}); // told through the log as well; whoever runs the process decides
    this.joined.catch(() => {});
    const [every, after] = options.settings.stallMs;
    this.watch = new StallWatch({
      every,
      after,
      lag: options.lag,
      holds: (topic, partition) => this.holding?.holds(topic, partition) ?? false,
      stalled: (error) => this.giveUp(error),
    });
    this.ended = this.run();
  }

  /** Records were appended to these partitions by this very process. */
  wake(partitions: ReadonlySet<number>): void {
    this.holding?.wake(partitions);
  }

  async stop(): Promise<void> {
    this.watch.stop();
    this.stopping = true;
    this.wakeUp();
    await this.ended;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      try {
        await this.session(() => (failures = 0));
      } catch (error) {
        if (!passes(error)) return this.giveUp(error);
        failures += 1;
        this.disturbed = false;
        this.tell('warn', `Out of the group, joining again: ${messageOf(error)}`);
        await this.rest(backoff(failures, 100, 2_000));
      }
    }
    this.first.reject(new Error('The subscription was stopped before it had joined its group.'));
  }

  /** Joins, and stays until the connection is lost (throws) or the member stops (returns). */
  private async session(joined: () => void): Promise<void> {
    const { settings, subscription } = this.options;
    const connection = await this.options.open(
      // A commit that is lost with the server means records delivered again, which this broker's promise allows.
      'SET synchronous_commit = off',
      (message) => this.heard(message),
    );
    void connection.lost.then(() => this.wakeUp());
    try {
      const holding = await Holding.join(connection, {
        ...this.options,
        progress: (topic, partition) => this.watch.progress(topic, partition),
      });
      this.holding = holding;
      joined();
      this.first.resolve();
      this.tell('info', 'Joined', { topics: subscription.topics });
      while (!this.stopping) {
        this.disturbed = false;
        await holding.share();
        await this.rest(settings.pollMs);
        if (connection.isLost) throw new ConnectionLost('the session ended');
      }
      await holding.leave();
    } finally {
      await this.holding?.settled();
      this.holding = undefined;
      await connection.close();
    }
  }

  private heard({ channel, payload = '' }: Notification): void {
    if (channel === 'bus_members') this.disturb(payload);
    else this.holding?.wake(new Set(payload.split(',').map(Number)));
  }

  /** Members came, went or gave partitions up. */
  private disturb(group: string): void {
    if (group !== this.options.subscription.group) return;
    this.disturbed = true;
    this.wakeUp();
  }

  private giveUp(error: unknown): void {
    this.tell('error', `Cannot consume any more: ${messageOf(error)}`);
    this.first.reject(error);
    this.crash.reject(error);
  }

  private rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.stopping || this.disturbed) return resolve();
      const timer = setTimeout(resolve, milliseconds);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private tell(
    level: 'info' | 'warn' | 'error',
    message: string,
    detail: Record<string, unknown> = {},
  ): void {
    this.options.log(level, message, { group: this.options.subscription.group, ...detail });
  }
}
