import { readdir, readFile, readlink } from 'node:fs/promises';
import { Client } from 'pg';
import type { Ground } from '../ground/ground';

/** The number of the lock that the leading relay of a service holds; see the relay of libs/messaging. */
const LEADER = 7_202_601;

const HOLDER = `
  SELECT a.client_port AS port FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE l.locktype = 'advisory' AND l.granted AND l.objid = $1 AND a.datname = current_database()`;

/** Which of the two replicas of a service carries its outbox now; undefined while neither does. */
export async function relayHolder({ system, line }: Ground, service: string): Promise<string | undefined> {
  const client = new Client({ connectionString: system.databaseUrl(service) });
  await client.connect();
  try {
    const { rows } = await client.query<{ port: number }>(HOLDER, [LEADER]);
    const port = rows[0]?.port;
    if (port === undefined) return undefined;
    for (const name of [service, `${service}-2`]) {
      const pid = system.process(name).pid;
      if (pid !== undefined && (await hasPort(pid, port))) return name;
    }
    // Behind the line the connection that Postgres sees is our own.
    return line.of === service ? service : undefined;
  } finally {
    await client.end();
  }
}

/** Linux: the sockets among a process's open files, looked up by their numbers among the connections. */
async function hasPort(pid: number, port: number): Promise<boolean> {
  const table = await readFile('/proc/net/tcp', 'utf8');
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const inodes = table
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .filter((row) => row[1]?.endsWith(local))
    .map((row) => `socket:[${row[9]}]`);
  const folder = `/proc/${pid}/fd`;
  const files = await readdir(folder).catch(() => []);
  const targets = await Promise.all(files.map((file) => readlink(`${folder}/${file}`).catch(() => '')));
  return targets.some((target) => inodes.includes(target));
}
