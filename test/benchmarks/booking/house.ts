import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { runErrand } from '../../../deploy/local/errand';
import { startPostgres } from '../../../deploy/local/postgres';
import { KeptProcess } from '../../../deploy/local/processes';
import { AUDIENCE, type Council, startCouncil } from './council';

const HERE = join(__dirname, '../../..');
/** Processes run what was built, also when a test begins them from the source. */
export const ROOT = HERE.endsWith('dist') ? join(HERE, '..') : HERE;
const built = (path: string) => join(ROOT, 'dist', path);

/** One service process on a real Postgres, and what stands around it. */
export interface House {
  readonly council: Council;
  readonly clockFile: string;
  /** A migrated database of its own, and what to ask it. */
  database(name: string): Promise<Database>;
  /** The service as the launcher starts it; `recorded` puts the recorder before its driver. */
  service(database: Database, recorded?: 'recorded'): Promise<Running>;
  /** Any program of ours that listens on the port it is given. */
  program(name: string, script: string, settings: (port: number) => Record<string, string>): Promise<Running>;
  /** A folder that is deleted at the end. */
  readonly dir: string;
  stop(): Promise<void>;
}

export interface Database {
  readonly name: string;
  readonly url: string;
  readonly busUrl: string;
  rows<Row>(text: string, ...values: unknown[]): Promise<Row[]>;
}

export interface Running {
  readonly url: string;
  /** Where the recorder answers. */
  readonly controlUrl: string;
  readonly process: KeptProcess;
  stop(): Promise<void>;
}

/** @param durable every commit reaches the disk, as in production */
export async function openHouse({ durable }: { durable: boolean }): Promise<House> {
  const dir = mkdtempSync(join(tmpdir(), 'commissioning-booking-'));
  const [postgres, council] = await Promise.all([
    startPostgres({ dir: join(dir, 'postgres'), durable, log: () => undefined }),
    startCouncil(),
  ]);
  const clockFile = join(dir, 'clock.json');
  const open: (() => Promise<void>)[] = [];

  const house: House = {
    ...{ council, clockFile, dir },
    database: async (name) => {
      const url = await postgres.ensureDatabase(name, name);
      const busUrl = await postgres.ensureDatabase(`${name}-bus`, `${name}-bus`);
      const databases = { 'capacity-building': url };
      await runErrand(built('deploy/local/migrate-databases.js'), { root: ROOT, databases }, () => undefined);
      const pool = new Pool({ connectionString: url, max: 2 });
      open.push(async () => {
        // The pool says that it has ended before its connections have; the server may be the one that ends them.
        pool.on('error', () => undefined);
        await pool.end();
      });
      return {
        ...{ name, url, busUrl },
        rows: async <Row>(text: string, ...values: unknown[]) =>
          (await pool.query(text, values)).rows as Row[],
      };
    },
    service: async ({ name, url, busUrl }, recorded) => {
      const script = recorded
        ? 'test/benchmarks/booking/recorder.js'
        : 'services/capacity-building/src/main.js';
      const controlPort = recorded ? await freePort() : undefined;
      return house.program(`service-${name}`, script, () => ({
        DATABASE_URL: url,
        BROKER_URL: busUrl,
        ISSUER_URL: council.url,
        AUDIENCE,
        CLIENT_SECRET: 'unused',
        SERVICE_URLS: JSON.stringify({ organisations: council.url, notifications: council.url }),
        CLOCK_FILE: clockFile,
        LOG_LEVEL: 'warn',
        ...(controlPort && { CONTROL_PORT: String(controlPort) }),
      }));
    },
    program: async (name, script, settings) => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const env = { PORT: String(port), ...settings(port) };
      const program = { name, script: built(script), env, logFile: join(dir, `${name}.log`) };
      const process = new KeptProcess(
        { ...program, readyUrl: `${url}/${name.startsWith('service') ? 'readyz' : 'livez'}` },
        () => undefined,
      );
      let running = true;
      const stop = async () => {
        if (running) await process.stop();
        running = false;
      };
      open.push(stop);
      await process.start();
      return { url, process, stop, controlUrl: `http://127.0.0.1:${settings(port)['CONTROL_PORT']}` };
    },
    stop: async () => {
      for (const close of open.reverse()) await close();
      await council.stop();
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
  writeFileSync(clockFile, JSON.stringify({ offsetMs: 0 }));
  return house;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer().on('error', reject);
    listener.listen(0, '127.0.0.1', () => {
      const { port } = listener.address() as AddressInfo;
      listener.close(() => resolve(port));
    });
  });
}
