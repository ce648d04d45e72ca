import type { IncomingRecord } from './broker';

type Place = Pick<IncomingRecord, 'topic' | 'partition' | 'offset'>;

/**
 * Of which partitions the next records are news as far as can be told without asking the inbox: those that follow
 * directly on records among which it knew none. Where a member begins, and where it begins again after a failure,
 * repeats are to be expected.
 */
export class Novelty {
  /** Offset at which each such partition goes on. */
  private readonly following = new Map<string, bigint>();

  /** Before the first of neighbouring records is handled. */
  begin(first: Place): void {
    if (this.following.get(laneOf(first)) !== first.offset) this.following.delete(laneOf(first));
  }

  /** Whether nothing speaks for repeats at the record, which came after what `begin` was told. */
  isLikely(record: Place): boolean {
    return this.following.has(laneOf(record));
  }

  /** The inbox was asked, and knew nothing up to this record. */
  confirm(last: Place): void {
    this.following.set(laneOf(last), last.offset + 1n);
  }

  /** The inbox knew something. */
  doubt(record: Place): void {
    this.following.delete(laneOf(record));
  }

  /** After the last of neighbouring records was handled, also where nobody listens to it. */
  end(last: Place): void {
    if (this.isLikely(last)) this.confirm(last);
  }
}

const laneOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;
