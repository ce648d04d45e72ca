import type { Redis } from 'ioredis';

export type { Job as BullJob, JobsOptions, Queue, Worker } from 'bullmq';
export type { Redis };

/** Loaded when first needed: a process whose jobs are in Postgres never pays for it. */
export const loadBullmq = (): Promise<typeof import('bullmq')> => import('bullmq');
const loadRedis = async (): Promise<typeof Redis> => (await import('ioredis')).Redis;

/**
 * Resolves when Redis answers, once; rejects with the reason otherwise.
 * By a connection of its own, because one that is to last retries by itself and keeps the reason to itself.
 */
export async function knock(redisUrl: string): Promise<void> {
  const Client = await loadRedis();
  const redis = new Client(redisUrl, { lazyConnect: true, connectTimeout: 5000, retryStrategy: () => null });
  let reason: Error | undefined;
  redis.on('error', (error: Error) => (reason = error));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw reason ?? error;
  } finally {
    if (redis.status !== 'end') redis.disconnect();
  }
}

/**
 * The two connections of a process. `asking` fails at once while Redis is away, so that nobody who enqueues hangs;
 * `working` waits for it for ever, as BullMQ's workers need.
 */
export async function redisConnections(
  redisUrl: string,
  service: string,
): Promise<{ asking: Redis; working: Redis }> {
  const Client = await loadRedis();
  const again = (tries: number): number => Math.min(tries * 100, 2000);
  const always = { retryStrategy: again, connectionName: `${service} jobs` };
  const asking = new Client(redisUrl, {
    ...always,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    lazyConnect: true,
  });
  await asking.connect().catch((error: unknown) => {
    asking.disconnect();
    throw error;
  });
  return { asking, working: new Client(redisUrl, { ...always, maxRetriesPerRequest: null }) };
}
