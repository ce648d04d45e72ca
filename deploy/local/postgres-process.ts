import { execFileSync, spawn } from 'node:child_process';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannot-start';
import { connected } from './postgres-databases';
import { give, type Place } from './postgres-place';

/** Recovery after a crash replays at most `max_wal_size` of changes: seconds, on a busy machine a minute or two. */
const startsWithin = 300_000;
const stopsWithin = 30_000;

export function noSpace({ data }: Place): CannotStart {
  return new CannotStart(
    `There is no room left for the database on the disk of ${data}. Free 200 MB and start again.`,
  );
}

/**
 * Makes an empty server whose superuser `postgres` has this password. Interrupted, it leaves nothing that looks whole.
 * @throws CannotStart where the disk is full or the folder cannot be written
 */
export async function initialise(place: Place, password: string): Promise<void> {
  const draft = `${place.data}.new`;
  const passwordFile = `${place.data}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  await give(draft, place.account);
  await give(passwordFile, place.account);
  try {
    const flags = [
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
    ];
    // Postgres' own collation sorts alike on every machine; the system's differs and changes under an index.
    const language = ['--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const initdb = spawn(
      join(place.programs, 'bin', 'initdb'),
      [`--pgdata=${draft}`, ...flags, ...language],
      {
        ...place.account,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let trouble = '';
    initdb.stderr.setEncoding('utf8').on('data', (text: string) => (trouble += text));
    const code = await new Promise((resolve, reject) => initdb.on('error', reject).on('close', resolve));
    if (trouble.includes('No space left on device')) throw noSpace(place);
    if (code !== 0)
      throw new CannotStart(`Postgres could not make its files in ${place.data}: ${trouble.trim()}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, place.data);
}

/** A started server process; `log` is the file that it writes to. */
export interface Launched {
  pid: number;
  ended: Promise<string>;
  hasEnded: boolean;
  log: string;
  port: number;
}

/**
 * Starts the server process; it may not answer yet, see `ready`.
 * @param durable `false` switches off every flush to disk: fast, and lost with the machine
 */
export async function launch(
  dir: string,
  { account, programs, data }: Place,
  port: number,
  durable: boolean,
): Promise<Launched> {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    // A socket file in /tmp would make two servers on one port number collide, and would be open to every user.
    unix_socket_directories: '',
    max_connections: 300,
    shared_buffers: '64MB',
    max_wal_size: '512MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const file = join(dir, 'postgres.log');
  await using log = await open(file, 'w');
  await give(file, account);
  const child = spawn(join(programs, 'bin', 'postgres'), ['-D', data, ...flags], {
    ...account,
    cwd: data,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  const launched: Launched = { pid: 0, hasEnded: false, ended: Promise.resolve(''), log: file, port };
  launched.ended = new Promise((resolve) =>
    child.on('exit', (code, signal) => {
      launched.hasEnded = true;
      resolve(signal ?? `exit code ${code}`);
    }),
  );
  await new Promise((resolve, reject) => child.on('error', reject).on('spawn', resolve));
  launched.pid = child.pid!;
  // An owner that falls over must not leave its server behind; what survives kill -9 is found at the next start.
  const farewell = () => child.kill('SIGINT');
  process.once('exit', farewell);
  void launched.ended.then(() => process.off('exit', farewell));
  return launched;
}

/**
 * Waits until the server answers, through crash recovery if need be.
 * @throws CannotStart with the server's own last words when it ends or does not answer in five minutes
 */
export async function ready(
  server: Launched,
  url: string,
  place: Place,
  log: (line: string) => void,
): Promise<void> {
  const deadline = Date.now() + startsWithin;
  let told = false;
  for (;;) {
    const trouble = await answers(url);
    if (!trouble) return;
    if (server.hasEnded) throw await lastWords(server, place);
    if (Date.now() > deadline) {
      await endServer(server.pid, true);
      throw new CannotStart(
        `Postgres did not answer in five minutes (${trouble}). Its log is ${server.log}.`,
      );
    }
    if (trouble === recovering && !told) log('Postgres: recovering after an interrupted run');
    told ||= trouble === recovering;
    await pause(30);
  }
}

const recovering = '57P03';

async function answers(url: string): Promise<string | undefined> {
  try {
    await using client = await connected(url);
    await client.query('SELECT 1');
    return undefined;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === recovering) return code;
    throw error;
  }
}

async function lastWords(server: Launched, place: Place): Promise<CannotStart> {
  const text = await readFile(server.log, 'utf8');
  if (text.includes('No space left on device')) return noSpace(place);
  const last = text.trim().split('\n').slice(-5).join('\n');
  return new CannotStart(
    `Postgres ended as it started (${await server.ended}). Its last words, from ${server.log}:\n${last}`,
  );
}

/**
 * The process that serves a data folder now, or undefined. A lock file left by a killed server, whose number another
 * program may bear by now, is removed: Postgres itself would take that program for a server.
 */
export async function runningServer(data: string): Promise<number | undefined> {
  const lock = join(data, 'postmaster.pid');
  const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid) return undefined;
  if ((await commandOf(pid)).includes(data)) return pid;
  await rm(lock);
  return undefined;
}

/** The command line of a living process, one line; empty when there is none. */
export async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return words.replace(/[\0\n]/g, ' ').trim();
  }
  try {
    return execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/**
 * Ends a server and waits until it is gone.
 * @param orderly disconnects clients and writes everything out; otherwise, and after 30 s, it stops where it stands
 */
export async function endServer(pid: number, orderly: boolean): Promise<void> {
  if (!signal(pid, orderly ? 'SIGINT' : 'SIGQUIT')) return;
  const impatient = Date.now() + stopsWithin;
  let asked = !orderly;
  while (signal(pid, 0)) {
    if (!asked && Date.now() > impatient) asked = signal(pid, 'SIGQUIT');
    await pause(20);
  }
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
