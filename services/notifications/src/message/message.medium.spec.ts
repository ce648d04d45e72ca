import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { member, service, staff, startTestService, type TestService } from '@commissioning/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { Postman } from '../delivery/postman';
import { NotificationsModule } from '../notifications.module';

const tendering = service('tendering');
const quentin = staff('quentin', 'operator');

describe('messages of other services', () => {
  let post: TestService;
  const dir = mkdtempSync(join(tmpdir(), 'notifications-'));
  const organisationId = uuidv7();
  const receipt = (more: object = {}, facts: object = {}) => ({
    ...{ template: 'bid-receipt', key: `receipt-${uuidv7()}`, organisationId, ...more },
    facts: {
      ...{ tenderId: uuidv7(), tenderTitle: 'Money advice', submittedAt: '2026-11-30T15:00:00Z' },
      ...{ sha256: 'ab'.repeat(32), ...facts },
    },
  });
  const ask = (body: object, as: { id: string } = tendering) =>
    post.request('POST', '/v1/messages', { as, body });
  const round = () => post.app.get(Postman).round();
  const outbox = () => {
    const files = readdirSync(dir).includes('outbox') ? readdirSync(join(dir, 'outbox')) : [];
    return files.map((file) => readFileSync(join(dir, 'outbox', file), 'utf8'));
  };
  /** Every row of the service's own tables, its outbox and audit trail, as text. */
  const everything = async () => {
    const database = new Client({ connectionString: post.databaseUrl });
    await database.connect();
    const { rows: tables } = await database.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      texts.push(...rows.map(({ row }) => row));
    }
    await database.end();
    return texts.join('\n');
  };

  beforeAll(async () => {
    post = await startTestService({
      service: 'notifications',
      module: (environment) => NotificationsModule.for(environment),
      environment: { DATA_DIR: dir },
    });
    post.peers.set(`GET organisations /v1/organisations/${organisationId}/contacts`, {
      ...{
        organisationId,
        name: 'Limehouse Kitchen Table',
        contactEmail: 'hello@kitchen.example',
        members: [],
      },
    });
  });
  afterEach(async () => {
    await round();
    rmSync(join(dir, 'outbox'), { recursive: true, force: true });
  });
  afterAll(async () => {
    await post.close();
    rmSync(dir, { recursive: true });
  });

  it('are one message, however often they are asked for, also at the same moment', async () => {
    const body = receipt();
    const answers = await Promise.all([1, 2, 3].map(() => ask(body)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    await round();
    expect((await ask(body)).body.id).toBe(answers[0]?.body.id);
    await round();
    expect(outbox()).toHaveLength(1);
    expect(outbox()[0]).toContain('30 November 2026 at 3:00pm');
  });

  it('are refused when a key comes back with something else', async () => {
    const body = receipt();
    await ask(body);
    const other = { ...body, facts: { ...body.facts, sha256: 'cd'.repeat(32) } };
    expect((await ask(other)).body).toMatchObject({ status: 409, code: 'message-key-reused' });
  });

  it('leave no trace of who has bid, before they are sent or after', async () => {
    const body = receipt({}, { tenderTitle: 'Sealed lunches' });
    const traces = [organisationId, 'hello@kitchen.example', 'Sealed lunches', 'ab'.repeat(32), 'bid of'];
    const found = async () => {
      const text = await everything();
      return traces.filter((trace) => text.includes(trace));
    };
    const { body: accepted } = await ask(body);
    // The search works: it finds what is there.
    expect(await everything()).toContain(accepted.id);
    expect(await found()).toEqual([]);
    await round();
    expect(outbox()[0]).toContain('Sealed lunches');
    expect(await found()).toEqual([]);
    const { body: list } = await post.request('GET', '/v1/deliveries', { as: quentin });
    expect(list).toMatchObject({ items: [], counts: { waiting: 0, pending: 0, sent: 0 } });
  });

  it('keep their key in a file that its owner alone can read', async () => {
    await ask(receipt());
    expect(statSync(join(dir, 'seal.key')).mode & 0o777).toBe(0o600);
  });

  it('carry the code of an invitation to its address and forget it', async () => {
    const facts = {
      ...{ organisationName: 'Limehouse Kitchen Table', invitedBy: 'Samira', invitationId: uuidv7() },
      ...{ code: 'code-of-an-invitation', expiresAt: '2026-12-01T10:00:00Z' },
    };
    await ask({ template: 'invitation', key: `invitation-${uuidv7()}`, email: 'New@Person.example', facts });
    await round();
    expect(outbox()[0]).toMatch(/^To: new@person.example/m);
    expect(outbox()[0]).toContain('code-of-an-invitation');
    expect(await everything()).not.toMatch(/code-of-an-invitation|person\.example/i);
  });

  it('come from the services that may send, in the shape that they promised', async () => {
    for (const as of [service('evaluation'), staff('anna', 'commissioner'), member('samira')]) {
      expect((await ask(receipt(), as)).status).toBe(403);
    }
    expect((await ask(receipt({ template: 'anything' }))).status).toBe(400);
    expect((await ask(receipt({}, { price: 1 }))).status).toBe(400);
  });
});
