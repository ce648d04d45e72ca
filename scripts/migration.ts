/**
 * Writes the initial migration of a service from its schema: `npm run migration -- <service>`.
 * Hand-written checks, partial indexes and triggers stand in migrations of their own beside it.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { ownMigrationsOf, schemaFileOf } from '@commissioning/service';
import { startPostgres } from '../deploy/local/postgres';

async function main(service: string | undefined): Promise<void> {
  if (!service) throw new Error('Name a service: npm run migration -- tendering');
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm');
  const path = schemaFileOf(service);
  const content = readFileSync(path, 'utf8');
  const postgres = await startPostgres({
    dir: mkdtempSync(join(tmpdir(), 'migration-')),
    durable: false,
    log: () => undefined,
  });
  try {
    const engine = await SchemaEngine.new(
      { datamodels: [[path, content]] },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: postgres.adminUrl, max: 1 })),
    );
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path, content }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const folder = join(ownMigrationsOf(service), '20260101000100_initial');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'migration.sql'),
      (stdout ?? '').replace(/^-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n+/, ''),
    );
    process.stdout.write(`${folder}/migration.sql written\n`);
  } finally {
    await postgres.stop();
  }
}

main(process.argv[2]).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${String((error as Error).stack)}\n`);
    process.exit(1);
  },
);
