import { fork } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, type Database } from './house';

/** What `npm run verify` says of the capacity building on this database, and the code that it ends with. */
export function verified(database: Database): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = fork(join(ROOT, 'dist/services/capacity-building/src/verify.js'), [], {
      env: { ...process.env, DATABASE_URL: database.url },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', reject);
    child.once('exit', (code) => resolve({ code, said }));
  });
}
