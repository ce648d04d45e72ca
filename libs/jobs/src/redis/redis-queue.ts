import type { FailedJob, JobKind, JobStanding, JobState, Progress } from '../job';
import {
  doneKeptSeconds,
  failedAtOnce,
  failedKeptSeconds,
  keyAsChosen,
  type Adding,
  type QueueDriver,
  type StoredKey,
} from '../queue-driver';
import { reachability, untilInReach, type JobLog } from '../reach';
import { idFrom } from '../repetition';
import {
  knock,
  loadBullmq,
  redisConnections,
  type BullJob,
  type JobsOptions,
  type Queue,
  type Redis,
} from './bullmq';
import { consumer } from './redis-consumer';

interface RedisQueueOptions {
  redisUrl: string;
  service: string;
  log: JobLog;
  deadAfterSeconds: number;
}

type Stored = BullJob<{ data: unknown }>;

/** Jobs in Redis, by BullMQ. Two connections a process and one for each kind it works. */
export function redisQueue({ redisUrl, service, log, deadAfterSeconds }: RedisQueueOptions): QueueDriver {
  const prefix = `jobs:${service}`;
  const consumers = new Map<string, Awaited<ReturnType<typeof consumer>>>();
  const queues = new Map<string, Queue<{ data: unknown }>>();
  const reach = reachability('Redis', log);
  let store: { asking: Redis; working: Redis } | undefined;
  let bull: typeof import('bullmq') | undefined;

  const queueOf = ({ name }: JobKind): Queue<{ data: unknown }> => {
    if (!store || !bull) throw new Error('Jobs: the queue is not open.');
    const known = queues.get(name);
    if (known) return known;
    const queue = new bull.Queue<{ data: unknown }>(name, {
      ...{ connection: store.asking, prefix, skipWaitingForReady: true },
      streams: { events: { maxLen: 100 } },
    });
    queue.on('error', (error) => reach.lost(error));
    queues.set(name, queue);
    return queue;
  };

  const add = async (kind: JobKind, { id, key, data, delayMs, retries }: Adding): Promise<string> => {
    const options = { jobId: id, delay: delayMs, deduplication: { id: key }, ...keeping(kind, retries) };
    const { id: added = id } = await queueOf(kind).add(kind.name, { data }, options);
    return added;
  };

  /** As a new job, so that it has its retries and its key again; the old one goes when the new one is there. */
  const putBack = async (kind: JobKind, job: Stored): Promise<boolean> => {
    const id = idFrom(kind.name, 'again', job.id ?? '');
    const key = (job.deduplicationId ?? `only ${id}`) as StoredKey;
    const added = await add(kind, { id, key, data: job.data.data, delayMs: 0, retries: kind.retries });
    if (added === id) await job.remove();
    return added === id;
  };

  return {
    async start(givenUp) {
      bull = await loadBullmq();
      store = await untilInReach('Redis', log, givenUp, async () => {
        await knock(redisUrl);
        return redisConnections(redisUrl, service);
      });
      for (const redis of [store.asking, store.working]) redis.on('error', (error) => reach.lost(error));
    },

    add,

    async consume(kind, consuming, run) {
      if (!store) throw new Error('Jobs: the queue is not open.');
      const parts = { working: store.working, prefix, log, reach, deadAfterSeconds };
      consumers.set(kind.name, await consumer(parts, kind, consuming, run));
    },

    async schedule(kind, entries) {
      const queue = queueOf(kind);
      const known = await queue.getJobSchedulers();
      for (const { key } of known)
        if (!entries.some((entry) => entry.key === key)) await queue.removeJobScheduler(key);
      for (const { key, cron, data } of entries) {
        const wanted = { pattern: cron, tz: 'Europe/London' };
        const same = known.find(
          (entry) =>
            entry.key === key &&
            entry.pattern === cron &&
            entry.tz === wanted.tz &&
            JSON.stringify(entry.template?.data) === JSON.stringify({ data }),
        );
        // Saying the same again would drop a turn that fell due while nobody worked.
        if (!same)
          await queue.upsertJobScheduler(key, wanted, {
            ...{ name: kind.name, data: { data } },
            opts: keeping(kind, kind.retries),
          });
      }
    },

    async find(kind, id) {
      const queue = queueOf(kind);
      // State and job are two questions: what is read between two equal answers belongs to that state.
      let before = await queue.getJobState(id);
      for (;;) {
        const job: Stored | undefined = await queue.getJob(id);
        const after = await queue.getJobState(id);
        const state = stateOf[after];
        if (after === before) return job && state && { ...standing(job), id, state };
        before = after;
      }
    },

    async failed(kind, limit) {
      return (await failedOf(queueOf(kind), limit)).map(failedJob);
    },

    async retryFailed(kind, ids) {
      const queue = queueOf(kind);
      const chosen = ids ? await failedNamed(queue, ids) : await failedOf(queue, failedAtOnce);
      let back = 0;
      for (const job of chosen) if (await putBack(kind, job)) back += 1;
      return back;
    },

    async counts(kind) {
      const {
        waiting = 0,
        delayed = 0,
        active = 0,
        failed = 0,
      } = await queueOf(kind).getJobCounts(...(['waiting', 'delayed', 'active', 'failed'] as const));
      return { waiting, delayed, active, failed };
    },

    async stop(graceMs) {
      if (!store) return;
      const left = await Promise.all(
        [...consumers].map(async ([job, each]) => (await each.stop(graceMs)).map((id) => ({ job, id }))),
      );
      for (const { job, id } of left.flat())
        log.warn({ job, id }, `Jobs: a ${job} was not finished in time and will run again`);
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      store.asking.disconnect();
      store.working.disconnect();
    },
  };
}

/** Retries, and how long what is finished is remembered. */
const keeping = (kind: JobKind, retries: number): JobsOptions => ({
  attempts: retries + 1,
  backoff: { type: 'doubling', delay: kind.backoffSeconds * 1000 },
  removeOnComplete: { age: doneKeptSeconds, count: 5000 },
  removeOnFail: { age: failedKeptSeconds },
});

const failedOf = async (queue: Queue<{ data: unknown }>, limit: number): Promise<Stored[]> =>
  queue.getJobs(['failed'], 0, limit - 1, false);

async function failedNamed(queue: Queue<{ data: unknown }>, ids: readonly string[]): Promise<Stored[]> {
  const jobs: Stored[] = [];
  for (const id of new Set(ids)) {
    const job: Stored | undefined = await queue.getJob(id);
    if (job && (await job.isFailed())) jobs.push(job);
  }
  return jobs;
}

const stateOf: Partial<Record<string, JobState>> = {
  waiting: 'waiting',
  prioritized: 'waiting',
  delayed: 'delayed',
  active: 'active',
  completed: 'done',
  failed: 'failed',
};

const standing = (job: Stored): Omit<JobStanding, 'id' | 'state'> => ({
  attempts: job.attemptsStarted,
  ...(typeof job.progress === 'object' && { progress: job.progress as unknown as Progress }),
  ...(job.failedReason && { error: job.failedReason }),
});

const failedJob = (job: Stored): FailedJob => ({
  id: job.id ?? '',
  data: job.data.data,
  ...keyAsChosen(job.deduplicationId),
  attempts: job.attemptsStarted,
  error: job.failedReason,
  enqueuedAt: new Date(job.timestamp),
  failedAt: new Date(job.finishedOn ?? job.timestamp),
});
