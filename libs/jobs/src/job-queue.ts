import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  asStored,
  enqueuing,
  NoRetry,
  type EnqueueOptions,
  type FailedJob,
  type JobCounts,
  type JobKind,
  type JobRun,
  type JobStanding,
} from './job';
import {
  chosenKey,
  failedAtOnce,
  type CronEntry,
  type QueueDriver,
  type Rate,
  type Taken,
} from './queue-driver';
import { reasonOf, type JobLog } from './reach';
import { checkRhythm, everySlot, idFrom, type Rhythm } from './repetition';

/** Does one job. Resolving means done; rejecting asks for another attempt, with `NoRetry` for none. May run twice. */
export type JobHandler<S extends z.ZodType> = (data: z.output<S>, run: JobRun) => Promise<void>;

/** How many of a kind run at once in this process (1–100, default 1), and how many may start over all processes. */
export interface WorkOptions {
  concurrency?: number;
  rate?: Rate;
}

/**
 * Jobs of one service: timers, e-mail, reports. Never facts: those are events. The same promises on both stores
 * (README): at least once, retried with backoff, one per key, delayed, repeated, rated, recovered from a dead worker.
 * Times are real time, not the movable clock of a demonstration.
 */
export interface JobQueue {
  /**
   * Says what to do with jobs of a kind; once per kind and process, before `start`.
   * Data that does not match the schema goes to the failed list without reaching the handler.
   */
  work<S extends z.ZodType>(kind: JobKind<S>, handler: JobHandler<S>, options?: WorkOptions): void;
  /**
   * Enqueues the same job in a rhythm, before `start`, from any number of processes that say the same: one job a turn,
   * none while the last one of the same key still waits or runs. `everySeconds` lasts while a process says it and runs
   * at start too; a cron entry is kept by the store, makes up for one missed turn and goes when a process that works
   * the kind starts without it. `key` (letters, digits, `-`, `_`, `.`) tells several rhythms of one kind apart.
   * @throws TypeError for a bad rhythm or key, ZodError for data that does not match
   */
  repeat<S extends z.ZodType>(kind: JobKind<S>, rhythm: Rhythm, data: z.input<S>, key?: string): void;
  /**
   * Connects, and begins what `work` and `repeat` said. A store out of reach is waited for, with a line in the log.
   * @throws what the store refuses us with (password, rights), and Error when `stop` is called while it waits
   */
  start(): Promise<void>;
  /**
   * Adds a job. Resolves when the store has it, with its id, or with the id of the living job of the same key.
   * Rejects while the store is out of reach: what must happen anyway belongs in a row that a repeated job sweeps.
   * @throws ZodError for data that does not match, TypeError for options out of bounds
   */
  enqueue<S extends z.ZodType>(kind: JobKind<S>, data: z.input<S>, options?: EnqueueOptions): Promise<string>;
  /** The kinds that this process works, in the order in which they were said. */
  kinds(): JobKind[];
  /** The job by its id; undefined when it is unknown or was done more than an hour ago. */
  find(kind: JobKind, id: string): Promise<JobStanding | undefined>;
  /** The newest failed jobs of a kind, at most `limit` (1–1000, default 100). */
  failed(kind: JobKind, limit?: number): Promise<FailedJob[]>;
  /**
   * Puts failed jobs back as new ones with the kind's own retries: the ones named, else the newest thousand.
   * One whose key a living job uses stays in the list. Answers how many were put back.
   */
  retryFailed(kind: JobKind, ids?: readonly string[]): Promise<number>;
  /** Jobs of a kind by state. */
  counts(kind: JobKind): Promise<JobCounts>;
  /**
   * Takes no more jobs, waits up to `graceMs` (default 30,000) for those in hand, then aborts their signals and closes.
   * What was not finished is done again elsewhere. May be called twice, and before or during `start`.
   */
  stop(graceMs?: number): Promise<void>;
}

interface Work {
  kind: JobKind;
  run: (taken: Taken) => Promise<void>;
  concurrency: number;
  rate: Rate | undefined;
}

interface Repetition {
  kind: JobKind;
  rhythm: Rhythm;
  key: string;
  data: unknown;
}

