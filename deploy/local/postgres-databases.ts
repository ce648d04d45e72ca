import { Client } from 'pg';
import { CannotStart } from './cannot-start';

/** A connection that closes itself at the end of its block (`await using`). */
export async function connected(url: string): Promise<Client & AsyncDisposable> {
  const client = new Client({ connectionString: url });
  // The server may go away between two statements; the statement then fails and says so, an event would end us.
  client.on('error', () => {});
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

/** Takes from everybody but the superuser the databases that every new server has. */
export async function closeToOthers(url: (database: string) => string): Promise<void> {
  await using client = await connected(url('postgres'));
  await client.query('REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC');
}

/**
 * Makes a database and the role that owns it, where missing, and closes the database to every other role.
 * @param adminUrl connection string of a user who may create roles and databases
 * @param password set for the role at every call, so that a copy of the data on another machine works there
 * @returns connection string of the role for that database, on the server of `adminUrl`
 * @throws CannotStart where the user of `adminUrl` lacks a right; Error for a name that is not a plain identifier
 */
export async function ensureDatabase(
  adminUrl: string,
  name: string,
  role: string,
  password: string,
): Promise<string> {
  for (const word of [name, role]) {
    if (!/^[a-z][a-z0-9_-]{0,62}$/.test(word)) throw new Error(`Not a name for a database or role: ${word}`);
  }
  await using client = await connected(adminUrl);
  try {
    // CREATE DATABASE knows no transaction and no IF NOT EXISTS: two starters take turns.
    await client.query("SELECT pg_advisory_lock(hashtext('ensure-database'))");
    await makeRole(client, role, password);
    await makeDatabase(client, name, role);
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new CannotStart(
      `The user of DATABASE_URL must be able to create databases and roles (CREATEDB, CREATEROLE): ${(error as Error).message}`,
    );
  }
  const url = new URL(adminUrl);
  return Object.assign(url, { username: role, password, pathname: `/${name}` }).href;
}

async function makeRole(client: Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  const verb = rowCount ? 'ALTER' : 'CREATE';
  const secret = client.escapeLiteral(password);
  await client.query(`${verb} ROLE ${client.escapeIdentifier(role)} LOGIN PASSWORD ${secret}`);
}

async function makeDatabase(client: Client, name: string, role: string): Promise<void> {
  const database = client.escapeIdentifier(name);
  const owner = client.escapeIdentifier(role);
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (!rowCount) {
    const { rows } = await client.query<{ rolsuper: boolean }>(
      'SELECT rolsuper FROM pg_roles WHERE rolname = current_user',
    );
    // Without superuser rights only a member of the role may hand a database to it.
    if (!rows[0]?.rolsuper) await client.query(`GRANT ${owner} TO CURRENT_USER`);
    await client.query(`CREATE DATABASE ${database} OWNER ${owner}`);
  }
  await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
}
