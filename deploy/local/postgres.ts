import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, realpath, rm, statfs, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannot-start';
import { kept, newSecret } from './keys';
import { closeToOthers, connected, ensureDatabase } from './postgres-databases';
import { placeFor, type Place } from './postgres-place';
import { commandOf, endServer, initialise, launch, noSpace, ready, runningServer } from './postgres-process';

export interface PostgresOptions {
  /** Folder of the server: its data, password and log. */
  dir: string;
  /** TCP port on 127.0.0.1. Left out: any free one, another at every start. */
  port?: number;
  /** `false` for tests: nothing is flushed to disk and `stop` deletes `dir`. */
  durable?: boolean;
  /** Connection string of a server to use instead of our own; its user must be able to create roles and databases. */
  databaseUrl?: string;
  /** Told one line per step. */
  log: (line: string) => void;
}

export interface PostgresServer {
  /** Connection string of a database for the superuser (with `databaseUrl`: for its user). */
  url(database: string): string;
  /** The same for the database `postgres`, or the one that `databaseUrl` names. */
  adminUrl: string;
  port: number;
  /** Of the postmaster; undefined where the server is not ours. */
  pid: number | undefined;
  /**
   * A database and the one role that owns it and, apart from the superuser, alone can connect to it.
   * Repeatable; made where missing. Names: lower-case letters, digits, `-` and `_`.
   * @returns the connection string of that role, the same after a restart on the same port
   */
  ensureDatabase(name: string, role: string): Promise<string>;
  /** Settles when the server process ends, asked or not, with how it ended. Never for a server that is not ours. */
  ended: Promise<string>;
  /** Ends our server and waits for it: clients are disconnected, nothing committed is lost. */
  stop(): Promise<void>;
}

const megabyte = 1024 * 1024;

/**
 * Starts Postgres 18 from the npm package on 127.0.0.1, with its data kept in `dir` from start to start.
 * A server that an earlier, killed owner left running on this data is ended first. The server does not belong to the
 * terminal's process group: Ctrl-C reaches the caller, who stops Postgres after the services.
 * @throws CannotStart with what to do: port in use, no space, data of another version, data in use by a living owner
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { databaseUrl } = options;
  return databaseUrl ? given(options, databaseUrl) : own(options);
}

async function own(options: PostgresOptions): Promise<PostgresServer> {
  const { dir, durable = true, log } = options;
  const place = await placeFor(dir);
  await roomFor(place);
  await takeOver(dir, place, log);
  const superuser = passwordOf(await secretFor(dir, place), 'postgres');
  if (!existsSync(join(place.data, 'PG_VERSION'))) {
    log('Postgres: making an empty server');
    await initialise(place, superuser);
  }
  await sameVersion(place);

  const { server, url } = await started(options, place, superuser);
  await closeToOthers(url);
  log(`Postgres: ready on 127.0.0.1:${server.port}`);

  return {
    url,
    adminUrl: url('postgres'),
    port: server.port,
    pid: server.pid,
    ensureDatabase: async (name, role) =>
      ensureDatabase(url('postgres'), name, role, passwordOf(await secretFor(dir, place), role)),
    ended: server.ended,
    stop: async () => {
      await endServer(server.pid, durable);
      await server.ended;
      if (durable) return rm(join(dir, 'owner'), { force: true });
      await rm(dirname(await realpath(place.data)), { recursive: true });
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** A killed server's last connections, or a port lost to another program meanwhile, are gone a moment later. */
const passing = /pre-existing shared memory block|Address already in use/;

async function started({ dir, port, durable = true, log }: PostgresOptions, place: Place, password: string) {
  for (let attempt = 1; ; attempt++) {
    const chosen = port ?? (await freePort());
    await portIsFree(chosen);
    const url = (database: string) => `postgresql://postgres:${password}@127.0.0.1:${chosen}/${database}`;
    const server = await launch(dir, place, chosen, durable);
    try {
      await ready(server, url('postgres'), place, log);
      return { server, url };
    } catch (error) {
      if (attempt === 20 || !(error instanceof CannotStart && passing.test(error.message))) throw error;
      await pause(500);
    }
  }
}

async function secretFor(dir: string, { data }: Place): Promise<string> {
  const file = join(dir, 'password');
  if (existsSync(join(data, 'PG_VERSION')) && !existsSync(file)) {
    throw new CannotStart(
      `The password of the data in ${data} is missing: ${file}. Put it back, or start with --reset.`,
    );
  }
  return kept(file, newSecret);
}

async function given({ dir, log }: PostgresOptions, databaseUrl: string): Promise<PostgresServer> {
  const at = new URL(databaseUrl);
  await using client = await connected(databaseUrl).catch((error: Error) => {
    throw new CannotStart(
      `DATABASE_URL points to ${at.host}, which does not answer as Postgres: ${error.message}`,
    );
  });
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  log(`Postgres: using ${rows[0]?.server_version} at ${at.host}`);
  return {
    url: (database) => Object.assign(new URL(databaseUrl), { pathname: `/${database}` }).href,
    adminUrl: databaseUrl,
    port: Number(at.port || 5432),
    pid: undefined,
    ensureDatabase: async (name, role) =>
      ensureDatabase(databaseUrl, name, role, passwordOf(await kept(join(dir, 'password'), newSecret), role)),
    ended: new Promise(() => {}),
    stop: async () => {},
  };
}

/** One kept secret gives every role a password of its own: none can be worked out from another. */
function passwordOf(secret: string, role: string): string {
  return createHmac('sha256', secret).update(role).digest('base64url');
}

/** One owner at a time: a second start beside a living first would end the first one's server. */
async function takeOver(dir: string, place: Place, log: (line: string) => void): Promise<void> {
  const file = join(dir, 'owner');
  const running = await runningServer(place.data);
  if (running !== undefined) {
    const [pid = '', command] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    if (pid && (await commandOf(Number(pid))) === command) {
      throw new CannotStart(`The database in ${dir} is in use by process ${pid}. Stop that one first.`);
    }
    log('Postgres: ending the server that an interrupted run left behind');
    await endServer(running, true);
  }
  await writeFile(file, `${process.pid}\n${await commandOf(process.pid)}`);
}

/** An empty server takes about 40 MB and its first change log 80 MB; a later start needs little. */
async function roomFor(place: Place): Promise<void> {
  const needed = existsSync(place.data) ? 32 * megabyte : 200 * megabyte;
  const disk = await statfs(dirname(place.data));
  if (disk.bavail * disk.bsize < needed) throw noSpace(place);
}

async function sameVersion({ data, programs }: Place): Promise<void> {
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  if (version === '18') return;
  throw new CannotStart(
    `The data in ${data} was made by Postgres ${version}, the programs in ${programs} are Postgres 18. ` +
      'Start with --reset to begin afresh, or move the data with pg_dump first.',
  );
}

async function portIsFree(port: number): Promise<void> {
  await listenOnce(port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new CannotStart(
      `Port ${port} is in use by another program. Stop it, or choose another port for Postgres.`,
    );
  });
}

const freePort = () => listenOnce(0);

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer().on('error', reject);
    listener.listen(port, '127.0.0.1', () => {
      const { port: got } = listener.address() as AddressInfo;
      listener.close(() => resolve(got));
    });
  });
}
