import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendAudit, sealAudit, sealsAfter } from '@commissioning/audit';
import { type Broker, openBroker, sealsTopicOf, type Sql, sqlOver } from '@commissioning/messaging';
import { databaseOf, emptyDatabase, type TestDatabase } from '@commissioning/testing';
import { Client } from 'pg';
import { tellRunning } from '../local/running';
import { audit } from './audit';

describe('npm run audit -- verify', () => {
  let dir: string;
  const databases: TestDatabase[] = [];
  let broker: Broker;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'audit-'));
    databases.push(await databaseOf('programme'), await databaseOf('tendering'), await emptyDatabase());
    const [programme, tendering, brokerUrl] = databases.map(({ url }) => url) as [string, string, string];
    await tellRunning(dir, {
      ...{ pid: process.pid, brokerUrl, dataDir: dir, databases: { programme, tendering } },
    });
    broker = openBroker(brokerUrl, 'test', () => undefined);
    await broker.start();
    await broker.ensureTopics([{ name: sealsTopicOf('tendering'), partitions: 1 }]);
    for (const aggregateId of ['t1', 't2'])
      for (const action of ['drafted', 'published', 'closed'])
        await inTendering(async ({ query }) => {
          const actor = { id: 'anna', name: 'Anna' };
          const entry = {
            aggregate: 'tender',
            aggregateId,
            action,
            actor,
            occurredAt: '2026-11-02T10:00:00Z',
          };
          await appendAudit({ query }, entry);
        });
  });
  afterAll(async () => {
    await broker.stop();
    await Promise.all(databases.map((database) => database.drop()));
    await rm(dir, { recursive: true });
  });

  async function inTendering(work: (sql: Sql) => Promise<unknown>): Promise<void> {
    const client = new Client({ connectionString: databases[1]!.url });
    await client.connect();
    await work(sqlOver(client)).finally(() => client.end());
  }
  const sealed = (told: boolean) =>
    inTendering(async (sql) => {
      await sealAudit(sql);
      const seals = told ? await sealsAfter(sql, 0, 100) : [];
      const topic = sealsTopicOf('tendering');
      await broker.publish(
        seals.map((seal) => ({
          topic,
          key: 'tendering',
          headers: {},
          value: Buffer.from(JSON.stringify(seal)),
        })),
      );
    });
  /** As somebody would who owns the database and not only the service's account. */
  const tamper = (statement: string) =>
    inTendering(async ({ query }) => {
      const table = /audit\.\w+/.exec(statement)![0];
      await query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      await query(statement);
      await query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    });
  const run = async (...args: string[]) => {
    const [out, complaints]: [string[], string[]] = [[], []];
    const code = await audit(
      [...args, '--dir', dir],
      (line) => out.push(line),
      (line) => complaints.push(line),
    );
    return { code, out: out.join('\n'), complaints: complaints.join('\n') };
  };

  it('counts the chains and entries of every service, and finds them whole', async () => {
    const { code, out } = await run('verify');
    expect(code).toBe(0);
    expect(out).toMatch(/programme +0 +0 +0 +0 +whole/);
    expect(out).toMatch(/tendering +2 +6 +0 +6 +whole/);
  });

  it('names the first entry that was changed behind the back of the service, until it is put back', async () => {
    await tamper("UPDATE audit.entry SET action = 'opened' WHERE aggregate_id = 't1' AND place = 2");
    await tamper("UPDATE audit.entry SET actor_name = 'Nobody' WHERE aggregate_id = 't2' AND place = 1");
    const { code, out } = await run('verify', 'tendering');
    expect(code).toBe(1);
    expect(out).toMatch(/tendering +2 +6 +0 +6 +broken in 2 places/);
    expect(out).toMatch('tendering: entry 2 of tender t1 is not what was written');
    expect(JSON.parse((await run('verify', 'tendering', '--json')).out)).toEqual({
      ...{ service: 'tendering', aggregates: 2, entries: 6, seals: 0, unsealed: 6, breaks: 2, sealBreaks: 0 },
      first: { aggregate: 'tender', aggregateId: 't1', place: 2, problem: 'changed' },
    });
    expect((await run('verify', 'programme')).code).toBe(0);

    await tamper("UPDATE audit.entry SET action = 'published' WHERE aggregate_id = 't1' AND place = 2");
    await tamper("UPDATE audit.entry SET actor_name = 'Anna' WHERE aggregate_id = 't2' AND place = 1");
    expect((await run('verify')).code).toBe(0);
  });

  it('says what was cut off at the end, once it was sealed', async () => {
    await sealed(true);
    expect((await run('verify')).out).toMatch(/tendering +2 +6 +1 +0 +whole/);
    await tamper("DELETE FROM audit.entry WHERE aggregate_id = 't2' AND place = 3");
    const { code, out } = await run('verify', 'tendering');
    expect([code, out]).toEqual([
      1,
      expect.stringMatching('tendering: entry 3 of tender t2 and what came after'),
    ]);
  });

  it('names where an entry was taken out', async () => {
    await tamper("DELETE FROM audit.entry WHERE aggregate_id = 't1' AND place = 2");
    const { code, out } = await run('verify');
    expect(code).toBe(1);
    expect(out).toMatch('entry 3 of tender t1 does not follow: what stood before it is missing');
  });

  describe('where the seals were cut off too', () => {
    it('is told by the bus', async () => {
      await tamper('DELETE FROM audit.seal');
      await tamper('DELETE FROM audit.entry');
      const { code, out } = await run('verify', 'tendering');
      expect([code, out]).toEqual([1, expect.stringMatching('seal 1 and those after it are gone')]);
    });

    it('is told by an earlier report that was kept elsewhere', async () => {
      const report = join(dir, 'report.jsonl');
      await writeFile(report, (await run('verify', '--json')).out);
      expect((await run('verify', 'programme', '--against', report)).code).toBe(0);
      const seal = { number: 1, madeAt: '2026-11-02T10:00:00.000Z', hash: 'f'.repeat(64) };
      await writeFile(report, JSON.stringify({ service: 'programme', seal }));
      const { code, out } = await run('verify', 'programme', '--against', report);
      expect([code, out]).toEqual([
        1,
        expect.stringMatching('programme: seal 1 and those after it are gone'),
      ]);
    });
  });

  it.each([
    [['verify', 'nowhere'], 'There is no service nowhere'],
    [['check'], 'There is no command check'],
    [['verify', '--against', '/nowhere'], 'There is no file /nowhere'],
    [['verify', '--against', __filename], 'Line 1 of .* is not one that npm run audit'],
  ])('ends %p with 2 and a sentence', async (args, sentence) => {
    const { code, complaints } = await run(...args);
    expect([code, complaints]).toEqual([2, expect.stringMatching(sentence)]);
  });
});
