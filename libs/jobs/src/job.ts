import { z } from 'zod';

/** One kind of job: its name, the shape of its data and how patiently it is retried. Made by `defineJob`. */
export interface JobKind<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly schema: S;
  /** Attempts after the first one. */
  readonly retries: number;
  /** The wait before the first retry in seconds; it doubles from there, up to an hour. */
  readonly backoffSeconds: number;
}

const wholeBetween = (least: number, most: number, what: string, given: number): void => {
  if (!Number.isInteger(given) || given < least || given > most)
    throw new TypeError(`${what} is a whole number from ${least} to ${most}, not ${given}.`);
};

/**
 * Names a kind of job and the shape of its data, once for those who ask for it and those who do it.
 *
 * @param name lower-case words joined by `-` or `.`, at most 100 characters, unique within the service:
 *   `booking.reminder`
 * @param schema zod schema of the data as JSON carries it; checked when the job is enqueued and again before it runs.
 *   Data is kept readable in the queue's store, so it holds ids rather than anything personal.
 * @param patience `retries` (0–50, default 5) and `backoffSeconds` (1–3600, default 2)
 * @throws TypeError for a name or figure outside these bounds
 */
export function defineJob<S extends z.ZodType>(
  name: string,
  schema: S,
  { retries = 5, backoffSeconds = 2 }: { retries?: number; backoffSeconds?: number } = {},
): JobKind<S> {
  if (!/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/.test(name) || name.length > 100)
    throw new TypeError(
      `"${name}" is not a job name: lower-case words joined by - or ., at most 100 characters.`,
    );
  wholeBetween(0, 50, `retries of ${name}`, retries);
  wholeBetween(1, 3600, `backoffSeconds of ${name}`, backoffSeconds);
  return { name, schema, retries, backoffSeconds };
}

/** When a job runs, and what it must not run beside. */
export interface EnqueueOptions {
  /** While a job of this kind and key waits, runs or is between attempts, another one is not added. 1–200 characters. */
  key?: string;
  /** Not before this many milliseconds from now. */
  delayMs?: number;
  /** Not before this instant of real time (a `Temporal.Instant` fits). In the past: at once. Not together with `delayMs`. */
  at?: { readonly epochMilliseconds: number };
  /** In place of the kind's own. */
  retries?: number;
}

/** The same with the defaults filled in: a whole number of milliseconds to wait, and the retries allowed. */
export interface Enqueuing {
  key: string | undefined;
  delayMs: number;
  retries: number;
}

/** Fills in defaults and refuses what makes no sense. @throws TypeError */
export function enqueuing(kind: JobKind, options: EnqueueOptions, nowMs: number): Enqueuing {
  const { key, delayMs, at, retries = kind.retries } = options;
  if (key !== undefined && (key.length < 1 || key.length > 200))
    throw new TypeError(`The key of a ${kind.name} has 1 to 200 characters.`);
  if (delayMs !== undefined && at !== undefined)
    throw new TypeError(`${kind.name} is given both delayMs and at; one of them is enough.`);
  const wait = at === undefined ? (delayMs ?? 0) : Math.max(0, at.epochMilliseconds - nowMs);
  wholeBetween(0, 366 * 86_400_000, `The wait of ${kind.name} in milliseconds`, Math.ceil(wait));
  wholeBetween(0, 50, `retries of ${kind.name}`, retries);
  return { key, delayMs: Math.ceil(wait), retries };
}

/**
 * The data as a worker will read it back: through JSON, then the schema. Checked this way because a Date, a Map or an
 * undefined property passes a schema and still arrives as something else.
 * @throws ZodError where the data does not match
 */
export function asStored(kind: JobKind, data: unknown): unknown {
  const json = JSON.stringify(data);
  const stored: unknown = json === undefined ? null : JSON.parse(json);
  kind.schema.parse(stored);
  return stored;
}

/** How far a long job has come. `total` is at least `done`; both count the same thing. */
export interface Progress {
  done: number;
  total: number;
  note?: string;
}

/** What a handler is told beside the data. */
export interface JobRun {
  /** The same for every attempt of a job; fit as an idempotency key. */
  readonly id: string;
  /** 1 for the first attempt. An attempt that ended in a crash counts. */
  readonly attempt: number;
  /** Aborted when the queue stops and its patience is over, or when the job was taken for lost and given to another. */
  readonly signal: AbortSignal;
  /** Shown by `find`; rejects while the store is out of reach. */
  progress(progress: Progress): Promise<void>;
}

/** Thrown by a handler where another attempt cannot help: the job goes to the failed list at once. */
export class NoRetry extends Error {
  override readonly name = 'NoRetry';
}

/** Where a job is. `delayed` includes the wait between two attempts; `done` is remembered for an hour. */
export type JobState = 'waiting' | 'delayed' | 'active' | 'done' | 'failed';

/** A job as it stands. */
export interface JobStanding {
  id: string;
  state: JobState;
  /** Attempts begun so far. */
  attempts: number;
  progress?: Progress;
  /** Of the last attempt that failed. */
  error?: string;
}

/** A job that used up its attempts, or was given up with `NoRetry`. Kept for 30 days. */
export interface FailedJob {
  id: string;
  /** As it was stored; it may not match the schema, which can be why it failed. */
  data: unknown;
  key?: string;
  attempts: number;
  error: string;
  enqueuedAt: Date;
  failedAt: Date;
}

/** Jobs of one kind by state, for metrics. */
export type JobCounts = Record<Exclude<JobState, 'done'>, number>;
