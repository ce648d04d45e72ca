import { jobQueue, type JobQueue } from './job-queue';
import { postgresQueue } from './postgres/postgres-queue';
import type { JobLog } from './reach';
import { redisQueue } from './redis/redis-queue';

export interface JobQueueOptions {
  /** `redis://` or `rediss://` address. Given: jobs are in Redis. Left out: in Postgres. */
  redisUrl?: string | undefined;
  /** The service's own database, where the schema `jobs` is made. Its role must be allowed to create a schema. */
  connectionString: string;
  /** Name of the service; keeps services apart on one Redis and names our connections. */
  service: string;
  log: JobLog;
  /**
   * A worker that has not been heard of for this many seconds is taken for dead and its jobs are given to others
   * (at least 10, default 30). Recovery takes up to twice as long.
   */
  deadAfterSeconds?: number;
}

/** The job queue of a service, not started yet. Only the client of the store in use is ever loaded. */
export function openJobQueue(options: JobQueueOptions): JobQueue {
  const { redisUrl, connectionString, service, log, deadAfterSeconds = 30 } = options;
  if (!Number.isInteger(deadAfterSeconds) || deadAfterSeconds < 10)
    throw new TypeError(`deadAfterSeconds is a whole number of at least 10, not ${deadAfterSeconds}.`);
  const driver = redisUrl
    ? redisQueue({ redisUrl, service, log, deadAfterSeconds })
    : postgresQueue({ connectionString, service, log, deadAfterSeconds });
  return jobQueue(driver, log);
}
