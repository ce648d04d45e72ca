import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organisationRegistered, returnReturned, tenderPublished } from '@commissioning/schemas';
import { member, staff, startTestService, type TestService } from '@commissioning/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { NotificationsModule } from '../notifications.module';
import { Postman } from './postman';

const quentin = staff('quentin', 'operator');
const anna = staff('anna', 'commissioner');

describe('deliveries', () => {
  let post: TestService;
  let database: Client;
  const dir = mkdtempSync(join(tmpdir(), 'notifications-'));
  const outbox = join(dir, 'outbox');
  const [kitchen, charity] = [uuidv7(), uuidv7()];

  const register = async (organisationId: string, name: string, ...addresses: string[]) => {
    await post.deliver(organisationRegistered, {
      ...{ organisationId, name, small: true, identifiers: [], legalForm: 'Other', homeWard: 'E05009326' },
      ...{ wardsServed: ['E05009326'], equalityFocus: [] },
    });
    addressesOf(organisationId, name, ...addresses);
  };
  const addressesOf = (organisationId: string, name: string, ...addresses: string[]) => {
    const [contactEmail, ...emails] = addresses;
    const members = emails.map((email) => ({ personId: email, name: 'Somebody', email }));
    const contacts = { organisationId, name, ...(contactEmail && { contactEmail }), members };
    post.peers.set(`GET organisations /v1/organisations/${organisationId}/contacts`, contacts);
  };

  beforeAll(async () => {
    post = await startTestService({
      service: 'notifications',
      module: (environment) => NotificationsModule.for(environment),
      environment: { DATA_DIR: dir, PUBLIC_URL: 'https://commissioning.example' },
    });
    database = new Client({ connectionString: post.databaseUrl });
    await database.connect();
    await register(
      kitchen,
      'Limehouse Kitchen Table',
      'hello@kitchen.example',
      'Hello@Kitchen.example',
      'samira@kitchen.example',
    );
    await register(charity, 'Thames Advice', 'post@thames.example');
  });
  beforeEach(() => rmSync(outbox, { recursive: true, force: true }));
  afterAll(async () => {
    await database.end();
    await post.close();
    rmSync(dir, { recursive: true });
  });

  const round = () => post.app.get(Postman).round();
  const sent = () => (readdirSync(dir).includes('outbox') ? readdirSync(outbox) : []);
  const mails = () => sent().map((file) => readFileSync(join(outbox, file), 'utf8'));
  const to = (mail: string) => /^To: (.*)$/m.exec(mail)?.[1];
  const list = async (query = '') =>
    (await post.request('GET', `/v1/deliveries?limit=200${query}`, { as: quentin })).body;
  /** Makes everything due now: backoff is real time. */
  const hurry = async () => {
    await database.query('UPDATE message SET next_attempt_at = now()');
    await database.query('UPDATE delivery SET next_attempt_at = now()');
  };
  const publish = () =>
    post.deliver(tenderPublished, { ...tenderPublished.examples.golden, tenderId: uuidv7() });
  const sendBack = (organisationId = charity) =>
    post.deliver(returnReturned, {
      returnId: uuidv7(),
      contractId: uuidv7(),
      organisationId,
      comments: 'Please mend.',
    });

  it('tell everybody on the register of an opportunity, each address once', async () => {
    await publish();
    await round();
    expect(mails().map(to).sort()).toEqual([
      'hello@kitchen.example',
      'post@thames.example',
      'samira@kitchen.example',
    ]);
    expect(mails()[0]).toContain('Subject: New opportunity: Money advice');
    expect(mails()[0]).toContain('7 December 2026 at 12:00pm');
    await round();
    expect(sent()).toHaveLength(3);
  });

  it('reach only the organisation that something is about', async () => {
    await sendBack(charity);
    await round();
    expect(mails().map(to)).toEqual(['post@thames.example']);
  });

  it('are not lost while the register is away', async () => {
    const path = `GET organisations /v1/organisations/${charity}/contacts`;
    const answer = post.peers.get(path);
    post.peers.set(path, () => {
      throw new Error('organisations answered 503');
    });
    await sendBack();
    await round();
    expect((await list()).counts.waiting).toBe(1);
    post.peers.set(path, answer);
    await hurry();
    await round();
    expect(mails().map(to)).toEqual(['post@thames.example']);
    expect((await list()).counts.waiting).toBe(0);
  });

  it('are tried again and, in the end, wait for an operator with the reason', async () => {
    writeFileSync(outbox, 'in the way');
    await sendBack();
    await round();
    const pending = (await list('&state=pending')).items;
    expect(pending).toEqual([
      expect.objectContaining({ attempts: 1, reason: expect.stringMatching(/EEXIST|ENOTDIR/) }),
    ]);
    for (let attempt = 2; attempt <= 8; attempt += 1) {
      await hurry();
      await round();
    }
    const [failed] = (await list('&state=failed')).items;
    expect(failed).toMatchObject({ state: 'failed', attempts: 8, recipient: 'post@thames.example' });
    rmSync(outbox);
    await hurry();
    await round();
    expect(sent()).toEqual([]);
    const retry = await post.request('POST', `/v1/deliveries/${failed.id}/retry`, { as: quentin });
    expect(retry.body.state).toBe('pending');
    await round();
    expect(mails().map(to)).toEqual(['post@thames.example']);
    const again = await post.request('POST', `/v1/deliveries/${failed.id}/retry`, { as: quentin });
    expect(again.body).toMatchObject({ status: 409, code: 'delivery-not-failed' });
  });

  it('say that an organisation has no address, and go out when it has one', async () => {
    const silent = uuidv7();
    await register(silent, 'Silent Group');
    await sendBack(silent);
    await round();
    const [lost] = (await list('&state=unreachable')).items;
    expect(lost).toMatchObject({
      organisationName: 'Silent Group',
      reason: expect.stringContaining('no address'),
    });
    addressesOf(silent, 'Silent Group', 'now@silent.example');
    await post.request('POST', `/v1/deliveries/${lost.id}/retry`, { as: quentin });
    await round();
    expect(mails().map(to)).toEqual(['now@silent.example']);
  });

  it('are for operators to see, not for other staff or members', async () => {
    for (const as of [anna, member('samira')]) {
      expect((await post.request('GET', '/v1/deliveries', { as })).status).toBe(403);
    }
  });
});

