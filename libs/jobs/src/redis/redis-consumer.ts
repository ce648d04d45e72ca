import { NoRetry, type JobKind, type Progress } from '../job';
import { lettingGoMs, longestBackoffSeconds, type Consuming, type Taken } from '../queue-driver';
import { isError, within, type JobLog } from '../reach';
import { loadBullmq, type BullJob, type Redis } from './bullmq';

interface Store {
  working: Redis;
  prefix: string;
  log: JobLog;
  reach: { lost(error: unknown): void; reached(): void };
  deadAfterSeconds: number;
}

/** Milliseconds before the next attempt, when `failed` have failed: doubling, with jitter, as pg-boss does. */
export const backoffMs = (backoffSeconds: number, failed: number, chance: number): number =>
  Math.round(Math.min(longestBackoffSeconds, backoffSeconds * 2 ** failed * (0.5 + chance / 2)) * 1000);

/** How long Redis may take to answer the last questions of a worker that stops. */
const settlingMs = 3000;

/** Takes jobs of one kind from Redis and runs them, by a BullMQ worker. */
export async function consumer(
  { working, prefix, log, reach, deadAfterSeconds }: Store,
  kind: JobKind,
  { concurrency, rate }: Consuming,
  run: (taken: Taken) => Promise<void>,
) {
  const { UnrecoverableError, Worker } = await loadBullmq();
  const inHand = new Set<string>();
  let onEmpty = (): void => {};
  const emptied = (): Promise<void> =>
    inHand.size === 0 ? Promise.resolve() : new Promise((resolve) => (onEmpty = resolve));

  const perform = async (
    job: BullJob<{ data: unknown }>,
    _token?: string,
    signal?: AbortSignal,
  ): Promise<void> => {
    reach.reached();
    const { id = '', attemptsStarted: attempt, data } = job;
    if (attempt > (job.opts.attempts ?? 1))
      throw new UnrecoverableError('Every attempt that was left ended with the worker, not with an error.');
    inHand.add(id);
    try {
      await run({
        ...{ id, attempt, data: data.data, signal: signal ?? new AbortController().signal },
        progress: (progress: Progress) => job.updateProgress({ ...progress }),
      });
    } catch (error) {
      throw error instanceof NoRetry ? new UnrecoverableError(error.message) : asError(error);
    } finally {
      inHand.delete(id);
      if (inHand.size === 0) onEmpty();
    }
  };

  const worker = new Worker<{ data: unknown }>(kind.name, perform, {
    ...{ connection: working, prefix, concurrency },
    ...(rate && { limiter: { max: rate.max, duration: rate.perSeconds * 1000 } }),
    lockDuration: deadAfterSeconds * 1000,
    // It takes two checks to see that a lock is gone.
    stalledInterval: deadAfterSeconds * 500,
    // Attempts are counted where they begin, above, so that a crash uses one up as it does in Postgres.
    maxStalledCount: 1000,
    runRetryDelay: 1000,
    settings: {
      backoffStrategy: (failed: number, _type?: string, _error?: Error, job?: { opts: BullJob['opts'] }) => {
        const { backoff } = job?.opts ?? {};
        const base = typeof backoff === 'object' ? (backoff.delay ?? 0) / 1000 : kind.backoffSeconds;
        return backoffMs(base, failed, Math.random());
      },
    },
  });
  worker.on('error', (error) => reach.lost(error));
  worker.on('lockRenewalFailed', (ids: string[]) => {
    for (const id of ids)
      if (worker.cancelJob(id, 'The job was taken for lost and given to another worker.'))
        log.warn({ job: kind.name, id }, `Jobs: a ${kind.name} was taken for lost and may run twice`);
  });

  return {
    /** Takes no more; lets the work in hand finish for so long, then aborts it. Answers the ids not finished. */
    async stop(graceMs: number): Promise<string[]> {
      const finished = worker.pause().catch((error: unknown) => reach.lost(error));
      let left: string[] = [];
      // Long enough for a job that is on its way to us, and for Redis to answer if it is there.
      let settled = await within(inHand.size > 0 ? Math.min(graceMs, settlingMs) : settlingMs, finished);
      if (!settled && inHand.size > 0) {
        left = (await within(Math.max(0, graceMs - settlingMs), emptied())) ? [] : [...inHand];
        worker.cancelAllJobs('The queue is stopping.');
        settled = await within(left.length > 0 ? lettingGoMs : settlingMs, finished);
      }
      await within(lettingGoMs, worker.close(!settled));
      // A pause that ends after the close connects once more, and nobody else would close that.
      if (!settled) void finished.then(() => worker.disconnect());
      return left;
    },
  };
}

const asError = (error: unknown): Error => (isError(error) ? error : new Error(String(error)));
