import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { startPostgres } from '../../../../deploy/local/postgres';
import { openJobQueue, type JobQueueOptions } from '../open';
import type { JobLog } from '../reach';
import type { Process, StoreUnderTest } from './harness';
import { openLine } from './line';

const noted = (said: string[]): JobLog => {
  const note = (_details: object, message: string): void => void said.push(message);
  return { info: note, warn: note, error: note };
};

/** Processes over lines of their own to one port, and what closes them all. */
function processes(
  target: number,
  address: (port: number) => Pick<JobQueueOptions, 'redisUrl' | 'connectionString'>,
) {
  const ends: (() => Promise<void>)[] = [];
  return {
    open: async (): Promise<Process> => {
      const line = await openLine(target);
      const said: string[] = [];
      const options = { service: 'under-test', log: noted(said), deadAfterSeconds: 10 };
      const queue = openJobQueue({ ...options, ...address(line.port) });
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
  const { open, end } = processes(server.port, (port) => {
    const url = new URL(connectionString);
    url.hostname = '127.0.0.1';
    url.port = String(port);
    return { connectionString: url.href };
  });
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

/** An empty Redis of our own. */
export async function redisStore(): Promise<StoreUnderTest> {
  const { port, stop } = await startRedis();
  const { open, end } = processes(port, (line) => ({
    redisUrl: `redis://127.0.0.1:${line}`,
    connectionString: '',
  }));
  const client = new Redis(port);
  return {
    open,
    cronEntries: ({ name }) => client.zcard(`jobs:under-test:${name}:repeat`),
    close: async () => {
      await end();
      client.disconnect();
      await stop();
    },
  };
}

async function startRedis(): Promise<{ port: number; stop(): Promise<void> }> {
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn(process.env['REDIS_SERVER'] ?? 'redis-server', options, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await new Promise((resolve, reject) => server.once('spawn', resolve).once('error', reject));
  return {
    port,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
