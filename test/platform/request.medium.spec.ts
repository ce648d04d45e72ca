import { verifyAudit } from '@commissioning/audit';
import { Store, type PrismaLike, sqlOn } from '@commissioning/service';
import { staff, startTestService, type TestService } from '@commissioning/testing';
import { ProgrammeModule } from '../../services/programme/src/programme.module';

const priya = staff('priya', 'programme-manager');
const quentin = staff('quentin', 'operator');
const draft = {
  ...{ title: 'Programme', aim: 'Outcomes', startsOn: '2027-04-01', endsOn: '2031-03-31' },
  budgetPence: 1_000_000,
};

/** What every service promises of every request, shown on one of them. */
describe('a request', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService({
      service: 'programme',
      module: (environment) => ProgrammeModule.for(environment),
    });
  });
  afterAll(() => service.close());

  const create = (key: string | undefined, body: unknown = draft, as = priya) =>
    service.request('POST', '/v1/programmes', {
      as,
      body,
      ...(key && { headers: { 'idempotency-key': key } }),
    });
  const programmes = async () => (await service.request('GET', '/v1/programmes')).body.items.length as number;

  it('without a token is 401, without the permission 403, both as problems', async () => {
    const anonymous = await service.request('POST', '/v1/programmes', { body: draft });
    expect([anonymous.status, anonymous.body.code]).toEqual([401, 'unauthenticated']);
    expect(anonymous.headers['content-type']).toContain('application/problem+json');
    expect(await create(undefined, draft, quentin)).toMatchObject({
      status: 403,
      body: { code: 'not-permitted' },
    });
  });

  it.each([
    ['an unknown property', { ...draft, surprise: 1 }, '/'],
    ['a wrong type', { ...draft, budgetPence: 'lots' }, '/budgetPence'],
    ['a missing property', { ...draft, title: undefined }, '/title'],
    ['text without bound', { ...draft, title: 'x'.repeat(201) }, '/title'],
    ['a date that is none', { ...draft, startsOn: '2027-02-30' }, '/startsOn'],
  ])('with %s is 400 and says where', async (_, body, pointer) => {
    const answer = await create(undefined, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('that is no JSON, too large, or for nothing that exists is refused without a trace of the inside', async () => {
    const headers = { 'content-type': 'application/json' };
    const broken = await service.request('POST', '/v1/programmes', { as: priya, body: '{', headers });
    const large = await service.request('POST', '/v1/programmes', {
      as: priya,
      body: { ...draft, aim: 'x'.repeat(3_000_000) },
    });
    const nothing = await service.request('GET', '/v1/programmes/01920000-0000-7000-8000-00000000dead');
    const wrongId = await service.request('GET', "/v1/programmes/1'%20OR%201=1");
    expect([broken.status, large.status, nothing.status, wrongId.status]).toEqual([400, 413, 404, 400]);
    for (const answer of [broken, large, nothing, wrongId]) {
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(JSON.stringify(answer.body)).not.toMatch(/prisma|select |at \/|node_modules/i);
    }
  });

  it('repeated with its Idempotency-Key gets the first answer and changes nothing', async () => {
    const before = await programmes();
    const first = await create('key-of-one-request');
    const again = await create('key-of-one-request');
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(await programmes()).toBe(before + 1);
  });

  it('sent ten times at once under one key happens once', async () => {
    const before = await programmes();
    const answers = await Promise.all(Array.from({ length: 10 }, () => create('key-of-ten-at-once')));
    const ids = answers.filter((answer) => answer.status === 201).map((answer) => answer.body.id);
    expect(new Set(ids).size).toBe(1);
    expect(
      answers
        .filter((answer) => answer.status !== 201)
        .every((answer) => answer.body.code === 'idempotency-key-in-use'),
    ).toBe(true);
    expect(await programmes()).toBe(before + 1);
  });

  it('sent ten times at once without a key happens ten times: the key is what prevents it', async () => {
    const before = await programmes();
    await Promise.all(Array.from({ length: 10 }, () => create(undefined)));
    expect(await programmes()).toBe(before + 10);
  });

  it('with the key of another request is 422', async () => {
    await create('key-that-is-reused');
    expect(await create('key-that-is-reused', { ...draft, title: 'Other' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  it('that broke a rule may be repeated with the same key once it is mended', async () => {
    const wrong = await create('key-of-a-mended-request', { ...draft, endsOn: '2026-01-01' });
    expect(wrong).toMatchObject({ status: 409, body: { code: 'programme-ends-before-it-starts' } });
    expect((await create('key-of-a-mended-request')).status).toBe(201);
  });

  it('to update without a version is 428', async () => {
    const path = '/v1/themes/01920000-0000-7000-8000-00000000dead/approve';
    const body = { decisionId: '01920000-0000-7000-8000-00000000dead' };
    expect(await service.request('POST', path, { as: priya, body })).toMatchObject({ status: 428 });
  });

  it('leaves an audit chain that verifies, with who did it', async () => {
    const { body } = await create(undefined);
    const sql = sqlOn(service.app.get<Store<PrismaLike>>(Store).db);
    const entries = await sql.query('SELECT action, actor_name FROM audit.entry WHERE aggregate_id = $1', [
      body.id,
    ]);
    expect(entries).toEqual([{ action: 'programme.programme.approved.v1', actor_name: 'priya' }]);
    expect(await verifyAudit(sql)).toEqual([]);
  });

  it('that would change something without a record is not committed', async () => {
    const store = service.app.get<Store<PrismaLike>>(Store);
    const actor = { id: 'x', name: 'x', kind: 'person' as const, roles: [], scopes: [] };
    const before = await programmes();
    const change = store.change(actor, ({ sql }) =>
      sql.query("INSERT INTO programme VALUES (gen_random_uuid(), 't', 'a', '2027-04-01', '2028-04-01', 1)"),
    );
    await expect(change).rejects.toThrow('without an audit entry');
    expect(await programmes()).toBe(before);
  });
});
