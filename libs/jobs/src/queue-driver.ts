import type { Enqueuing, FailedJob, JobCounts, JobKind, JobStanding, Progress } from './job';

/** A job on its way into a store. `key` says what it must not stand beside; every job has one. */
export interface Adding extends Pick<Enqueuing, 'delayMs' | 'retries'> {
  id: string;
  key: StoredKey;
  data: unknown;
}

/** A job on its way out of a store, held until `run` settles. */
export interface Taken {
  id: string;
  attempt: number;
  data: unknown;
  signal: AbortSignal;
  progress(progress: Progress): Promise<void>;
}

/** At most `max` starts over all processes from the first start on, for `perSeconds`; then the count begins again. */
export interface Rate {
  max: number;
  perSeconds: number;
}

export interface Consuming {
  concurrency: number;
  rate: Rate | undefined;
}

export interface CronEntry {
  key: string;
  cron: string;
  data: unknown;
}

/** What the one queue of this library asks of a store. Every method but `start` and `stop` may be called only between them. */
export interface QueueDriver {
  /** Waits for the store as long as it is out of reach and `given up` is not aborted. */
  start(givenUp: AbortSignal): Promise<void>;
  /** The id of the job that will do the work: this one's, or the living one's of the same key. */
  add(kind: JobKind, adding: Adding): Promise<string>;
  /** `run` rejects to fail the attempt; with `NoRetry` for good. */
  consume(kind: JobKind, consuming: Consuming, run: (taken: Taken) => Promise<void>): Promise<void>;
  /** Makes these the only cron entries of the kind. */
  schedule(kind: JobKind, entries: readonly CronEntry[]): Promise<void>;
  find(kind: JobKind, id: string): Promise<JobStanding | undefined>;
  failed(kind: JobKind, limit: number): Promise<FailedJob[]>;
  /** Puts these (or the newest thousand) back; answers how many. One whose key is in use stays. */
  retryFailed(kind: JobKind, ids: readonly string[] | undefined): Promise<number>;
  counts(kind: JobKind): Promise<JobCounts>;
  /** Takes nothing more, lets the work in hand finish for `graceMs`, then aborts its signals and lets go. */
  stop(graceMs: number): Promise<void>;
}

/** The most jobs that `failed` and `retryFailed` look at in one call. */
export const failedAtOnce = 1000;

/** How long a handler whose signal was aborted has to end, so that its attempt is recorded and the next is not late. */
export const lettingGoMs = 1000;

/** How long a finished job is remembered, in seconds. */
export const doneKeptSeconds = 3600;

/** How long a failed job is kept, in seconds. */
export const failedKeptSeconds = 30 * 86_400;

/** The longest wait between two attempts, in seconds. */
export const longestBackoffSeconds = 3600;

/** Keys that callers choose, keys of repetitions and the keys that make a keyless job unique, kept apart. */
export type StoredKey = `key ${string}` | `repeat ${string}` | `only ${string}`;

export const chosenKey = (key: string | undefined, id: string): StoredKey =>
  key === undefined ? `only ${id}` : `key ${key}`;

/** The key its caller chose, if one was chosen. */
export const keyAsChosen = (stored: string | null | undefined): { key?: string } =>
  stored?.startsWith('key ') ? { key: stored.slice('key '.length) } : {};
