import { migrationFilesOf } from '@commissioning/service';
import { connected } from './postgres-databases';

/** Names of migrations that a service's database does not have yet; all of them for a new database. */
export async function pendingMigrations(url: string, root: string, service: string): Promise<string[]> {
  const wanted = migrationFilesOf(root, service).map(({ name }) => name);
  await using client = await connected(url);
  const { rows: tables } = await client.query("SELECT to_regclass('public._prisma_migrations') AS kept");
  if (!tables[0]?.kept) return wanted;
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL',
  );
  const applied = new Set(rows.map(({ name }) => name));
  return wanted.filter((name) => !applied.has(name));
}
