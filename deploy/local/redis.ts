import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CannotStart } from './cannot-start';
import { jars } from './kafka/jars';
import { freePort, lastWords, launchServer, type ServerProcess } from './kafka/server-process';

const run = promisify(execFile);

/** Where a local Redis lives, or which one to use instead. */
export interface RedisOptions {
  /** Folder of the server: its data and log. The same folder keeps its port and its data. */
  dir: string;
  /** Folder for the binary from Maven; left out: `.local/jars` of this checkout. */
  cache?: string;
  /** Address of a server to use instead of our own; left out: REDIS_URL. */
  redisUrl?: string;
}

/** A running Redis. */
export interface RedisServer {
  url: string;
  /** Undefined where the server is not ours. */
  pid: number | undefined;
  /** Settles when our server ends, asked or not. Never for a server that is not ours. */
  ended: Promise<string>;
  /** Ends our server after it has written its data. */
  stop(): Promise<void>;
  /** Kills our server where it stands (signal 9). */
  kill(): void;
}

/**
 * A Redis for the jobs: the one that REDIS_URL names, else `redis-server` of this machine, else the binary that the
 * Maven artifact brings (Linux and macOS). Keeps its data in an append-only file and never evicts, as jobs need.
 * @throws CannotStart with what to do
 */
export async function startRedis(options: RedisOptions): Promise<RedisServer> {
  const given = options.redisUrl ?? process.env['REDIS_URL'];
  if (given) {
    return { url: given, pid: undefined, ended: new Promise(() => {}), stop: async () => {}, kill: () => {} };
  }
  const { dir, cache } = options;
  await mkdir(dir, { recursive: true });
  const port = await keptPort(join(dir, 'port'));
  const server = await launchServer(dir, 'redis', await program(cache), [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', dir],
    ...['--appendonly', 'yes', '--maxmemory-policy', 'noeviction'],
  ]);
  await ready(server, port);
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: server.pid,
    ended: server.ended,
    stop: () => server.stop(10_000),
    kill: server.kill,
  };
}

async function program(cache: string | undefined): Promise<string> {
  const installed = await run('redis-server', ['--version']).then(
    () => true,
    () => false,
  );
  if (installed) return 'redis-server';
  const dir = await jars('redis', cache);
  const machine = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const name = (await readdir(dir)).find(
    (file) => file.startsWith('redis-server-') && file.endsWith(machine),
  );
  if (!name) {
    throw new CannotStart(
      `There is no Redis for ${machine} in the Maven artifact. Install redis-server, or set REDIS_URL.`,
    );
  }
  await chmod(join(dir, name), 0o755);
  return join(dir, name);
}

async function keptPort(file: string): Promise<number> {
  const known = Number(await readFile(file, 'utf8').catch(() => ''));
  if (known) return known;
  const port = await freePort();
  await writeFile(file, String(port));
  return port;
}

async function ready(server: ServerProcess, port: number): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await answers(port))) {
    if (server.hasEnded() || Date.now() > deadline) {
      server.kill();
      throw new CannotStart(
        `Redis did not start. Its last words, from ${server.logFile}:\n${await lastWords(server)}`,
      );
    }
    await pause(20);
  }
}

/** It loads its data before it says PONG. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const tell = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('data', (data) => tell(data.toString().startsWith('+PONG'))).on('error', () => tell(false));
  });
}
