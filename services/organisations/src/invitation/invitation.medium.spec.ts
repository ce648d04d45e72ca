import { organisationMemberJoined, organisationMemberLeft } from '@commissioning/schemas';
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
const tariq = member('tariq');
const uma = member('uma');
const tom = staff('tom', 'training-coordinator');

describe('acting for an organisation', () => {
  let register: TestService;

  beforeAll(async () => {
    const module = OrganisationsModule.for.bind(OrganisationsModule);
    register = await startTestService({ service: 'organisations', module });
  });
  afterAll(() => register.close());

  const organisation = async (): Promise<string> => {
    const body = {
      ...{
        name: 'Bow Youth Club',
        identifiers: [],
        legalForm: 'Charitable trust',
        annualIncomePence: 20_000_00,
      },
      ...{
        homeWard: 'E05009319',
        wardsServed: ['E05009319'],
        equalityFocus: [],
        contactEmail: 'bow@youth.example',
      },
    };
    return (await register.request('POST', '/v1/organisations', { as: samira, body })).body.id;
  };
  const invite = (id: string, body: unknown, as: TestPerson = samira) =>
    register.request('POST', `/v1/organisations/${id}/invitations`, { as, body });
  const accept = (id: string, as: TestPerson, body: unknown = {}) =>
    register.request('POST', `/v1/invitations/${id}/accept`, { as, body });
  const end = (id: string, person: TestPerson, as: TestPerson) =>
    register.request('POST', `/v1/organisations/${id}/people/${person.id}/leave`, { as });
  const actsFor = async (person: TestPerson): Promise<string[]> =>
    (await register.request('GET', `/v1/memberships/${person.id}`, { as: service('tendering') })).body
      .organisationIds;
  const joined = async (id: string, person: TestPerson) =>
    (await register.emitted()).filter(
      ({ type, fact }) =>
        type === organisationMemberJoined.type && fact.organisationId === id && fact.personId === person.id,
    );

  it('begins when the invitation is accepted, not when it is sent', async () => {
    const id = await organisation();
    const { body: invitation } = await invite(id, { personId: tariq.id });
    expect(await actsFor(tariq)).not.toContain(id);
    const waiting = await register.request('GET', '/v1/invitations', { as: tariq });
    expect(waiting.body.items).toEqual([
      expect.objectContaining({ id: invitation.id, organisationName: 'Bow Youth Club' }),
    ]);
    expect((await accept(invitation.id, tariq)).status).toBe(200);
    expect(await actsFor(tariq)).toContain(id);
    expect(await joined(id, tariq)).toHaveLength(1);
  });

  it('is not for the wrong person: the invitation does not exist for them', async () => {
    const { body: invitation } = await invite(await organisation(), { personId: tariq.id });
    expect((await accept(invitation.id, uma)).status).toBe(404);
  });

  it('is for whoever got the e-mail with its code, once', async () => {
    const id = await organisation();
    const { body: invitation } = await invite(id, { email: 'uma@advice.example' });
    expect((await accept(invitation.id, uma)).status).toBe(404);
    expect((await accept(invitation.id, uma, { code: 'x'.repeat(24) })).status).toBe(404);
    const { code } = invitation;
    const answers = await Promise.all([
      accept(invitation.id, uma, { code }),
      accept(invitation.id, tariq, { code }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const people = await register.request('GET', `/v1/organisations/${id}/people`, { as: samira });
    expect(people.body.members).toHaveLength(2);
    expect(JSON.stringify(people.body)).not.toContain(code);
  });

  it('is not accepted after two weeks', async () => {
    const { body: invitation } = await invite(await organisation(), { personId: tariq.id });
    const sent = register.clock.now().toString();
    register.clock.moveTo('2026-11-17T10:00:00Z');
    expect((await accept(invitation.id, tariq)).body).toMatchObject({ code: 'invitation-expired' });
    register.clock.moveTo(sent);
  });

  it('is not accepted after the organisation took the invitation back', async () => {
    const { body: invitation } = await invite(await organisation(), { personId: tariq.id });
    const withdraw = (as: TestPerson) =>
      register.request('POST', `/v1/invitations/${invitation.id}/withdraw`, { as });
    expect((await withdraw(uma)).status).toBe(403);
    expect((await withdraw(samira)).body.state).toBe('withdrawn');
    expect((await accept(invitation.id, tariq)).body).toMatchObject({ code: 'invitation-not-open' });
  });

  it('is offered by members and helping officers, never to oneself', async () => {
    const id = await organisation();
    expect((await invite(id, { personId: tariq.id }, uma)).status).toBe(403);
    expect((await invite(id, { personId: tom.id }, tom)).body).toMatchObject({
      code: 'invitation-to-oneself',
    });
    expect((await invite(id, { personId: tariq.id }, tom)).status).toBe(201);
    expect((await invite(id, { personId: samira.id }, tom)).body).toMatchObject({ code: 'already-a-member' });
    expect((await invite(id, {})).status).toBe(400);
    expect((await invite(id, { personId: 'x', email: 'x@y.example' })).status).toBe(400);
  });

  it('ends at once, and is told', async () => {
    const id = await organisation();
    await accept((await invite(id, { personId: tariq.id })).body.id, tariq);
    expect((await end(id, tariq, uma)).status).toBe(403);
    expect((await end(id, tariq, tariq)).status).toBe(200);
    expect(await actsFor(tariq)).not.toContain(id);
    const events = (await register.emitted()).filter(({ subject }) => subject === id);
    expect(events.at(-1)).toMatchObject({ type: organisationMemberLeft.type, fact: { personId: tariq.id } });
    expect((await end(id, tariq, samira)).status).toBe(404);
  });

  it('does not end for the last one, though two leave at the same moment', async () => {
    const id = await organisation();
    await accept((await invite(id, { personId: tariq.id })).body.id, tariq);
    const answers = await Promise.all([end(id, samira, samira), end(id, tariq, tariq)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const people = await register.request('GET', `/v1/organisations/${id}/people`, { as: tom });
    expect(people.body.members).toHaveLength(1);
  });

  it('is each person’s own business', async () => {
    const of = (as: TestPerson) => register.request('GET', `/v1/memberships/${samira.id}`, { as });
    expect((await of(samira)).status).toBe(200);
    for (const as of [uma, tom]) expect((await of(as)).status).toBe(403);
    const id = await organisation();
    const people = await register.request('GET', `/v1/organisations/${id}/people`, { as: uma });
    expect(people.status).toBe(403);
  });

  it('tells addresses to notifications alone', async () => {
    const id = await organisation();
    const contacts = (as: TestPerson) => register.request('GET', `/v1/organisations/${id}/contacts`, { as });
    expect((await contacts(service('notifications'))).body).toMatchObject({
      contactEmail: 'bow@youth.example',
      members: [{ personId: samira.id, email: 'bow@youth.example' }],
    });
    for (const as of [samira, tom, service('evaluation')]) expect((await contacts(as)).status).toBe(403);
    expect(JSON.stringify(await register.emitted())).not.toContain('@youth.example');
  });
});
