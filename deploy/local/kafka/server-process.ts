import { spawn } from 'node:child_process';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from '../cannot-start';
import { commandOf } from '../postgres-process';

/** A server that runs beside the product: Kafka or Redis. */
export interface ServerProcess {
  readonly pid: number;
  /** Settles when the process ends, asked or not, with how it ended. */
  readonly ended: Promise<string>;
  readonly hasEnded: () => boolean;
  /** File that the server's output goes to. */
  readonly logFile: string;
  /** Asks it to end, and after `patienceMs` makes it end. */
  stop(patienceMs: number): Promise<void>;
  /** Ends it where it stands, as a power cut would. */
  kill(): void;
}

/**
 * Starts a server program in its own process group, so that Ctrl-C reaches its owner, who decides the order. Its
 * number is kept in `dir`: what a killed owner left behind is ended here first.
 * @throws CannotStart when the program cannot be run
 */
export async function launchServer(
  dir: string,
  name: string,
  command: string,
  args: string[],
): Promise<ServerProcess> {
  const pidFile = join(dir, `${name}.pid`);
  await endLeftover(pidFile);
  const logFile = join(dir, `${name}.log`);
  await using output = await open(logFile, 'w');
  const child = spawn(command, args, { cwd: dir, detached: true, stdio: ['ignore', output.fd, output.fd] });
  await new Promise((resolve, reject) => child.on('error', reject).on('spawn', resolve)).catch(
    (error: Error) => {
      throw new CannotStart(`${command} could not be started: ${error.message}.`);
    },
  );
  const pid = child.pid!;
  let hasEnded = false;
  const ended = new Promise<string>((resolve) =>
    child.on('exit', (code, signal) => {
      hasEnded = true;
      resolve(signal ?? `exit code ${code}`);
    }),
  );
  // An owner that falls over must not leave its server behind; what survives kill -9 is found at the next start.
  const farewell = () => void child.kill('SIGKILL');
  process.once('exit', farewell);
  void ended.then(() => process.off('exit', farewell));
  await writeFile(pidFile, `${pid}\n${await commandOf(pid)}`);
  return {
    pid,
    ended,
    hasEnded: () => hasEnded,
    logFile,
    kill: () => void child.kill('SIGKILL'),
    stop: async (patienceMs) => {
      child.kill('SIGTERM');
      const impatient = setTimeout(farewell, patienceMs);
      await ended;
      clearTimeout(impatient);
      await rm(pidFile, { force: true });
    },
  };
}

/** The last lines a server wrote, for the sentence that says why it did not start. */
export async function lastWords(server: ServerProcess): Promise<string> {
  const text = await readFile(server.logFile, 'utf8');
  return text.trim().split('\n').slice(-5).join('\n');
}

/** A port of 127.0.0.1 that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer().on('error', reject);
    listener.listen(0, '127.0.0.1', () => {
      const { port } = listener.address() as AddressInfo;
      listener.close(() => resolve(port));
    });
  });
}

async function endLeftover(pidFile: string): Promise<void> {
  const [pid = '', ...command] = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  if (!pid || (await commandOf(Number(pid))) !== command.join('\n')) return;
  process.kill(Number(pid), 'SIGKILL');
  while ((await commandOf(Number(pid))) === command.join('\n')) await pause(20);
}
