import type { JobKind } from '../job';
import {
  doneKeptSeconds,
  failedAtOnce,
  failedKeptSeconds,
  lettingGoMs,
  longestBackoffSeconds,
  type QueueDriver,
} from '../queue-driver';
import { reachability, untilInReach, within, type JobLog } from '../reach';
import { loadPgBoss, type Boss } from './pg-boss';
import { consumer } from './postgres-consumer';
import { failedQueue, jobRows, schema, type JobRows } from './postgres-rows';

interface PostgresQueueOptions {
  connectionString: string;
  service: string;
  log: JobLog;
  deadAfterSeconds: number;
}

const yearSeconds = 365 * 86_400;

/** Jobs in the service's own Postgres, by pg-boss. Two connections a process at most. */
export function postgresQueue({
  connectionString,
  service,
  log,
  deadAfterSeconds,
}: PostgresQueueOptions): QueueDriver {
  const consumers = new Map<string, ReturnType<typeof consumer>>();
  const made = new Map<string, Promise<void>>();
  const reach = reachability('Postgres', log);
  let store: { boss: Boss; rows: JobRows } | undefined;

  const opened = (): { boss: Boss; rows: JobRows } => {
    if (!store) throw new Error('Jobs: the queue is not open.');
    return store;
  };

  const connect = async (): Promise<{ boss: Boss; rows: JobRows }> => {
    const PgBoss = await loadPgBoss();
    const boss = new PgBoss({
      connectionString,
      schema,
      application_name: `${service} jobs`,
      max: 2,
      superviseIntervalSeconds: deadAfterSeconds,
      monitorIntervalSeconds: deadAfterSeconds,
      maintenanceIntervalSeconds: doneKeptSeconds,
      cronWorkerIntervalSeconds: 15,
      // The resolver of job graphs, which we have none of.
      flowIntervalSeconds: 86_400,
    });
    boss.on('error', (error) => reach.lost(error));
    boss.on('warning', ({ message, data }) => log.warn({ store: 'Postgres', data }, `Jobs: ${message}`));
    try {
      await boss.start();
      const rows = jobRows(boss.getDb());
      await rows.prepare();
      return { boss, rows };
    } catch (error) {
      await boss.stop({ graceful: false });
      throw error;
    }
  };

  /** Once per kind and process. Settings are repeated so that a new version of the service changes them. */
  const make = async (kind: JobKind): Promise<void> => {
    const { boss } = opened();
    const failed = { retentionSeconds: failedKeptSeconds, deleteAfterSeconds: failedKeptSeconds };
    await boss.createQueue(failedQueue(kind.name), failed);
    const settings = {
      retryLimit: kind.retries,
      retryDelay: kind.backoffSeconds,
      retryBackoff: true,
      retryDelayMax: longestBackoffSeconds,
      heartbeatSeconds: deadAfterSeconds,
      // Life is measured by heartbeats; a report may take hours. This is the most that pg-boss allows.
      expireInSeconds: 86_400,
      retentionSeconds: yearSeconds,
      deleteAfterSeconds: doneKeptSeconds,
      deadLetter: failedQueue(kind.name),
    };
    await boss.createQueue(kind.name, { policy: 'exclusive', ...settings });
    await boss.updateQueue(kind.name, settings);
  };
  const ready = async (kind: JobKind): Promise<void> => {
    const making = made.get(kind.name) ?? make(kind);
    made.set(kind.name, making);
    await making.catch((error: unknown) => {
      made.delete(kind.name);
      throw error;
    });
  };

  return {
    async start(givenUp) {
      store = await untilInReach('Postgres', log, givenUp, connect);
    },

    async add(kind, { id, key, data, delayMs, retries }) {
      await ready(kind);
      const { boss, rows } = opened();
      for (let tries = 1; tries <= 3; tries += 1) {
        const options = { id, singletonKey: key, startAfter: delayMs / 1000, retryLimit: retries };
        const added = await boss.send(kind.name, { data }, options);
        if (added) {
          if (delayMs === 0) consumers.get(kind.name)?.wake();
          return added;
        }
        const other = await rows.livingOrSame(kind.name, key, id);
        if (other) return other;
        // The other one finished between the two statements, so there is room now.
      }
      throw new Error(`Jobs: a ${kind.name} could not be added; its key changes hands too fast.`);
    },

    async consume(kind, consuming, run) {
      await ready(kind);
      consumers.set(kind.name, consumer({ ...opened(), log, reach, deadAfterSeconds }, kind, consuming, run));
    },

    async schedule(kind, entries) {
      await ready(kind);
      const { boss } = opened();
      for (const { key } of await boss.getSchedules(kind.name))
        if (!entries.some((entry) => entry.key === key)) await boss.unschedule(kind.name, key);
      for (const { key, cron, data } of entries) {
        const options = { key, tz: 'Europe/London', missed: 'once', singletonKey: `repeat ${key}` } as const;
        await boss.schedule(kind.name, cron, { data }, options);
      }
    },

    async find(kind, id) {
      return opened().rows.find(kind.name, id);
    },

    async failed(kind, limit) {
      return opened().rows.failed(kind.name, limit);
    },

    async retryFailed(kind, ids) {
      await ready(kind);
      const { boss, rows } = opened();
      const copies = await rows.failedCopies(kind.name, ids, failedAtOnce);
      if (copies.length === 0) return 0;
      // One that met its key in use before is held back by pg-boss until it is asked for again.
      await boss.retry(failedQueue(kind.name), copies);
      const back = await boss.redrive(failedQueue(kind.name), { ids: copies });
      consumers.get(kind.name)?.wake();
      return back;
    },

    async counts(kind) {
      return opened().rows.counts(kind.name);
    },

    async stop(graceMs) {
      if (!store) return;
      const finished = Promise.all([...consumers.values()].map((each) => each.finish()));
      if (!(await within(graceMs, finished))) {
        for (const [job, each] of consumers)
          for (const id of each.abandon())
            log.warn({ job, id }, `Jobs: a ${job} was not finished in time and will run again`);
        await within(lettingGoMs, finished);
      }
      // The pool closes when its last query has answered, which a store that hangs never does.
      await within(5000, store.boss.stop({ graceful: false }));
    },
  };
}
