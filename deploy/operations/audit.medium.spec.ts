import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendAudit } from '@commissioning/audit';
import { databaseOf, type TestDatabase } from '@commissioning/testing';
import { Client } from 'pg';
import { tellRunning } from '../local/running';
import { audit } from './audit';

describe('npm run audit -- verify', () => {
  let dir: string;
  const databases: TestDatabase[] = [];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'audit-'));
    databases.push(await databaseOf('programme'), await databaseOf('tendering'));
    const [programme, tendering] = databases.map(({ url }) => url) as [string, string];
    await tellRunning(dir, {
      ...{ pid: process.pid, brokerUrl: programme, dataDir: dir, databases: { programme, tendering } },
    });
    for (const aggregateId of ['t1', 't2'])
      for (const action of ['drafted', 'published', 'closed'])
        await inTendering(async (client) => {
          const query = async <Row>(text: string, values: readonly unknown[] = []) =>
            (await client.query(text, values as unknown[])).rows as Row[];
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
    await Promise.all(databases.map((database) => database.drop()));
    await rm(dir, { recursive: true });
  });

  async function inTendering(work: (client: Client) => Promise<unknown>): Promise<void> {
    const client = new Client({ connectionString: databases[1]!.url });
    await client.connect();
    await work(client).finally(() => client.end());
  }
  /** As somebody would who owns the database and not only the service's account. */
  const tamper = (statement: string) =>
    inTendering(async (client) => {
      await client.query('ALTER TABLE audit.entry DISABLE TRIGGER USER');
      await client.query(statement);
      await client.query('ALTER TABLE audit.entry ENABLE TRIGGER USER');
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
    expect(out).toMatch(/programme +0 +0 +whole/);
    expect(out).toMatch(/tendering +2 +6 +whole/);
  });

  it('names the first entry that was changed behind the back of the service, until it is put back', async () => {
    await tamper("UPDATE audit.entry SET action = 'opened' WHERE aggregate_id = 't1' AND place = 2");
    await tamper("UPDATE audit.entry SET actor_name = 'Nobody' WHERE aggregate_id = 't2' AND place = 1");
    const { code, out } = await run('verify', 'tendering');
    expect(code).toBe(1);
    expect(out).toMatch(/tendering +2 +6 +broken in 2 places/);
    expect(out).toMatch('tendering: the first break is at entry 2 of tender t1: it is not what was written');
    expect(JSON.parse((await run('verify', 'tendering', '--json')).out)).toEqual({
      ...{ service: 'tendering', aggregates: 2, entries: 6, breaks: 2 },
      first: { aggregate: 'tender', aggregateId: 't1', place: 2, problem: 'changed' },
    });
    expect((await run('verify', 'programme')).code).toBe(0);

    await tamper("UPDATE audit.entry SET action = 'published' WHERE aggregate_id = 't1' AND place = 2");
    await tamper("UPDATE audit.entry SET actor_name = 'Anna' WHERE aggregate_id = 't2' AND place = 1");
    expect((await run('verify')).code).toBe(0);
  });

  it('names where an entry was taken out', async () => {
    await tamper("DELETE FROM audit.entry WHERE aggregate_id = 't2' AND place = 2");
    const { code, out } = await run('verify');
    expect(code).toBe(1);
    expect(out).toMatch('entry 3 of tender t2: what stood before it is missing');
  });

  it.each([
    [['verify', 'nowhere'], 'There is no service nowhere'],
    [['check'], 'There is no command check'],
  ])('ends %p with 2 and a sentence', async (args, sentence) => {
    const { code, complaints } = await run(...args);
    expect([code, complaints]).toEqual([2, expect.stringMatching(sentence)]);
  });
});
