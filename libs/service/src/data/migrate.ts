import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';
import { type MigrationFile, migrationFilesOf, schemaFileOf } from './migration-folders';

const LOCKFILE = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };
const FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Brings a database up to date: the migrations of messaging, audit and idempotency together with the service's own,
 * in order of their names. A second run applies nothing. Resolves to the names applied.
 */
export async function migrate(connectionString: string, root: string, service: string): Promise<string[]> {
  // The engine reports its panics to this; without it they surface as an unrelated TypeError.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => process.stderr.write(`${message}\n`) },
  });
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm');
  const opened: { end(): Promise<void> }[] = [];
  const adapter = wholeScripts(new PrismaPg({ connectionString, max: 1 }), opened);
  const engine = await SchemaEngine.new(
    { datamodels: [schemaOf(root, service)] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: root,
        shadowDbInitScript: '',
        lockfile: LOCKFILE,
        migrationDirectories: migrationFilesOf(root, service).map(toMigration),
      },
      filters: FILTERS,
    });
    return appliedMigrationNames;
  } finally {
    // An open pool would keep Postgres waiting when it is asked to stop.
    for (const driver of opened) await driver.end();
  }
}

/** The adapter cuts a script at every semicolon, also inside a function's body; Postgres takes it whole. */
function wholeScripts(factory: PrismaPg, opened: { end(): Promise<void> }[]): PrismaPg {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connection = await connect();
    const driver = connection.underlyingDriver();
    opened.push(driver);
    connection.executeScript = async (script) => void (await driver.query(script));
    return connection;
  };
  return factory;
}

function schemaOf(root: string, service: string): [string, string] {
  const path = join(root, schemaFileOf(service));
  return [path, readFileSync(path, 'utf8')];
}

const toMigration = ({ name, file }: MigrationFile) => ({
  path: name,
  migrationFile: {
    path: 'migration.sql',
    content: { tag: 'ok' as const, value: readFileSync(file, 'utf8') },
  },
});
