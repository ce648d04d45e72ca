import {
  organisationChanged,
  organisationMemberJoined,
  organisationRegistered,
} from '@commissioning/schemas';
import {
  member,
  service,
  staff,
  startTestService,
  type TestPerson,
  type TestService,
} from '@commissioning/testing';
import { OrganisationsModule } from '../organisations.module';

const samira = member('samira');
const uma = member('uma');
const tom = staff('tom', 'training-coordinator');
const farida = staff('farida', 'evaluator');

const entered = (more: Record<string, unknown> = {}) => ({
  name: 'Limehouse Kitchen Table',
  identifiers: [],
  legalForm: 'Unincorporated association',
  annualIncomePence: 40_000_00,
  homeWard: 'E05009329',
  wardsServed: ['E05009329', 'E05009330'],
  equalityFocus: ['Disabled people'],
  ...more,
});

describe('the register of organisations', () => {
  let register: TestService;

  beforeAll(async () => {
    const module = OrganisationsModule.for.bind(OrganisationsModule);
    register = await startTestService({ service: 'organisations', module });
  });
  afterAll(() => register.close());

  const enter = (as: TestPerson, more: Record<string, unknown> = {}) =>
    register.request('POST', '/v1/organisations', { as, body: entered(more) });
  const told = async (id: string, type: string) =>
    (await register.emitted()).filter((event) => event.subject === id && event.type === type);

  it('makes whoever registers the first member, and tells both', async () => {
    const { status, body } = await enter(samira, { name: 'Wapping Walkers' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ small: true, version: 1, likelyDuplicates: [] });
    expect(await told(body.id, organisationRegistered.type)).toEqual([
      expect.objectContaining({
        sequence: 1,
        fact: expect.objectContaining({ name: 'Wapping Walkers', small: true }),
      }),
    ]);
    expect((await told(body.id, organisationMemberJoined.type))[0]?.fact).toEqual({
      organisationId: body.id,
      personId: samira.id,
    });
    const path = `/v1/memberships/${samira.id}`;
    expect(
      (await register.request('GET', path, { as: service('tendering') })).body.organisationIds,
    ).toContain(body.id);
  });

  it('gives a group on no register a local number', async () => {
    const { body } = await enter(samira, { name: 'Mile End Gardeners' });
    expect(body.identifiers).toEqual([{ scheme: 'LOCAL', id: expect.stringMatching(/^L\d{6}$/) }]);
  });

  it('refuses a number that is on the register, however it is typed', async () => {
    await enter(samira, { name: 'First', identifiers: [{ scheme: 'GB-COH', id: '7654321' }] });
    const second = await enter(uma, { name: 'Second', identifiers: [{ scheme: 'GB-COH', id: '0765 4321' }] });
    expect(second).toMatchObject({ status: 409, body: { code: 'organisation-already-registered' } });
  });

  it('enters one of many who claim the same number at the same moment', async () => {
    const identifiers = [{ scheme: 'GB-CHC', id: '1112223' }];
    const attempts = Array.from({ length: 6 }, (_, n) => enter(uma, { name: `Claim ${n}`, identifiers }));
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('reports names that read nearly the same, and enters the organisation all the same', async () => {
    const first = await enter(samira, { name: 'Shadwell Basin Sailors' });
    const { status, body } = await enter(uma, { name: 'The Shadwell Basin Sailors CIC' });
    expect(status).toBe(201);
    expect(body.likelyDuplicates).toEqual([
      { organisationId: first.body.id, name: 'Shadwell Basin Sailors', homeWard: 'E05009329' },
    ]);
    const before = await register.request(
      'GET',
      '/v1/organisations/likely-duplicates?name=Shadwell%20Basin%20Sailor',
      {
        as: uma,
      },
    );
    expect(before.body.items).toHaveLength(2);
  });

  it('lets an officer register on behalf of a group without becoming its member', async () => {
    const body = entered({ name: 'Bromley Bakers' });
    const entry = await register.request('POST', '/v1/organisations/on-behalf', { as: tom, body });
    expect(entry.status).toBe(201);
    expect(await told(entry.body.id, organisationMemberJoined.type)).toEqual([]);
    for (const as of [samira, farida]) {
      const refused = await register.request('POST', '/v1/organisations/on-behalf', { as, body });
      expect(refused.status).toBe(403);
    }
  });

  it('is changed by members and helping officers only, once per version', async () => {
    const { body } = await enter(samira, { name: 'Stepney Singers' });
    const path = `/v1/organisations/${body.id}`;
    const larger = entered({ name: 'Stepney Singers', annualIncomePence: 250_000_00 });
    for (const as of [uma, farida]) {
      expect((await register.request('PUT', path, { as, version: 1, body: larger })).status).toBe(403);
    }
    const presses = await Promise.all([
      register.request('PUT', path, { as: samira, version: 1, body: larger }),
      register.request('PUT', path, { as: tom, version: 1, body: larger }),
    ]);
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await told(body.id, organisationChanged.type)).map(({ fact }) => fact.small)).toEqual([false]);
  });

  it('shows everybody the public facts, and the income to nobody else', async () => {
    const { body } = await enter(samira, { name: 'Weavers Welcome', contactEmail: 'hello@weavers.example' });
    const shown = await register.request('GET', `/v1/organisations/${body.id}`);
    expect(shown).toMatchObject({ status: 200, body: { name: 'Weavers Welcome', small: true } });
    expect(JSON.stringify(shown.body)).not.toMatch(/income|hello@/i);
    const list = await register.request('GET', '/v1/organisations?ward=E05009330&limit=200');
    expect(list.body.items.map(({ id }: { id: string }) => id)).toContain(body.id);
    expect(JSON.stringify(list.body)).not.toMatch(/income|hello@/i);
    const entry = (as: TestPerson) => register.request('GET', `/v1/organisations/${body.id}/entry`, { as });
    expect((await entry(samira)).body.annualIncomePence).toBe(40_000_00);
    for (const as of [uma, farida, service('evaluation')]) expect((await entry(as)).status).toBe(403);
  });

  it('pages the list without losing or repeating anybody', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await register.request(
        'GET',
        `/v1/organisations?limit=3${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      if (!body.nextCursor) break;
      cursor = body.nextCursor;
    }
    const all = (await register.request('GET', '/v1/organisations?limit=200')).body.items;
    expect(seen).toEqual(all.map(({ id }: { id: string }) => id));
    expect(seen.length).toBeGreaterThan(6);
  });

  it.each([
    ['an unknown property', { colour: 'red' }],
    ['a group that is not on the list', { equalityFocus: ['Everybody'] }],
    ['a ward by its name', { homeWard: 'Bow East' }],
    ['an income with a fraction of a penny', { annualIncomePence: 0.5 }],
  ])('refuses %s', async (_, more) => {
    expect(await enter(samira, more)).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });
});

describe('the limit of a small organisation', () => {
  it('is the one that the council configured', async () => {
    const register = await startTestService({
      service: 'organisations',
      module: (environment) => OrganisationsModule.for(environment),
      environment: { SMALL_INCOME_POUNDS: '30000' },
    });
    try {
      const { body } = await register.request('POST', '/v1/organisations', { as: samira, body: entered() });
      expect(body.small).toBe(false);
    } finally {
      await register.close();
    }
  });
});
