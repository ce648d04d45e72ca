import type { PartitionLag } from '../broker';

/** How to look at a member, and whom to tell. */
export interface StallWatchOptions {
  /** How often to look, and how long a partition may stand still while records wait in it; milliseconds. */
  readonly every: number;
  readonly after: number;
  /** Positions of the group; a rejection means that the broker cannot be asked now, which is no stall. */
  lag(): Promise<readonly PartitionLag[]>;
  /** Whether this member holds the partition. */
  holds(topic: string, partition: number): boolean;
  /** Told once; the member is of no more use. */
  stalled(error: Error): void;
}

/**
 * Notices a member that stopped consuming without saying so: records wait in a partition that it holds, nothing was
 * committed and nothing was handed to the handler for too long.
 */
export class StallWatch {
  private readonly seen = new Map<string, { committed: bigint; since: number }>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: StallWatchOptions) {
    this.timer = setInterval(() => void this.look(), options.every);
    this.timer.unref();
  }

  /** Something was handed over, or the handler gave a sign of life. */
  progress(topic: string, partition: number): void {
    const seen = this.seen.get(`${topic}/${partition}`);
    if (seen) seen.since = performance.now();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const positions = await this.options.lag().catch(() => []); // a broker that is away is not this member's fault
    const now = performance.now();
    for (const { topic, partition, committed, lag } of positions) {
      const name = `${topic}/${partition}`;
      const seen = this.seen.get(name);
      if (lag === 0n || !this.options.holds(topic, partition) || seen?.committed !== committed) {
        this.seen.set(name, { committed, since: now });
      } else if (now - seen.since > this.options.after) {
        this.stop();
        const seconds = Math.round((now - seen.since) / 1000);
        this.options.stalled(
          new Error(`${lag} records wait in ${name} and none was taken for ${seconds} s.`),
        );
        return;
      }
    }
    if (positions.length === 0) this.seen.clear();
  }
}
