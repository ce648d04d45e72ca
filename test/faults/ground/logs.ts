import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps what the processes of a run said, in place of what an earlier one of the same name left; resolves to where. */
export async function keepLogs(dir: string, run: string): Promise<string> {
  const kept = join(process.cwd(), '.local/faults', run);
  await rm(kept, { recursive: true, force: true });
  await cp(join(dir, 'system/logs'), kept, { recursive: true });
  return kept;
}
