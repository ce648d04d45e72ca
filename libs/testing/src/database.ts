import { join } from 'node:path';
import { migrate } from '@commissioning/service';
import { Client } from 'pg';

/** The checkout: migrations and schemas are read from it. */
export const ROOT = join(__dirname, '../../..');

/** A database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const adminUrl = (): string => {
  const url = process.env['TEST_POSTGRES_URL'];
  if (!url)
    throw new Error('TEST_POSTGRES_URL is not set: run medium tests through jest with its global setup.');
  return url;
};

const urlOf = (database: string): string => {
  const url = new URL(adminUrl());
  url.pathname = `/${database}`;
  return url.toString();
};

async function asAdmin<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

let counter = 0;

/** An empty database. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return create(undefined);
}

/** A clone of the service's migrated template: milliseconds instead of a migration per test file. */
export async function databaseOf(service: string): Promise<TestDatabase> {
  const template = `template_${service.replaceAll('-', '_')}`;
  await asAdmin(async (client) => {
    // Test files run in several processes; the first one makes the template and the others wait.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount) return;
    await client.query(`CREATE DATABASE "${template}_making"`);
    await migrate(urlOf(`${template}_making`), ROOT, service);
    await client.query(`ALTER DATABASE "${template}_making" RENAME TO "${template}"`);
  });
  return create(template);
}

async function create(template: string | undefined): Promise<TestDatabase> {
  const name = `test_${process.pid}_${Date.now().toString(36)}_${(counter += 1)}`;
  await asAdmin((client) =>
    client.query(`CREATE DATABASE "${name}"${template ? ` TEMPLATE "${template}"` : ''}`),
  );
  return {
    url: urlOf(name),
    drop: () =>
      asAdmin(async (client) => void (await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`))),
  };
}
