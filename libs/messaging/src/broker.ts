/**
 * What the product asks of a message bus. Two brokers keep these promises (Kafka and a log in Postgres)
 * and one conformance suite proves them; nothing else in the product knows which one is running.
 */
export interface Broker {
  /** Connects; waits for a broker that is down (saying so through `log`) until `stop` is called. */
  start(): Promise<void>;

  /** Creates what is missing; never lowers a partition count. A broker that goes away meanwhile is waited for. */
  ensureTopics(topics: readonly TopicSpec[]): Promise<void>;

  /**
   * Resolves when every record is durable. Records of one key keep their order within a call and between
   * calls that follow one another. Rejects with `RecordRefused` when the broker will never take the record
   * at `index` (too large, unknown topic); any other rejection means: try again.
   */
  publish(records: readonly OutgoingRecord[]): Promise<void>;

  /**
   * Joins a consumer group. Each partition is held by one member at a time; a new group starts at the
   * beginning. `onBatch` gets records of one partition in offset order; when it resolves, the offset after the
   * last record is committed; when it rejects, the batch is delivered again after a backoff.
   */
  subscribe(subscription: Subscription): Promise<Subscribed>;

  /** Per topic and partition: end of the log, what the group has committed, and the difference. */
  lag(group: string): Promise<PartitionLag[]>;

  /** Where the partitions of these topics begin and end; a topic that does not exist is left out. */
  positions(topics: readonly string[]): Promise<PartitionPosition[]>;

  /** Reads a partition from an offset without joining a group; for the operator's tools. */
  read(topic: string, partition: number, from: bigint, most: number): Promise<IncomingRecord[]>;

  /** Finishes work in hand, commits it, leaves the groups, closes connections. */
  stop(): Promise<void>;
}

export interface TopicSpec {
  readonly name: string;
  readonly partitions: number;
  /** Milliseconds; undefined keeps the records for ever. */
  readonly retentionMs?: number;
}

export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface IncomingRecord extends OutgoingRecord {
  readonly partition: number;
  readonly offset: bigint;
  readonly timestamp: Date;
}

export interface Subscription {
  readonly group: string;
  readonly topics: readonly string[];
  /** Most records handed over at once; bounds memory. Default 500. */
  readonly maxBatch?: number;
  onBatch(batch: Batch): Promise<void>;
}

export interface Batch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly IncomingRecord[];
  /** Tells the broker that slow work is still alive; call it between records of a long batch. */
  heartbeat(): Promise<void>;
  /**
   * Marks everything up to and including `offset` as done: should the batch be cut short, by `isStale` or by an
   * error, that much is committed and only the rest is delivered again. A handler that always finishes its
   * batch or rejects need not call it. Throws RangeError for an offset outside the batch.
   */
  done(offset: bigint): void;
  /**
   * True once the partition was lost or the broker is stopping: finish the record in hand and return. A handler
   * that was answered `true` is taken to have stopped early, so only what it marked `done` is committed.
   */
  isStale(): boolean;
}

export interface Subscribed {
  /** Rejects when the member can no longer consume and the client will not recover: the process must end. */
  readonly crashed: Promise<never>;
  /** Leaves the group after the work in hand. */
  stop(): Promise<void>;
}

/** What a partition holds: records from `first` to before `end`; the two are equal when it holds none. */
export interface PartitionPosition {
  readonly topic: string;
  readonly partition: number;
  readonly first: bigint;
  readonly end: bigint;
}

export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  readonly end: bigint;
  readonly committed: bigint;
  readonly lag: bigint;
}

/** The broker will never accept this record; sending it again cannot help. */
export class RecordRefused extends Error {
  constructor(
    readonly index: number,
    readonly reason: string,
  ) {
    super(`The broker refuses record ${index}: ${reason}`);
    this.name = 'RecordRefused';
  }
}

/** Where a broker tells what it does; never receives values or keys. */
export type BrokerLog = (
  level: 'info' | 'warn' | 'error',
  message: string,
  detail?: Record<string, unknown>,
) => void;
