import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { folderOf, schemaFileOf } from '@commissioning/service';
import { pendingMigrations } from './pending-migrations';
import { type Bus, busSettings, startKafkaAndRedis } from './kafka-and-redis';
import { clientSecrets, SERVICES } from './identity/clients';
import { runErrand } from './errand';
import { choosePorts } from './ports';
import { KeptProcess } from './processes';
import { type PostgresServer, startPostgres } from './postgres';
import { tellRunning } from './running';

/** Where a system runs and on which bus. */
export interface SystemOptions {
  /** Everything it keeps: database, keys, logs. */
  readonly dir: string;
  readonly bus: 'embedded' | 'kafka';
  /** The portal's port; identity and services follow on the next ones. 0: any free ports. */
  readonly port: number;
  readonly say: (line: string) => void;
  /** Nothing is flushed to disk and the folder is deleted at the end; for tests. */
  readonly forTests?: boolean;
  /** Stores that somebody else started and will end, in place of our own. */
  readonly stores?: Stores;
  /** Services that run twice on one database, the second called `<service>-2`. */
  readonly replicas?: readonly string[];
  /** Has the last word on what a service's process finds in its environment. */
  readonly adjust?: (process: string, environment: Environment) => Environment;
}

type Environment = Readonly<Record<string, string>>;

/** Addresses of stores that run already. The user of `databaseUrl` must be able to create roles and databases. */
export interface Stores extends Bus {
  readonly databaseUrl: string;
}

/** A running system. */
export interface System {
  readonly portalUrl: string;
  readonly identityUrl: string;
  /** Base address of a service, such as `http://127.0.0.1:4003`. */
  url(service: string): string;
  /** Connection string of a service's database, or of `bus`. */
  databaseUrl(name: string): string;
  process(name: string): KeptProcess;
  readonly clockFile: string;
  readonly brokerUrl: string;
  readonly postgres: PostgresServer;
  /** Base addresses of all services, by name. */
  readonly urls: Readonly<Record<string, string>>;
  pids(): number[];
  stop(): Promise<void>;
}

const HERE = join(__dirname, '../..');
/** Services run from what was built, also when a test starts them from the source. */
const ROOT = basename(HERE) === 'dist' ? join(HERE, '..') : HERE;
const DIST = join(ROOT, 'dist');

interface Home {
  readonly script: string;
  readonly hasDatabase: boolean;
}

const replicaOf = (service: string): string => `${service}-2`;

const homeOf = (service: string): Home => {
  return {
    script: join(DIST, folderOf(service), 'src/main.js'),
    hasDatabase: existsSync(join(ROOT, schemaFileOf(service))),
  };
};

