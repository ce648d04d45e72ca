import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from './cannot-start';
import { replaceFile } from './keys';

/** What a running system leaves in its folder for the operator's tools: where its stores are and how to be let in. */
const Running = z.strictObject({
  /** Of the launcher. */
  pid: z.int(),
  brokerUrl: z.string(),
  /** Connection strings by service. */
  databases: z.record(z.string(), z.string()),
  /** Where each service keeps its files. */
  dataDir: z.string(),
  clockFile: z.string().optional(),
});
export type Running = z.infer<typeof Running>;

const fileIn = (dir: string): string => join(dir, 'running.json');

/** Tells the operator's tools that a system runs here; readable by its owner only, for it holds passwords. */
export async function tellRunning(dir: string, running: Running): Promise<() => Promise<void>> {
  await replaceFile(fileIn(dir), JSON.stringify(running, null, 2), 0o600);
  return () => rm(fileIn(dir), { force: true });
}

/**
 * The system that runs in the first of these folders that has one.
 * @throws CannotStart where none does
 */
export async function findRunning(dirs: readonly string[]): Promise<Running> {
  for (const dir of dirs) {
    const text = await readFile(fileIn(dir), 'utf8').catch(missing);
    if (text === undefined) continue;
    const running = Running.parse(JSON.parse(text));
    if (lives(running.pid)) return running;
  }
  throw new CannotStart(
    `No system runs in ${dirs.join(' or ')}. Start it with npm start, name its folder with --dir, or give BROKER_URL and DATABASE_URLS of one that runs elsewhere.`,
  );
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** A killed launcher leaves its file behind. */
function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
