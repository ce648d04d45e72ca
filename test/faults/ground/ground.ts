import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stores } from '../../../deploy/local/system';
import { startSystem, type System } from '../../../deploy/local/system';
import { SERVICES } from '../../../deploy/local/identity/clients';
import type { Draw } from '../draw';
import { Clocks } from './clocks';
import { Line } from './line';
import { keepLogs } from './logs';
import { SmallDisk } from './small-disk';
import { kafkaStore, postgresStore, redisStore, type Store } from './stores';

export type BrokerKind = 'kafka' | 'postgres';

/** What a run is started with. */
export interface GroundOptions {
  readonly broker: BrokerKind;
  readonly draw: Draw;
  /** The guarantee that is left out, for a control. */
  readonly without?: 'inbox' | 'outbox';
  /** What the logs are kept under should the system not start. */
  readonly run: string;
  readonly say: (line: string) => void;
}

/** What counting needs to know of a system. */
export interface Counted {
  readonly system: System;
  readonly brokerUrl: string;
  /** Folder with what each service keeps beside its database. */
  readonly dataDir: string;
  /** Names of all service processes, second replicas included. */
  readonly processes: readonly string[];
}

/** A whole system of its own, with its stores apart so that each can be broken alone. */
export interface Ground extends Counted {
  readonly broker: BrokerKind;
  readonly dir: string;
  readonly databases: Store;
  readonly bus: Store;
  /** What the broker writes to; a sentence where it cannot be made small. */
  readonly disk: SmallDisk | string;
  readonly redis: Store | undefined;
  /** Services that run twice. */
  readonly replicated: readonly string[];
  /** The line between one replica and its database, and which replica that is. */
  readonly line: { readonly of: string; readonly line: Line };
  readonly clocks: Clocks;
  stop(): Promise<void>;
}

/** Three of these run twice: those in which much happens and which others wait for. */
const DRAWN_FROM = SERVICES.filter((service) => service !== 'portal');

export async function startGround({ broker, draw, without, run, say }: GroundOptions): Promise<Ground> {
  const dir = mkdtempSync(join(tmpdir(), 'commissioning-faults-'));
  chmodSync(dir, 0o755);
  const ending: (() => Promise<void>)[] = [() => rm(dir, { recursive: true, force: true })];
  const stop = async () => {
    for (const step of ending.splice(0).reverse()) await step();
  };
  const started = async <Kind extends { stop(): Promise<void> }>(store: Promise<Kind>): Promise<Kind> => {
    const kept = await store;
    ending.push(() => kept.stop());
    return kept;
  };
  try {
    say('Starting the stores, each apart from the others');
    const databases = await started(postgresStore('Postgres', join(dir, 'databases')));
    const disk = await SmallDisk.on(join(dir, 'bus'));
    ending.push(async () => void (disk instanceof SmallDisk && disk.unmount()));
    const { bus, redis, addresses } = await startBus(broker, dir, started);
    const replicated = draw.shuffled(DRAWN_FROM).slice(0, 3);
    const line = await Line.to(databases.running.port);
    ending.push(() => line.close());
    const onTheLine = replicated[0] as string;
    const clocks = new Clocks(dir);
    const system = await startSystem({
      ...{ dir: join(dir, 'system'), port: 0, say, replicas: replicated },
      bus: broker === 'kafka' ? 'kafka' : 'embedded',
      stores: { databaseUrl: databases.running.adminUrl, ...addresses },
      adjust: (process, environment) => ({
        ...environment,
        CLOCK_FILE: clocks.fileOf(process),
        ...(without && { UNSAFE_WITHOUT: without }),
        ...(process === onTheLine && { DATABASE_URL: line.through(environment['DATABASE_URL'] as string) }),
      }),
    });
    ending.push(() => system.stop());
    say(`Twice: ${replicated.join(', ')}; the database of ${onTheLine} is behind a line that can be broken`);
    return {
      ...{ broker, dir, system, databases, bus, disk, redis, replicated, clocks, stop },
      brokerUrl: addresses.brokerUrl,
      dataDir: join(dir, 'system/data'),
      processes: [...SERVICES, ...replicated.map((service) => `${service}-2`)],
      line: { of: onTheLine, line },
    };
  } catch (error) {
    if (existsSync(join(dir, 'system/logs')))
      say(`What the processes said is kept in ${await keepLogs(dir, run)}`);
    await stop();
    throw error;
  }
}

interface StartedBus {
  readonly bus: Store;
  readonly redis: Store | undefined;
  readonly addresses: Omit<Stores, 'databaseUrl'>;
}

/** The log in Postgres gets a server of its own here, so that bus and databases can fail apart. */
async function startBus(
  broker: BrokerKind,
  dir: string,
  started: <Kind extends { stop(): Promise<void> }>(store: Promise<Kind>) => Promise<Kind>,
): Promise<StartedBus> {
  const folder = join(dir, 'bus');
  if (broker === 'postgres') {
    const bus = await started(postgresStore('Bus', join(folder, 'postgres')));
    return {
      bus,
      redis: undefined,
      addresses: { brokerUrl: await bus.running.ensureDatabase('bus', 'bus') },
    };
  }
  const redis = await started(redisStore(join(dir, 'redis')));
  const kafka = await started(kafkaStore(join(folder, 'kafka')));
  return {
    bus: kafka,
    redis,
    addresses: { brokerUrl: `kafka://${kafka.running.brokers.join(',')}`, redisUrl: redis.running.url },
  };
}