/** Starts stores, bus, identity provider and every service; rejects with a sentence that says what to do. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { dir, say } = options;
  await mkdir(dir, { recursive: true });
  const stopping: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of stopping.reverse().splice(0)) await step();
  };
  try {
    return await begin(options, stopping, stop);
  } catch (error) {
    say('Starting did not succeed; ending what was begun.');
    await stop();
    throw error;
  }
}

async function begin(
  options: SystemOptions,
  stopping: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<System> {
  const { dir, say, forTests = false, replicas = [], adjust = (_, environment) => environment } = options;
  const services = SERVICES.filter((service) => existsSync(homeOf(service).script));
  const ports = await choosePorts(options.port, [
    'portal',
    'identity',
    ...services.filter((name) => name !== 'portal'),
    ...replicas.map(replicaOf),
  ]);
  const urlOf = (name: string) => `http://127.0.0.1:${ports.get(name)}`;

  say('Starting Postgres');
  const postgres = await startPostgres({
    dir: join(dir, 'postgres'),
    durable: !forTests,
    databaseUrl: options.stores?.databaseUrl ?? process.env['DATABASE_URL'],
    log: () => undefined,
  });
  stopping.push(() => postgres.stop());
  const databases = new Map<string, string>();
  const owners = services.filter((service) => homeOf(service).hasDatabase);
  for (const name of [...owners, 'bus']) databases.set(name, await postgres.ensureDatabase(name, name));

  say('Bringing the databases up to date');
  await bringUpToDate(owners, databases, say);

  const bus: Bus =
    options.stores ??
    (options.bus === 'kafka'
      ? await startKafkaAndRedis(dir, say, stopping)
      : { brokerUrl: databases.get('bus') as string });
  const clockFile = join(dir, 'clock.json');
  const secretsFile = join(dir, 'keys/client-secrets.json');
  const secrets = await clientSecrets(secretsFile);
  const processes = new Map<string, KeptProcess>();
  const keep = (name: string, script: string, env: Record<string, string>, ready: string) => {
    const program = {
      name,
      script,
      env,
      logFile: join(dir, 'logs', `${name}.log`),
      readyUrl: `${urlOf(name)}${ready}`,
    };
    const kept = new KeptProcess(program, say);
    processes.set(name, kept);
    return kept;
  };

  say('Starting the development identity provider');
  const identity = keep(
    'identity',
    join(DIST, 'deploy/local/identity/main.js'),
    {
      PORT: String(ports.get('identity')),
      ISSUER: urlOf('identity'),
      PORTAL_URL: urlOf('portal'),
      KEYS_DIR: join(dir, 'keys'),
      CLIENT_SECRETS_FILE: secretsFile,
      CLOCK_FILE: clockFile,
    },
    '/livez',
  );
  stopping.push(() => identity.stop());
  await identity.start();

  say(`Starting ${services.length} services`);
  const serviceUrls = JSON.stringify(
    Object.fromEntries(services.map((service) => [service, urlOf(service)])),
  );
  const runs = [
    ...services.map((service) => ({ name: service as string, service: service as string })),
    ...replicas.map((service) => ({ name: replicaOf(service), service })),
  ];
  const kept = runs.map(({ name, service }) =>
    keep(
      name,
      homeOf(service).script,
      adjust(name, {
        PORT: String(ports.get(name)),
        DATABASE_URL: databases.get(service) ?? '',
        BROKER_URL: bus.brokerUrl,
        ...(bus.redisUrl && { REDIS_URL: bus.redisUrl }),
        ...busSettings(),
        ISSUER_URL: urlOf('identity'),
        CLIENT_SECRET: secrets[service] as string,
        SERVICE_URLS: serviceUrls,
        PUBLIC_URL: urlOf('portal'),
        DATA_DIR: join(dir, 'data', service),
        CLOCK_FILE: clockFile,
        NODE_COMPILE_CACHE: join(dir, '../node-compile-cache'),
        KAFKAJS_NO_PARTITIONER_WARNING: '1',
      }),
      '/readyz',
    ),
  );
  stopping.push(async () => void (await Promise.all(kept.map((program) => program.stop()))));
  const { bus: _, ...serviceDatabases } = Object.fromEntries(databases);
  const running = { pid: process.pid, brokerUrl: bus.brokerUrl, databases: serviceDatabases, clockFile };
  stopping.push(await tellRunning(dir, { ...running, dataDir: join(dir, 'data') }));
  await Promise.all(kept.map((program) => program.start()));
  return {
    portalUrl: urlOf('portal'),
    identityUrl: urlOf('identity'),
    url: urlOf,
    urls: Object.fromEntries(services.map((service) => [service, urlOf(service)])),
    databaseUrl: (name) => databases.get(name) as string,
    process: (name) => processes.get(name) as KeptProcess,
    clockFile,
    brokerUrl: bus.brokerUrl,
    postgres,
    pids: () => [...processes.values()].flatMap(({ pid }) => pid ?? []).concat(postgres.pid ?? []),
    stop,
  };
}

/** Migrates what needs it, in a process of its own; a second start finds nothing to do and starts no engine. */
async function bringUpToDate(
  services: readonly string[],
  databases: ReadonlyMap<string, string>,
  say: (line: string) => void,
): Promise<void> {
  const behind: Record<string, string> = {};
  for (const service of services) {
    const url = databases.get(service) as string;
    if ((await pendingMigrations(url, ROOT, service)).length > 0) behind[service] = url;
  }
  if (Object.keys(behind).length === 0) return;
  await runErrand(join(DIST, 'deploy/local/migrate-databases.js'), { root: ROOT, databases: behind }, say);
}
