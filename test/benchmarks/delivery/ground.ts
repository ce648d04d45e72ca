import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client, Pool } from 'pg';
import { type Broker, openBroker } from '@commissioning/messaging';
import { type KafkaServer, startKafka } from '../../../deploy/local/kafka';
import { type PostgresServer, startPostgres } from '../../../deploy/local/postgres';

/** Which broker a stage runs on. */
export type BrokerKind = 'kafka' | 'postgres';

/** Addresses that another process needs to work on the same ground. */
export interface Place {
  readonly database: string;
  readonly bus: string;
  readonly kafka: string[];
}

/** One Postgres that flushes to disk and one Kafka, both of this run and gone with it. */
export interface Ground {
  readonly place: Place;
  readonly versions: Record<string, string>;
  /** Empties every table that a round fills, and settles what earlier rounds left to do. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Built code is cleared of what is not code; what was fetched stays beside it. */
const JARS = join(process.cwd(), '.local/jars');
const MIGRATIONS = join(process.cwd(), 'libs/messaging/migrations');

/** What a change and an effect write: a row of about 1 KB with its key, as any table has one. */
const TABLES = `
  CREATE TABLE change (id uuid PRIMARY KEY, theme_id text NOT NULL, title text NOT NULL, summary text NOT NULL);
  CREATE TABLE effect (id uuid PRIMARY KEY, theme_id text NOT NULL, title text NOT NULL, summary text NOT NULL)`;

/** Starts both servers in a folder of their own. */
export async function openGround(tell: (line: string) => void): Promise<Ground> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-delivery-'));
  const postgres = await startPostgres({ dir: join(dir, 'postgres'), log: tell });
  const kafka = await startKafka({ dir: join(dir, 'kafka'), cache: JARS, log: tell }).catch(async (error) => {
    await postgres.stop();
    throw error;
  });
  const end = () => close(dir, postgres, kafka);
  try {
    const version = await prepare(postgres);
    const versions = {
      postgres: version,
      kafka: versionOfKafka(),
      kafkajs: versionOf('kafkajs'),
      pg: versionOf('pg'),
    };
    const database = postgres.url('bench');
    const place = { database, bus: postgres.url('bus'), kafka: kafka.brokers };
    return { place, versions, clear: () => clear(database), close: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Makes the databases; resolves to the server's version. */
async function prepare(postgres: PostgresServer): Promise<string> {
  const admin = await connected(postgres.adminUrl);
  await admin.query('CREATE DATABASE bench');
  await admin.query('CREATE DATABASE bus');
  const { rows } = await admin.query('SHOW server_version');
  await admin.end();
  const client = await connected(postgres.url('bench'));
  for (const name of readdirSync(MIGRATIONS).sort()) {
    await client.query(readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8'));
  }
  await client.query(TABLES);
  await client.end();
  return rows[0].server_version;
}

async function clear(database: string): Promise<void> {
  const client = await connected(database);
  await client.query(
    'TRUNCATE change, effect, messaging.outbox, messaging.aggregate, messaging.inbox, messaging.inbox_position',
  );
  await client.query('CHECKPOINT');
  await client.end();
}

async function close(dir: string, postgres: PostgresServer, kafka: KafkaServer): Promise<void> {
  await kafka.stop();
  await postgres.stop();
  // As root the data is elsewhere, and the folder has a link to it.
  await rm(dirname(await realpath(join(dir, 'postgres', 'data'))), { recursive: true });
  await rm(dir, { recursive: true, force: true });
}

/** A connection that sends statements without waiting for the answers to earlier ones, for both sides alike. */
export async function connected(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, pipeline: true });
  await client.connect();
  return client;
}

/** Connections as a service has them. */
export const poolOn = (connectionString: string, max = 5): Pool =>
  new Pool({ connectionString, max, pipeline: true });

/** Connections of writers that change something at the same time. */
export const writersOn = (connectionString: string): Promise<Client[]> =>
  Promise.all(Array.from({ length: 4 }, () => connected(connectionString)));

/** The product's client of a broker, started, on topics that exist. */
export async function brokerOn(
  kind: BrokerKind,
  place: Place,
  topics: Readonly<Record<string, number>>,
): Promise<Broker> {
  const log = (level: string, message: string) => {
    if (level === 'error') console.error(message);
  };
  const broker = openBroker(kind === 'kafka' ? `kafka://${place.kafka.join()}` : place.bus, 'bench', log);
  await broker.start();
  await broker.ensureTopics(Object.entries(topics).map(([name, partitions]) => ({ name, partitions })));
  return broker;
}

const versionOf = (name: string): string => require(`${name}/package.json`).version;

function versionOfKafka(): string {
  const pom = readFileSync(join(__dirname, '../../../deploy/local/kafka/pom.xml'), 'utf8');
  return /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([^<]+)</.exec(pom)?.[1] ?? 'unknown';
}
