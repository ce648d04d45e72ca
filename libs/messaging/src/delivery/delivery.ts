import type { Batch, IncomingRecord } from '../broker';

/**
 * A batch on its way through a handler, and how far it came. Shared by the brokers, so that both answer the
 * question "what may be committed now?" alike.
 */
export class Delivery implements Batch {
  readonly topic: string;
  readonly partition: number;
  private readonly first: bigint;
  private readonly end: bigint;
  private marked: bigint;
  private toldToStop = false;

  /**
   * @param records one partition, in offset order, at least one
   * @param lost whether the partition was lost or the member is stopping
   * @param beat tells the broker that the member is alive
   */
  constructor(
    readonly records: readonly IncomingRecord[],
    private readonly lost: () => boolean,
    private readonly beat: () => Promise<void>,
  ) {
    const first = records[0];
    const last = records.at(-1);
    if (!first || !last) throw new RangeError('A delivery needs at least one record.');
    this.topic = first.topic;
    this.partition = first.partition;
    this.first = first.offset;
    this.end = last.offset + 1n;
    this.marked = first.offset;
  }

  async heartbeat(): Promise<void> {
    await this.beat();
  }

  done(offset: bigint): void {
    if (offset < this.first || offset >= this.end) {
      throw new RangeError(`Offset ${offset} is outside this batch (${this.first} to ${this.end - 1n}).`);
    }
    if (offset >= this.marked) this.marked = offset + 1n;
  }

  isStale(): boolean {
    this.toldToStop ||= this.lost();
    return this.toldToStop;
  }

  /** The offset to go on from after the handler ended; equal to the first offset when nothing was done. */
  next(outcome: 'resolved' | 'rejected'): bigint {
    return outcome === 'resolved' && !this.toldToStop ? this.end : this.marked;
  }

  /** True when `next` asks for nothing to be committed. */
  isAtStart(next: bigint): boolean {
    return next === this.first;
  }
}

/** Milliseconds before attempt `attempt` (1 is the first repetition): doubles from `least`, never above `most`. */
export function backoff(attempt: number, least: number, most: number): number {
  return Math.min(most, least * 2 ** Math.min(attempt - 1, 30));
}
