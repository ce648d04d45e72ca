import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { themeWithdrawn } from '@commissioning/schemas';
import { databaseOf, type TestDatabase, until } from '@commissioning/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Broker, OutgoingRecord } from './broker';
import { writeToOutbox } from './outbox';
import { OutboxRelay } from './relay';
import { sqlOver } from './sql';

/** A line to Postgres: what is connected when it falls silent stays open and carries nothing any more. */
async function lineTo(url: string) {
  const { hostname, port } = new URL(url);
  const ends = new Set<Socket>();
  const deaf = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.on('data', (chunk) => deaf.has(from) || to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const near = { hostname: '127.0.0.1', port: String((server.address() as AddressInfo).port) };
  return {
    url: Object.assign(new URL(url), near).href,
    fallSilent: () => ends.forEach((end) => deaf.add(end)),
    close: () => {
      server.close();
      ends.forEach((end) => end.destroy());
    },
  };
}

describe('a connection that says nothing any more, and does not break', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await databaseOf('programme');
  });
  afterAll(() => database.drop());

  const say = async (reason: string) => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await writeToOutbox(
      sqlOver(client),
      themeWithdrawn,
      { themeId: uuidv7(), reason },
      '2026-11-02T10:00:00Z',
    );
    await client.end();
  };

  it('is given up by the relay, and the outbox goes on over another', async () => {
    const sent: string[] = [];
    const publish = async (records: readonly OutgoingRecord[]) =>
      void sent.push(...records.map(({ value }) => JSON.parse(value.toString()).reason));
    const line = await lineTo(database.url);
    const told: string[] = [];
    const relay = new OutboxRelay(
      line.url,
      { publish } as unknown as Broker,
      (_, message, detail) => told.push(`${message}: ${String(detail?.['error'])}`),
      { pollMs: 50, statementMs: 300 },
    );
    relay.start();
    await say('before');
    await until(async () => sent.length === 1, 'the first event');
    line.fallSilent();
    await say('after');
    await until(async () => sent.length === 2, 'the second event');
    expect(sent).toEqual(['before', 'after']);
    expect(told.join()).toContain('timeout');
    await relay.stop();
    line.close();
  });
});
