import { userInfo } from 'node:os';
import { join } from 'node:path';
import { appendAudit } from '@commissioning/audit';
import {
  type Broker,
  BrokerEnvironment,
  type BrokerLog,
  type Effects,
  openBroker,
  type Sql,
  sqlOver,
} from '@commissioning/messaging';
import { Clock, type Deed, must, readConfig } from '@commissioning/service';
import { Client } from 'pg';
import { z } from 'zod';
import { CannotStart } from '../local/cannot-start';
import { findRunning, type Running } from '../local/running';

/** Which deployment, and who works on it. */
export interface DeploymentOptions {
  /** Folder of a system on this machine; left out: the one that `npm start` or `npm run start:kafka` keeps. */
  readonly dir?: string;
  /** Who is on record. Default: the account of the machine. */
  readonly as?: string;
}

const Elsewhere = z.object({
  BROKER_URL: z.string(),
  DATABASE_URLS: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('no JSON');
        return z.NEVER;
      }
    })
    .pipe(z.record(z.string(), z.string())),
  DATA_DIR: z.string().optional(),
});

const HALF_AN_ADDRESS =
  'For a system that runs elsewhere give both BROKER_URL and DATABASE_URLS, the second as JSON: connection string by ' +
  'service. For one that runs on this machine give neither.';

/** How long the bus may take to answer somebody who waits at a terminal. */
const PATIENCE_MS = 10_000;

/** The bus and the databases of a running deployment, opened as they are needed. */
export class Deployment implements AsyncDisposable {
  private readonly clients = new Map<string, Promise<Client>>();
  private broker: Promise<Broker> | undefined;
  readonly clock: Clock;
  readonly operator: string;

  private constructor(
    private readonly running: Omit<Running, 'pid'>,
    options: DeploymentOptions,
  ) {
    this.clock = new Clock(running.clockFile);
    this.operator = options.as ?? userInfo().username;
  }

  /**
   * Finds a deployment: BROKER_URL and DATABASE_URLS (JSON: connection string by service) where they are given,
   * else what runs on this machine. Throws CannotStart when there is none.
   */
  static async find(options: DeploymentOptions, environment = process.env): Promise<Deployment> {
    if (environment['BROKER_URL'] ?? environment['DATABASE_URLS']) {
      const elsewhere = Elsewhere.safeParse(environment);
      // Going on with what runs here would be work on another system than the one that was meant.
      must(elsewhere.success, 'half-an-address', HALF_AN_ADDRESS);
      const { BROKER_URL: brokerUrl, DATABASE_URLS: databases, DATA_DIR: dataDir = '' } = elsewhere.data;
      return new Deployment({ brokerUrl, databases, dataDir }, options);
    }
    const { dir } = options;
    const kept = ['embedded', 'kafka'].map((bus) => join(process.cwd(), '.local', bus));
    return new Deployment(await findRunning(dir ? [dir] : kept), options);
  }

  /** Names of the services that have a database, sorted. */
  get services(): string[] {
    return Object.keys(this.running.databases).sort();
  }

  databaseUrl(service: string): string {
    const url = this.running.databases[service];
    must(url, 'unknown-service', `There is no service ${service}; there are ${this.services.join(', ')}.`);
    return url;
  }

  /** Moves the clock of a development machine; undefined elsewhere. */
  get clockFile(): string | undefined {
    return this.running.clockFile;
  }

  /** Folder of the files that a service keeps. */
  dataDir(service: string): string {
    must(
      this.running.dataDir,
      'data-dir-unknown',
      'Give DATA_DIR: the folder with the files of the services.',
    );
    return join(this.running.dataDir, service);
  }

  async bus(): Promise<Broker> {
    this.broker ??= startedBroker(this.running.brokerUrl);
    return this.broker;
  }

  /** The database of a service. */
  async sql(service: string): Promise<Sql> {
    return sqlOver(await this.client(service));
  }

  /** Transactions in the database of a service, over a connection of their own. */
  async effects(service: string): Promise<{ effects: Effects; close(): Promise<void> }> {
    const client = await connect(this.databaseUrl(service));
    const sql = sqlOver(client);
    const effects: Effects = {
      transaction: (_, effect) => inTransaction(sql, () => effect({ sql }, sql)),
      isAway: () => false,
    };
    return { effects, close: () => client.end() };
  }

  /** Writes the audit entry of a deed in the transaction behind `sql`; the actor is whoever sits at the terminal. */
  async record(sql: Sql, deed: Deed): Promise<void> {
    const actor = { id: `operator:${this.operator}`, name: this.operator };
    const occurredAt = this.clock.now().round('millisecond').toString();
    await appendAudit(sql, { ...deed, actor, occurredAt });
  }

  /** Does something by hand in a service's database: the deed and its audit entry are committed together. */
  async act(service: string, deed: Deed, work: (sql: Sql) => Promise<void> = async () => {}): Promise<void> {
    const sql = await this.sql(service);
    await inTransaction(sql, async () => {
      await work(sql);
      await this.record(sql, deed);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Whoever asked for one that could not be opened was told so.
    const opened = await Promise.allSettled(this.clients.values());
    for (const one of opened) if (one.status === 'fulfilled') await one.value.end();
    const broker = await this.broker?.catch(() => undefined);
    await broker?.stop();
  }

  private client(service: string): Promise<Client> {
    let client = this.clients.get(service);
    if (!client) this.clients.set(service, (client = connect(this.databaseUrl(service))));
    return client;
  }
}

async function startedBroker(url: string): Promise<Broker> {
  let answers = false;
  let complaint = '';
  const log: BrokerLog = (level, message) => {
    if (level === 'info') return;
    if (answers) process.stderr.write(`${message}\n`);
    else complaint = message;
  };
  const broker = openBroker(url, 'operator', log, readConfig(BrokerEnvironment));
  const starting = broker.start().then(() => (answers = true));
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  await Promise.race([starting, patience]).finally(() => clearTimeout(timer));
  if (answers) return broker;
  starting.catch(() => {}); // it is told to give up, and we say why
  await broker.stop();
  const where = url.replace(/\/\/[^@/]*@/, '//');
  throw new CannotStart(
    `The bus at ${where} does not answer within ${PATIENCE_MS / 1000} seconds. ${complaint}`.trim(),
  );
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, application_name: 'operator' });
  client.on('error', () => {}); // the statement that was running fails and says so
  await client.connect();
  return client;
}

async function inTransaction(sql: Sql, work: () => Promise<void>): Promise<void> {
  await sql.query('BEGIN');
  try {
    await work();
    await sql.query('COMMIT');
  } catch (error) {
    await sql.query('ROLLBACK');
    throw error;
  }
}
