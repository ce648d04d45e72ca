import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type PostgresServer, startPostgres } from '../../../../deploy/local/postgres';
import { aRecord, eventually, textsOf } from '../conformance/bench';
import { PostgresLogBroker } from './postgres-log-broker';

jest.setTimeout(60_000);

let home: string;
let server: PostgresServer;
const brokers: PostgresLogBroker[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'log-in-postgres-'));
  server = await startPostgres({ dir: join(home, 'server'), durable: false, log: () => {} });
});
afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true });
});
afterEach(async () => {
  await Promise.all(brokers.splice(0).map((broker) => broker.stop()));
});

async function aBroker(settings = {}, connectionString = server.adminUrl): Promise<PostgresLogBroker> {
  const broker = new PostgresLogBroker({ connectionString, clientId: 'spec', log: () => {}, settings });
  brokers.push(broker);
  await broker.start();
  return broker;
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: server.adminUrl });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

it('removes records past their retention, and a new group begins with the oldest that is left', async () => {
  const broker = await aBroker({ retentionEveryMs: 50 });
  await broker.ensureTopics([
    { name: 'short', partitions: 1, retentionMs: 60_000 },
    { name: 'long', partitions: 1 },
  ]);
  for (const topic of ['short', 'long']) {
    await broker.publish(['1', '2', '3', '4'].map((text) => aRecord(topic, 'a', text)));
  }
  await query(`UPDATE bus.record SET created_at = created_at - interval '1 hour' WHERE "offset" < 3`);
  await eventually('old records are gone', async () => (await broker.read('short', 0, 0n, 10)).length === 1);
  expect(textsOf(await broker.read('long', 0, 0n, 10))).toEqual(['1', '2', '3', '4']);

  const arrived: string[] = [];
  const onBatch = async ({ records }: { records: Parameters<typeof textsOf>[0] }) => {
    arrived.push(...textsOf(records));
    throw new Error('not yet');
  };
  await broker.subscribe({ group: 'late', topics: ['short'], onBatch });
  await eventually('it begins', () => arrived.length > 0);
  expect(arrived[0]).toBe('4');
  expect(await broker.lag('late')).toEqual([
    { topic: 'short', partition: 0, end: 4n, committed: 3n, lag: 1n },
  ]);
});

it('starts with a role that may not create anything, once another has made the schema', async () => {
  await aBroker();
  await query(`CREATE ROLE modest LOGIN PASSWORD 'm'`);
  await query('GRANT CONNECT ON DATABASE postgres TO modest');
  await query('GRANT USAGE ON SCHEMA bus TO modest');
  await query('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bus TO modest');
  await query('GRANT USAGE ON ALL SEQUENCES IN SCHEMA bus TO modest');
  const url = new URL(server.adminUrl);
  url.username = 'modest';
  url.password = 'm';
  const broker = await aBroker({}, url.href);
  await broker.ensureTopics([{ name: 'modest', partitions: 1 }]);
  await broker.publish([aRecord('modest', 'a', 'allowed')]);
  const arrived: string[] = [];
  await broker.subscribe({
    group: 'modest',
    topics: ['modest'],
    onBatch: async ({ records }) => void arrived.push(...textsOf(records)),
  });
  await eventually('it arrives', () => arrived.length === 1);
});

it('gives up at once when its schema is gone, and says that it can never go on', async () => {
  const broker = await aBroker({ pollMs: 100 });
  await broker.ensureTopics([{ name: 'doomed', partitions: 1 }]);
  const { crashed } = await broker.subscribe({
    group: 'doomed',
    topics: ['doomed'],
    onBatch: async () => {},
  });
  await query('ALTER SCHEMA bus RENAME TO gone');
  try {
    await expect(crashed).rejects.toThrow('does not exist');
  } finally {
    await query('ALTER SCHEMA gone RENAME TO bus');
  }
});

it('comes back from connections that fall silent without a goodbye', async () => {
  const proxy = await aProxy(server.port);
  const url = new URL(server.adminUrl);
  url.port = String(proxy.port);
  const broker = await aBroker({ queryTimeoutMs: 1_000, sessionTimeoutMs: 2_000 }, url.href);
  try {
    await broker.ensureTopics([{ name: 'silent', partitions: 2 }]);
    const arrived: string[] = [];
    await broker.subscribe({
      group: 'silent',
      topics: ['silent'],
      onBatch: async ({ records }) => void arrived.push(...textsOf(records)),
    });
    await broker.publish([aRecord('silent', 'a', 'before')]);
    await eventually('it works', () => arrived.length === 1);
    proxy.silence();
    await expect(broker.publish([aRecord('silent', 'a', 'into the void')])).rejects.toThrow('No connection');
    await broker.publish([aRecord('silent', 'a', 'after')]);
    await eventually('it works again', () => arrived.includes('after'));
  } finally {
    await broker.stop();
    proxy.close();
  }
});

/** Between a client and the server; can stop carrying anything over the connections that there are. */
async function aProxy(target: number) {
  const pairs = new Set<Socket>();
  const listener = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      pairs.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    port: (listener.address() as AddressInfo).port,
    silence: () => pairs.forEach((socket) => socket.unpipe().pause()),
    close: () => {
      pairs.forEach((socket) => socket.destroy());
      listener.close();
    },
  };
}
