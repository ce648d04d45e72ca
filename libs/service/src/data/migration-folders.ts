import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a service in the checkout: analytics stands at the top, the others under `services`. */
export const folderOf = (service: string): string =>
  service === 'analytics' ? 'analytics' : `services/${service}`;

/** Where the tables of a service are described, from the root of the checkout. */
export const schemaFileOf = (service: string): string => `${folderOf(service)}/prisma/schema.prisma`;

/** Where the migrations of a service itself are, from the root of the checkout. */
export const ownMigrationsOf = (service: string): string => `${folderOf(service)}/prisma/migrations`;

/** A migration: its name, and the file that says what it does. */
export interface MigrationFile {
  readonly name: string;
  readonly file: string;
}

/**
 * Every migration that a service's database is made of, those of messaging, audit and idempotency included, sorted by
 * name. Reads names only: the launcher asks at each start and keeps nothing of them.
 */
export function migrationFilesOf(root: string, service: string): MigrationFile[] {
  return [
    ...['libs/messaging/migrations', 'libs/audit/migrations', 'libs/service/migrations'],
    ownMigrationsOf(service),
  ]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => ({ name, file: join(root, folder, name, 'migration.sql') })),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
