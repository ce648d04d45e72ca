import { Client } from 'pg';

/** Every row of every table of a database as one text: what its administrator could read. */
export async function dumpOf(connectionString: string): Promise<string> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const texts: string[] = [];
    for (const { name } of rows) {
      const table = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      texts.push(`# ${name}`, ...table.rows.map(({ row }) => row));
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}

/** Runs a statement as the database's administrator. */
export async function onDatabase(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A transaction of somebody else that holds its locks until `done`. */
export async function holding(connectionString: string, sql: string) {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query('BEGIN');
  await client.query(sql);
  return {
    /** Whether another connection waits for these locks. */
    isWaitedFor: async (): Promise<boolean> => {
      const { rows } = await client.query<{ waiting: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))) AS waiting`,
      );
      return rows[0]?.waiting ?? false;
    },
    done: async (): Promise<void> => {
      await client.query('COMMIT');
      await client.end();
    },
  };
}
