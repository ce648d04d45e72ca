import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { startPostgres } from '../../../../deploy/local/postgres';
import { startRedis } from '../../../../deploy/local/redis';
import { openJobQueue, type JobQueueOptions } from '../open';
import type { JobLog } from '../reach';
import type { Process, StoreUnderTest } from './harness';
import { openLine } from './line';

const noted = (said: string[]): JobLog => {
  const note = (_details: object, message: string): void => void said.push(message);
  return { info: note, warn: note, error: note };
};

/** Processes of one service, each over a line of its own to the store at this address, and what ends them all. */
function processes(address: string, service: string, at: (url: string) => Pick<JobQueueOptions, 'redisUrl'>) {
  const { hostname: host, port } = new URL(address);
  const ends: (() => Promise<void>)[] = [];
  return {
    open: async (): Promise<Process> => {
      const line = await openLine({ host, port: Number(port) });
      const url = new URL(address);
      url.host = `127.0.0.1:${line.port}`;
      const said: string[] = [];
      const options = { connectionString: url.href, service, log: noted(said), deadAfterSeconds: 10 };
      const queue = openJobQueue({ ...options, ...at(url.href) });
      ends.push(async () => {
        await queue.stop(0);
        await line.close();
      });
      return { queue, line, said };
    },
    end: async (): Promise<void> => void (await Promise.all(ends.map((end) => end()))),
  };
}

/** An empty Postgres of our own, which can tell how many connections the queues hold. */
export async function postgresStore(): Promise<StoreUnderTest & { connections(): Promise<number> }> {
  const dir = await mkdtemp(join(tmpdir(), 'jobs-postgres-'));
  const server = await startPostgres({ dir, durable: false, log: () => {} });
  const connectionString = await server.ensureDatabase('under-test', 'under-test');
  const { open, end } = processes(connectionString, 'under-test', () => ({}));
  const client = new Client({ connectionString });
  client.on('error', () => {});
  await client.connect();
  return {
    open,
    connections: async () =>
      (await client.query(`select from pg_stat_activity where application_name = 'under-test jobs'`))
        .rowCount ?? 0,
    cronEntries: async ({ name }) =>
      (await client.query('select from jobs.schedule where name = $1', [name])).rowCount ?? 0,
    close: async () => {
      await end();
      await client.end();
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** A Redis with no jobs of this service in it: our own, or the one that REDIS_URL names. */
export async function redisStore(): Promise<StoreUnderTest> {
  const dir = await mkdtemp(join(tmpdir(), 'jobs-redis-'));
  const server = await startRedis({ dir });
  const service = `under-test-${randomUUID()}`;
  const { open, end } = processes(server.url, service, (redisUrl) => ({ redisUrl }));
  const client = new Redis(server.url);
  return {
    open,
    cronEntries: ({ name }) => client.zcard(`jobs:${service}:${name}:repeat`),
    close: async () => {
      await end();
      client.disconnect();
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
