import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';

interface Migration {
  readonly path: string;
  readonly migrationFile: {
    readonly path: string;
    readonly content: { readonly tag: 'ok'; readonly value: string };
  };
}

const LOCKFILE = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };
const FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Brings a database up to date: the migrations of messaging, audit and idempotency together with the service's own,
 * in order of their names. A second run applies nothing. Resolves to the names applied.
 */
export async function migrate(connectionString: string, root: string, service: string): Promise<string[]> {
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm');
  const adapter = new PrismaPg({ connectionString, max: 1 });
  const engine = await SchemaEngine.new(
    { datamodels: [] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: {
      baseDir: root,
      shadowDbInitScript: '',
      lockfile: LOCKFILE,
      migrationDirectories: migrationsOf(root, service),
    },
    filters: FILTERS,
  });
  return appliedMigrationNames;
}

/** Every migration that a service's database is made of, sorted by name. */
export function migrationsOf(root: string, service: string): Migration[] {
  const home = service === 'analytics' ? 'analytics' : join('services', service);
  return [
    'libs/messaging/migrations',
    'libs/audit/migrations',
    'libs/service/migrations',
    join(home, 'prisma/migrations'),
  ]
    .flatMap((folder) => migrationsIn(join(root, folder)))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function migrationsIn(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: readFileSync(join(folder, name, 'migration.sql'), 'utf8') },
      },
    }));
}
