import { NoRetry, type JobKind, type Progress } from '../job';
import type { Consuming, Taken } from '../queue-driver';
import { outOfReach, reasonOf, type JobLog } from '../reach';
import type { Boss } from './pg-boss';
import type { JobRows } from './postgres-rows';

/** How often an idle process looks for jobs that another one added, or that fell due. */
const pollMs = 2000;

/** A job in hand. `retryCount` names the attempt, so that a claim we lost cannot settle its successor's. */
interface InHand {
  id: string;
  retryCount: number;
  abort: AbortController;
}

interface Store {
  boss: Boss;
  rows: JobRows;
  log: JobLog;
  reach: { lost(error: unknown): void; reached(): void };
  deadAfterSeconds: number;
}

/**
 * Takes jobs of one kind from pg-boss and runs them. Its own `work` polls once per concurrent worker and knows neither
 * a rate nor progress; this one asks once for all free places.
 */
export function consumer(
  { boss, rows, log, reach, deadAfterSeconds }: Store,
  kind: JobKind,
  { concurrency, rate }: Consuming,
  run: (taken: Taken) => Promise<void>,
) {
  const inHand = new Map<string, InHand>();
  const works = new Set<Promise<void>>();
  let stopping = false;
  let abandoned = false;
  let woken = false;
  let rouse = (): void => {};

  const wake = (): void => {
    woken = true;
    rouse();
  };

  const rest = async (ms: number): Promise<void> => {
    if (!woken && !stopping)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        rouse = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    woken = false;
  };

  /** Takes what there is room for; answers how long to wait before looking again. */
  const take = async (): Promise<number> => {
    const room = concurrency - inHand.size;
    if (room < 1) return pollMs;
    const start = rate && (await rows.start(kind.name, rate));
    if (start?.granted === false) return start.waitMs;
    const jobs = await boss.fetch<{ data: unknown }>(kind.name, { batchSize: rate ? 1 : room });
    if (rate && jobs.length === 0) await rows.unstart(kind.name, rate);
    reach.reached();
    for (const { id, retryCount, data } of jobs)
      begin({ id, retryCount, abort: new AbortController() }, data.data);
    return jobs.length > 0 ? 0 : pollMs;
  };

  const begin = (job: InHand, data: unknown): void => {
    inHand.set(job.id, job);
    const work = perform(job, data).finally(() => {
      inHand.delete(job.id);
      works.delete(work);
      wake();
    });
    works.add(work);
  };

  const perform = async ({ id, retryCount, abort }: InHand, data: unknown): Promise<void> => {
    const attempt = retryCount + 1;
    let last: Progress | undefined;
    const progress = async (given: Progress): Promise<void> => {
      await rows.progress(kind.name, id, attempt, given);
      last = given;
    };
    const withProgress = (output: object): object => (last ? { ...output, progress: last } : output);
    const claim = { id, retryCount };
    try {
      await run({ id, attempt, data, signal: abort.signal, progress });
    } catch (error) {
      return settle(id, async () => {
        if (error instanceof NoRetry) await rows.lastAttempt(kind.name, id, attempt);
        return boss.fail(kind.name, claim, withProgress({ message: reasonOf(error) }));
      });
    }
    await settle(id, () => boss.complete(kind.name, claim, withProgress({})));
  };

  /** Records an outcome, again and again while the store is away, until the claim has lapsed and another may run it. */
  const settle = async (id: string, record: () => Promise<unknown>): Promise<void> => {
    const lapses = Date.now() + deadAfterSeconds * 1000;
    for (;;) {
      try {
        // The declared type of the answer is empty; `affected` is 0 when another worker has the job by now.
        const { affected } = (await record()) as { affected?: number };
        if (affected === 0)
          log.warn({ job: kind.name, id }, `Jobs: the outcome of a ${kind.name} came too late`);
        return;
      } catch (error) {
        reach.lost(error);
        if (!outOfReach(error) || Date.now() > lapses || abandoned) {
          const details = { job: kind.name, id, reason: reasonOf(error) };
          return log.error(
            details,
            `Jobs: the outcome of a ${kind.name} could not be recorded; it will run again`,
          );
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };

  const keepAlive = async (): Promise<void> => {
    const held = [...inHand.values()];
    if (held.length === 0) return;
    try {
      const claims = held.map(({ id, retryCount }) => ({ id, retryCount }));
      // The declared type of the answer is empty; `settled` is the ids whose claim still stands.
      const { settled } = (await boss.touch(kind.name, claims as never)) as { settled?: string[] };
      for (const { id, abort } of held) {
        if (!settled || settled.includes(id) || !inHand.has(id)) continue;
        log.warn({ job: kind.name, id }, `Jobs: a ${kind.name} was taken for lost and may run twice`);
        abort.abort(new Error('The job was taken for lost and given to another worker.'));
      }
    } catch (error) {
      reach.lost(error);
    }
  };
  const heart = setInterval(() => void keepAlive(), (deadAfterSeconds * 1000) / 4);

  const loop = (async () => {
    while (!stopping) {
      const wait = await take().catch((error: unknown) => {
        reach.lost(error);
        return pollMs;
      });
      if (wait > 0 && !stopping) await rest(Math.min(wait, pollMs));
    }
  })();

  return {
    /** A job was added in this process. */
    wake,
    /** Takes no more; resolves when the work in hand is finished and recorded. */
    async finish(): Promise<void> {
      stopping = true;
      rouse();
      await loop;
      await Promise.all(works);
      clearInterval(heart);
    },
    /** Aborts what is left in hand and stops holding it. Answers the ids. */
    abandon(): string[] {
      abandoned = true;
      clearInterval(heart);
      for (const { abort } of inHand.values()) abort.abort(new Error('The queue is stopping.'));
      return [...inHand.keys()];
    },
  };
}
