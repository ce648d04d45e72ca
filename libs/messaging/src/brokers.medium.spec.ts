import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { type KafkaServer, startKafka } from '../../../deploy/local/kafka';
import { type PostgresServer, startPostgres } from '../../../deploy/local/postgres';
import type { BrokerHome } from './conformance/broker-home';
import { describeBroker } from './conformance/describe-broker';
import { ask } from './kafka/client';
import { KafkaBroker } from './kafka/kafka-broker';
import { PostgresLogBroker } from './postgres-log/postgres-log-broker';

jest.setTimeout(120_000);

const scratch = (name: string) => mkdtemp(join(tmpdir(), `${name}-`));
const quiet = () => {};

async function postgresHome(): Promise<BrokerHome> {
  const dir = await scratch('log-in-postgres');
  let server: PostgresServer;
  let port: number | undefined;
  const options = () => ({
    connectionString: server.adminUrl,
    settings: { sessionTimeoutMs: 3_000, queryTimeoutMs: 5_000, stallMs: [200, 2_000] as const },
  });
  return {
    start: async () => {
      server = await startPostgres({ dir: join(dir, 'server'), log: quiet, ...(port && { port }) });
      port = server.port;
    },
    kill: async () => {
      process.kill(server.pid!, 'SIGKILL');
      await server.ended;
    },
    stop: async () => {
      await server.stop();
      // As root the data is elsewhere, and the folder has a link to it.
      await rm(dirname(await realpath(join(dir, 'server', 'data'))), { recursive: true });
      await rm(dir, { recursive: true, force: true });
    },
    client: (clientId, log) => new PostgresLogBroker({ ...options(), clientId, log }),
    recipe: () => ({
      file: join(__dirname, 'postgres-log/postgres-log-broker.ts'),
      name: 'PostgresLogBroker',
      options: options(),
    }),
    retentionOf: async (topic) => {
      const client = new Client({ connectionString: server.adminUrl });
      await client.connect();
      const { rows } = await client.query('SELECT retention_ms FROM bus.topic WHERE name = $1', [topic]);
      await client.end();
      return rows[0].retention_ms === null ? undefined : Number(rows[0].retention_ms);
    },
  };
}

async function kafkaHome(): Promise<BrokerHome> {
  const dir = await scratch('kafka');
  let server: KafkaServer;
  const options = () => ({
    brokers: server.brokers,
    settings: { sessionTimeoutMs: 6_000, heartbeatMs: 1_000, stallMs: [200, 2_000] as const },
  });
  return {
    start: async () => {
      server = await startKafka({ dir, log: quiet });
    },
    kill: async () => {
      server.kill();
      await server.ended;
    },
    stop: async () => {
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
    client: (clientId, log) => new KafkaBroker({ ...options(), clientId, log }),
    recipe: () => ({
      file: join(__dirname, 'kafka/kafka-broker.ts'),
      name: 'KafkaBroker',
      options: options(),
    }),
    retentionOf: async (topic) => {
      const { resources } = await ask({ ...options(), clientId: 'spec', log: quiet }, (admin) =>
        admin.describeConfigs({ includeSynonyms: false, resources: [{ type: 2, name: topic }] }),
      );
      const entry = resources[0]!.configEntries.find((one) => one.configName === 'retention.ms')!;
      return entry.configValue === '-1' ? undefined : Number(entry.configValue);
    },
  };
}

describeBroker('the log in Postgres', postgresHome);
describeBroker('Kafka', kafkaHome);
