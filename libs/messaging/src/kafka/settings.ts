import type { RetryOptions } from 'kafkajs';

/** What may be tuned; the defaults were proven against a broker that is killed and comes back. Times are milliseconds. */
export interface KafkaSettings {
  /** Largest record (key, value and headers) that is taken; keep it below the broker's `message.max.bytes`. */
  readonly maxRecordBytes: number;
  /** Copies of each topic that is created; -1 leaves it to the broker's `default.replication.factor`. */
  readonly replicationFactor: number;
  /** A member that the broker has not heard of for so long is put out of its group. */
  readonly sessionTimeoutMs: number;
  readonly heartbeatMs: number;
  /** How long a rebalance waits for members that are busy. */
  readonly rebalanceTimeoutMs: number;
  /** How long the broker holds a fetch that finds nothing; also the time that leaving a group takes. */
  readonly fetchWaitMs: number;
  /** Batches that one subscription hands to its handler at the same time, each of another partition. */
  readonly partitionsAtOnce: number;
  /** How long Kafka may not be told how far a partition came; what was not told is delivered again after a crash. */
  readonly commitMs: number;
  /** First and longest wait before a batch that its handler rejected is delivered again. */
  readonly retryMs: readonly [least: number, most: number];
  /** How often a subscription looks whether it still makes progress, and how long it may make none. */
  readonly stallMs: readonly [every: number, after: number];
}

/** Each is explained at `KafkaSettings`. */
export const defaultSettings: KafkaSettings = {
  maxRecordBytes: 1_000_000,
  replicationFactor: -1,
  sessionTimeoutMs: 10_000,
  heartbeatMs: 2_000,
  rebalanceTimeoutMs: 30_000,
  fetchWaitMs: 200,
  partitionsAtOnce: 8,
  commitMs: 100,
  retryMs: [100, 5_000],
  stallMs: [15_000, 120_000],
};

const pace: RetryOptions = { initialRetryTime: 100, maxRetryTime: 2_000, factor: 0.2, multiplier: 2 };

/** Consumers never give up: a broker that is away for hours is waited for. */
export const forEver: RetryOptions = { ...pace, retries: 1e6, restartOnFailure: async () => true };

/** About two minutes: then `publish` rejects, and whoever keeps the records (the outbox) tries again. */
export const patient: RetryOptions = { ...pace, retries: 60 };

/** A few seconds, for questions that somebody waits for. */
export const brief: RetryOptions = { ...pace, retries: 5 };
