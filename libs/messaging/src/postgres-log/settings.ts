/** What may be tuned; every value has a default that suits one machine. Times are milliseconds of real time. */
export interface PostgresLogSettings {
  /** Largest record (key, value and headers) that is taken. */
  readonly maxRecordBytes: number;
  /** How often a member looks for records and members that no notification told it of. */
  readonly pollMs: number;
  /** A member that has not spoken to Postgres for so long is put out of its groups. */
  readonly sessionTimeoutMs: number;
  /** Batches that one subscription hands to its handler at the same time, each of another partition. */
  readonly partitionsAtOnce: number;
  /** Most bytes of values read for one batch; one record is always read. */
  readonly batchBytes: number;
  /** First and longest wait before a batch that its handler rejected is delivered again. */
  readonly retryMs: readonly [least: number, most: number];
  /** How often records past their retention are removed. */
  readonly retentionEveryMs: number;
  /** A statement that takes longer is taken for a broken connection. */
  readonly queryTimeoutMs: number;
  /** How often a subscription looks whether it still makes progress, and how long it may make none. */
  readonly stallMs: readonly [every: number, after: number];
}

/** Each is explained at `PostgresLogSettings`. */
export const defaultSettings: PostgresLogSettings = {
  maxRecordBytes: 1_000_000,
  pollMs: 1_000,
  sessionTimeoutMs: 10_000,
  partitionsAtOnce: 8,
  batchBytes: 8 * 1024 * 1024,
  retryMs: [100, 5_000],
  retentionEveryMs: 60_000,
  queryTimeoutMs: 15_000,
  stallMs: [15_000, 120_000],
};