/** The queue over one store. Services use `openJobQueue`, which chooses the store. */
export function jobQueue(driver: QueueDriver, log: JobLog): JobQueue {
  const works = new Map<string, Work>();
  const repetitions = new Map<string, Repetition>();
  const rhythms: (() => void)[] = [];
  const givenUp = new AbortController();
  let state: 'declared' | 'starting' | 'running' | 'stopped' = 'declared';
  let stopping: Promise<void> | undefined;

  const declaring = (what: string): void => {
    if (state !== 'declared') throw new Error(`Jobs: ${what} comes before start().`);
  };
  const running = (): void => {
    if (state !== 'running') throw new Error(`Jobs: the queue is not running (${state}).`);
  };

  const beat = ({ kind, key, data }: Repetition, everySeconds: number): (() => void) =>
    everySlot(everySeconds, (slot) => {
      const id = idFrom(kind.name, key, everySeconds, slot);
      driver
        .add(kind, { id, key: `repeat ${key}`, data, delayMs: 0, retries: kind.retries })
        .catch((error: unknown) =>
          log.warn(
            { job: kind.name, reason: reasonOf(error) },
            `Jobs: a turn of ${kind.name} could not be added`,
          ),
        );
    });

  const begin = async (): Promise<void> => {
    for (const { kind, run, concurrency, rate } of works.values()) {
      await driver.schedule(kind, cronEntries(kind, repetitions.values()));
      await driver.consume(kind, { concurrency, rate }, run);
    }
    for (const repetition of repetitions.values()) {
      const { kind, rhythm } = repetition;
      if ('everySeconds' in rhythm) rhythms.push(beat(repetition, rhythm.everySeconds));
      else if (!works.has(kind.name)) await driver.schedule(kind, cronEntries(kind, repetitions.values()));
    }
  };

  return {
    work(kind, handler, { concurrency = 1, rate } = {}) {
      declaring(`work(${kind.name})`);
      if (works.has(kind.name))
        throw new Error(`Jobs: ${kind.name} has two handlers; one process has one per kind.`);
      checkWork(kind, concurrency, rate);
      works.set(kind.name, { kind, run: attempt(kind, handler, log), concurrency, rate });
    },
    repeat(kind, rhythm, data, key = 'always') {
      declaring(`repeat(${kind.name})`);
      checkRhythm(kind.name, rhythm);
      if (!/^[\w.-]{1,60}$/.test(key))
        throw new TypeError(`"${key}" is not a key for a repetition of ${kind.name}.`);
      if (repetitions.has(`${kind.name} ${key}`))
        throw new Error(`Jobs: ${kind.name} repeats twice under ${key}.`);
      repetitions.set(`${kind.name} ${key}`, { kind, rhythm, key, data: asStored(kind, data) });
    },
    async start() {
      declaring('start() happens once; work() and repeat()');
      state = 'starting';
      await driver.start(givenUp.signal);
      if (givenUp.signal.aborted) throw new Error('Jobs: stopped before the queue had started.');
      state = 'running';
      await begin();
    },
    async enqueue(kind, data, options = {}) {
      running();
      const { key, ...when } = enqueuing(kind, options, Date.now());
      const id = randomUUID();
      return driver.add(kind, { id, key: chosenKey(key, id), data: asStored(kind, data), ...when });
    },
    kinds: () => [...works.values()].map(({ kind }) => kind),
    async find(kind, id) {
      running();
      return driver.find(kind, id);
    },
    async failed(kind, limit = 100) {
      running();
      if (!Number.isInteger(limit) || limit < 1 || limit > failedAtOnce)
        throw new TypeError(`failed() lists 1 to ${failedAtOnce} jobs, not ${limit}.`);
      return driver.failed(kind, limit);
    },
    async retryFailed(kind, ids) {
      running();
      return ids?.length === 0 ? 0 : driver.retryFailed(kind, ids);
    },
    async counts(kind) {
      running();
      return driver.counts(kind);
    },
    stop(graceMs = 30_000) {
      stopping ??= (async () => {
        state = 'stopped';
        givenUp.abort();
        for (const end of rhythms) end();
        await driver.stop(graceMs);
      })();
      return stopping;
    },
  };
}

const cronEntries = (kind: JobKind, repetitions: Iterable<Repetition>): CronEntry[] =>
  [...repetitions].flatMap(({ kind: { name }, key, data, rhythm }) =>
    name === kind.name && 'cron' in rhythm ? [{ key, data, cron: rhythm.cron }] : [],
  );

function checkWork(kind: JobKind, concurrency: number, rate: Rate | undefined): void {
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 100)
    throw new TypeError(
      `The concurrency of ${kind.name} is a whole number from 1 to 100, not ${concurrency}.`,
    );
  if (rate && ![rate.max, rate.perSeconds].every((figure) => Number.isInteger(figure) && figure >= 1))
    throw new TypeError(`The rate of ${kind.name} is at least 1 start per at least 1 second, both whole.`);
}

const attempt =
  <S extends z.ZodType>(kind: JobKind<S>, handler: JobHandler<S>, log: JobLog) =>
  async ({ id, attempt, data, signal, progress }: Taken): Promise<void> => {
    try {
      const read = kind.schema.safeParse(data);
      if (!read.success)
        throw new NoRetry(
          `The data of ${kind.name} does not match its schema. ${z.prettifyError(read.error)}`,
        );
      await handler(read.data, { id, attempt, signal, progress });
    } catch (error) {
      log.warn(
        { job: kind.name, id, attempt, err: error },
        `Jobs: ${kind.name} failed on attempt ${attempt}`,
      );
      throw error;
    }
  };
