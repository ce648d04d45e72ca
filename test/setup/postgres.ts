import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresServer, startPostgres } from '../../deploy/local/postgres';

declare global {
  var testPostgres: PostgresServer | undefined;
}

/** One Postgres for all medium tests of a run; each test file clones a migrated template of its service. */
export default async function setup(): Promise<void> {
  if (process.env['TEST_POSTGRES_URL']) return;
  const dir = mkdtempSync(join(tmpdir(), 'commissioning-test-'));
  globalThis.testPostgres = await startPostgres({ dir, durable: false, log: () => undefined });
  process.env['TEST_POSTGRES_URL'] = globalThis.testPostgres.adminUrl;
}
