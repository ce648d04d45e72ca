import { migrate } from '@commissioning/service';
import { errand } from './errand';

/** What is brought up to date: connection strings by service, and the checkout that holds the migrations. */
export interface Migrating {
  readonly root: string;
  readonly databases: Readonly<Record<string, string>>;
}

errand<Migrating>(async ({ root, databases }) => {
  for (const [service, url] of Object.entries(databases)) await migrate(url, root, service);
});
