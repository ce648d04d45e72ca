import { sqlOver } from '@commissioning/messaging';
import { databaseOf, type TestDatabase } from '@commissioning/testing';
import { Client } from 'pg';
import { appendAudit, type AuditEntry, type AuditSql } from './audit-trail';
import { inspectAudit, verifyAudit } from './inspection';

const entry = (aggregateId: string, action: string): AuditEntry => ({
  ...{
    aggregate: 'tender',
    aggregateId,
    action,
    reason: 'Because.',
    detail: { b: 1, a: [2, { d: 3, c: null }] },
  },
  ...{ actor: { id: 'anna', name: 'Anna' }, occurredAt: '2026-11-02T10:00:00Z', correlationId: 'r1' },
});

describe('the audit trail', () => {
  let database: TestDatabase;
  const clients: Client[] = [];

  const open = async (): Promise<{ client: Client; sql: AuditSql }> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    clients.push(client);
    return { client, sql: sqlOver(client) };
  };
  const append = async (one: AuditEntry) => {
    const { client, sql } = await open();
    await client.query('BEGIN');
    await appendAudit(sql, one);
    await client.query('COMMIT');
  };

  beforeAll(async () => void (database = await databaseOf('programme')));
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await database.drop();
  });

  it('chains what happens to one aggregate, however many do it at once', async () => {
    await Promise.all(
      ['drafted', 'published', 'amended', 'closed', 'opened'].map((action) => append(entry('t1', action))),
    );
    const { sql } = await open();
    const places = await sql.query<{ place: number }>(
      "SELECT place FROM audit.entry WHERE aggregate_id = 't1' ORDER BY place",
    );
    expect(places.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5]);
    expect(await verifyAudit(sql)).toEqual([]);
  });

  it.each(['UPDATE audit.entry SET reason = NULL', 'DELETE FROM audit.entry', 'TRUNCATE audit.entry'])(
    'refuses %s',
    async (statement) => {
      await append(entry('t2', 'drafted'));
      const { client } = await open();
      await expect(client.query(statement)).rejects.toThrow('append-only');
    },
  );

  it('shows where somebody with the keys of the database changed or removed an entry', async () => {
    for (const action of ['drafted', 'published', 'closed']) await append(entry('t3', action));
    for (const action of ['drafted', 'published', 'closed']) await append(entry('t4', action));
    const { client, sql } = await open();
    await client.query('ALTER TABLE audit.entry DISABLE TRIGGER USER');
    await client.query(
      "UPDATE audit.entry SET actor_name = 'Nobody' WHERE aggregate_id = 't3' AND place = 2",
    );
    await client.query("DELETE FROM audit.entry WHERE aggregate_id = 't4' AND place = 2");
    await client.query('ALTER TABLE audit.entry ENABLE TRIGGER USER');
    expect(await inspectAudit(sql)).toMatchObject({ aggregates: 4, breaks: await verifyAudit(sql) });
    expect(await verifyAudit(sql)).toEqual([
      { aggregate: 'tender', aggregateId: 't3', place: 2, problem: 'changed' },
      { aggregate: 'tender', aggregateId: 't4', place: 3, problem: 'missing' },
    ]);
  });

  it('walks chains that are longer than what it reads at once', async () => {
    const long = await databaseOf('programme');
    const client = new Client({ connectionString: long.url });
    await client.connect();
    const sql = sqlOver(client);
    await client.query('BEGIN');
    for (let place = 0; place < 5_200; place += 1) await appendAudit(sql, entry('long', 'amended'));
    await client.query('COMMIT');
    expect(await inspectAudit(sql)).toMatchObject({ aggregates: 1, entries: 5_200, breaks: [] });
    await client.end();
    await long.drop();
  });
});