describe('deliveries by SMTP', () => {
  let post: TestService;
  const taken: string[] = [];
  const server: Server = mailServer(taken);
  const organisationId = uuidv7();
  const dir = mkdtempSync(join(tmpdir(), 'notifications-'));

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    post = await startTestService({
      service: 'notifications',
      module: (environment) => NotificationsModule.for(environment),
      environment: { DATA_DIR: dir, SMTP_URL: `smtp://127.0.0.1:${port}` },
    });
    const contacts = {
      organisationId,
      name: 'Thames Advice',
      contactEmail: 'post@thames.example',
      members: [],
    };
    post.peers.set(`GET organisations /v1/organisations/${organisationId}/contacts`, contacts);
  });
  afterAll(async () => {
    await post.close();
    server.close();
    rmSync(dir, { recursive: true });
  });

  it('leave once each, though several rounds run at the same moment', async () => {
    for (const comments of ['one', 'two', 'three']) {
      await post.deliver(returnReturned, {
        returnId: uuidv7(),
        contractId: uuidv7(),
        organisationId,
        comments,
      });
    }
    await Promise.all([1, 2, 3].map(() => post.app.get(Postman).round()));
    // A round passes over rows that another one holds; what it left is taken by the next.
    await post.app.get(Postman).round();
    const comments = taken.map((mail) => /^(one|two|three)\r?$/m.exec(mail)?.[1]);
    expect(comments.sort()).toEqual(['one', 'three', 'two']);
    expect(taken[0]).toMatch(/^Message-ID: <[0-9a-f-]{36}@community-commissioning>/m);
  });
});

/** As much of a mail server as takes a message; slow enough for rounds to meet. */
function mailServer(taken: string[]): Server {
  return createServer((socket) => {
    let data: string | undefined;
    socket.write('220 test\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      if (data !== undefined) {
        data += chunk.toString();
        if (!data.endsWith('\r\n.\r\n')) return;
        taken.push(data);
        data = undefined;
        setTimeout(() => socket.write('250 taken\r\n'), 50);
        return;
      }
      const command = chunk.toString().slice(0, 4).toUpperCase();
      if (command === 'DATA') data = '';
      socket.write(command === 'DATA' ? '354 go on\r\n' : command === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
    });
  });
}
