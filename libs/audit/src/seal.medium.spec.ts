import { sqlOver } from '@commissioning/messaging';
import { databaseOf, type TestDatabase } from '@commissioning/testing';
import { Client } from 'pg';
import { appendAudit, type AuditSql } from './audit-trail';
import { inspectAudit } from './inspection';
import { sealAudit, sealsAfter } from './seal';

/** Somebody who owns the database has every trigger out of the way. */
describe('a sealed audit trail', () => {
  let database: TestDatabase;
  const clients: Client[] = [];
  let client: Client;
  let sql: AuditSql;

  const connected = async (): Promise<{ client: Client; sql: AuditSql }> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    clients.push(client);
    return { client, sql: sqlOver(client) };
  };
  const entry = (aggregateId: string, action: string) => ({
    ...{ aggregate: 'tender', aggregateId, action, detail: { of: aggregateId } },
    ...{ actor: { id: 'anna', name: 'Anna' }, occurredAt: '2026-11-02T10:00:00Z' },
  });
  const happened = async (aggregateId: string, ...actions: string[]) => {
    for (const action of actions) await appendAudit(sql, entry(aggregateId, action));
  };
  const seal = async (by = sql) => {
    await by.query('BEGIN');
    const more = await sealAudit(by);
    await by.query('COMMIT');
    return more;
  };
  const tamper = async (...statements: string[]) => {
    for (const table of ['entry', 'seal'])
      await client.query(`ALTER TABLE audit.${table} DISABLE TRIGGER USER`);
    for (const statement of statements) await client.query(statement);
    for (const table of ['entry', 'seal'])
      await client.query(`ALTER TABLE audit.${table} ENABLE TRIGGER USER`);
  };
  const t1 = (problem: string, place: number) => ({ aggregate: 'tender', aggregateId: 't1', place, problem });

  beforeEach(async () => {
    database = await databaseOf('programme');
    ({ client, sql } = await connected());
    await happened('t1', 'drafted', 'published', 'closed');
    await happened('t2', 'drafted', 'published');
    await seal();
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((one) => one.end()));
    await database.drop();
  });

  it('is found whole, also when it goes on afterwards', async () => {
    const whole = { aggregates: 2, entries: 5, seals: 1, breaks: [], sealBreaks: [] };
    expect(await inspectAudit(sql)).toMatchObject({
      ...whole,
      unsealed: { entries: 0, oldestSeconds: null },
    });
    await happened('t1', 'opened');
    const on = await inspectAudit(sql);
    expect(on).toMatchObject({ ...whole, entries: 6, unsealed: { entries: 1 } });
    expect(on.unsealed.oldestSeconds).toBeGreaterThanOrEqual(0);
  });

  it.each([
    [
      'changed',
      "UPDATE audit.entry SET actor_name = 'Nobody' WHERE aggregate_id = 't1' AND place = 2",
      2,
      'changed',
    ],
    [
      'removed from the middle',
      "DELETE FROM audit.entry WHERE aggregate_id = 't1' AND place = 2",
      3,
      'missing',
    ],
    ['cut off at the end', "DELETE FROM audit.entry WHERE aggregate_id = 't1' AND place = 3", 3, 'cut'],
    [
      'cut off but for the first',
      "DELETE FROM audit.entry WHERE aggregate_id = 't1' AND place > 1",
      2,
      'cut',
    ],
    ['removed with its whole chain', "DELETE FROM audit.entry WHERE aggregate_id = 't1'", 1, 'cut'],
  ])('shows what was %s', async (_, statement, place, problem) => {
    await tamper(statement);
    expect(await inspectAudit(sql)).toMatchObject({ breaks: [t1(problem, place)], sealBreaks: [] });
  });

  it('shows an entry that was put in between', async () => {
    await tamper(
      "UPDATE audit.entry SET place = place + 1 WHERE aggregate_id = 't1' AND place = 3",
      `INSERT INTO audit.entry (aggregate, aggregate_id, place, action, actor_id, actor_name, occurred_at,
         previous_hash, hash) SELECT aggregate, aggregate_id, 3, 'amended', actor_id, actor_name, occurred_at, hash,
         repeat('f', 64) FROM audit.entry WHERE aggregate_id = 't1' AND place = 2`,
    );
    const { breaks } = await inspectAudit(sql);
    expect(breaks).toEqual([t1('changed', 3), t1('missing', 4)].slice(0, breaks.length));
    expect(breaks.length).toBeGreaterThan(0);
  });

  it('shows a chain that was told anew from one place on, though it is whole', async () => {
    await tamper("DELETE FROM audit.entry WHERE aggregate_id = 't1' AND place > 1");
    await happened('t1', 'cancelled', 'cancelled again');
    expect(await inspectAudit(sql)).toMatchObject({ breaks: [t1('rewritten', 3)], sealBreaks: [] });
    // And a later seal of what is there now believes nothing more.
    await seal();
    expect(await inspectAudit(sql)).toMatchObject({ breaks: [t1('rewritten', 3)], sealBreaks: [] });
  });

  it('shows a seal that was changed, and does not believe it', async () => {
    await tamper("UPDATE audit.seal SET heads = '[]'");
    expect(await inspectAudit(sql)).toMatchObject({
      breaks: [],
      sealBreaks: [{ seal: 1, problem: 'changed' }],
    });
  });

  describe('whose seals are noted elsewhere', () => {
    beforeEach(async () => {
      for (const action of ['opened', 'awarded']) {
        await happened('t1', action);
        await seal();
      }
    });

    it('shows that a seal was taken out from among them', async () => {
      await tamper('DELETE FROM audit.seal WHERE number = 2');
      expect(await inspectAudit(sql)).toMatchObject({ sealBreaks: [{ seal: 3, problem: 'missing' }] });
    });

    it('shows that the newest seals were cut off with their entries, which nothing inside would', async () => {
      const noted = await sealsAfter(sql, 0, 10);
      expect(noted).toHaveLength(3);
      expect(await inspectAudit(sql, noted)).toMatchObject({ breaks: [], sealBreaks: [] });
      await tamper('DELETE FROM audit.seal WHERE number > 1', 'DELETE FROM audit.entry WHERE place > 3');
      expect(await inspectAudit(sql)).toMatchObject({ breaks: [], sealBreaks: [] });
      expect(await inspectAudit(sql, noted)).toMatchObject({ sealBreaks: [{ seal: 2, problem: 'cut' }] });
    });

    it('shows that all seals are gone', async () => {
      const noted = await sealsAfter(sql, 0, 10);
      await tamper('DELETE FROM audit.seal', 'DELETE FROM audit.entry');
      expect(await inspectAudit(sql, noted)).toMatchObject({
        ...{ entries: 0, seals: 0, sealBreaks: [{ seal: 1, problem: 'cut' }] },
      });
    });

    it('shows that entries and seals were made again otherwise', async () => {
      const noted = await sealsAfter(sql, 0, 10);
      await tamper(
        'DELETE FROM audit.seal WHERE number = 3',
        "DELETE FROM audit.entry WHERE action = 'awarded'",
      );
      await happened('t1', 'not awarded');
      await seal();
      expect(await inspectAudit(sql)).toMatchObject({ breaks: [], sealBreaks: [] });
      expect(await inspectAudit(sql, noted)).toMatchObject({ sealBreaks: [{ seal: 3, problem: 'another' }] });
    });
  });

  it.each(['UPDATE audit.seal SET up_to = 0', 'DELETE FROM audit.seal', 'TRUNCATE audit.seal'])(
    'refuses %s',
    async (statement) => {
      await expect(client.query(statement)).rejects.toThrow('append-only');
    },
  );

  it('gets a seal only where something happened', async () => {
    await seal();
    expect(await sealsAfter(sql, 0, 10)).toHaveLength(1);
  });

  it('seals also what became visible behind a later entry that was sealed before', async () => {
    const slow = await connected();
    await slow.client.query('BEGIN');
    await appendAudit(slow.sql, entry('t3', 'drafted'));
    await happened('t2', 'closed');
    await seal();
    await slow.client.query('COMMIT');
    await seal();
    await tamper("DELETE FROM audit.entry WHERE aggregate_id = 't3'");
    expect((await inspectAudit(sql)).breaks).toEqual([{ ...t1('cut', 1), aggregateId: 't3' }]);
  });

  it('neither waits for a change that is under way nor keeps one waiting', async () => {
    const slow = await connected();
    await slow.client.query('BEGIN');
    await appendAudit(slow.sql, entry('t1', 'opened'));
    await happened('t2', 'closed');
    const sealer = await connected();
    await sealer.client.query('BEGIN');
    await sealAudit(sealer.sql);
    await happened('t2', 'opened');
    await appendAudit(slow.sql, entry('t1', 'awarded'));
    await slow.client.query('COMMIT');
    await sealer.client.query('COMMIT');
    await seal();
    expect(await inspectAudit(sql)).toMatchObject({ breaks: [], sealBreaks: [], unsealed: { entries: 0 } });
  });

  it('makes one chain of the seals of two who seal at once', async () => {
    const [one, two] = [await connected(), await connected()];
    await happened('t1', 'opened');
    await Promise.all([seal(one.sql), seal(two.sql)]);
    expect(await sealsAfter(sql, 0, 10)).toHaveLength(2);
    expect((await inspectAudit(sql)).sealBreaks).toEqual([]);
  });

  it('goes through a long trail portion by portion', async () => {
    await client.query('BEGIN');
    for (let number = 0; number < 5_200; number += 1) await happened(`long-${number % 3}`, 'amended');
    await client.query('COMMIT');
    const after = await seal();
    expect(after).toBeDefined();
    expect(await sealAudit(sql, after)).toBeUndefined();
    await tamper("DELETE FROM audit.entry WHERE aggregate_id = 'long-2'");
    expect(await inspectAudit(sql)).toMatchObject({
      ...{ seals: 3, unsealed: { entries: 0 } },
      breaks: [{ ...t1('cut', 1), aggregateId: 'long-2' }],
    });
  });
});
