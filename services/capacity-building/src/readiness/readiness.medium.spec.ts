import { ROLES } from '@commissioning/auth';
import {
  allEvents,
  type capacityBuildingApi,
  organisationMemberJoined,
  organisationMemberLeft,
} from '@commissioning/schemas';
import { member, service, staff, type TestPerson } from '@commissioning/testing';
import { samira, startTrial, tom, type Trial, uma } from '../../test/given';

const SERVICES = [
  ...new Set(['portal', ...allEvents.flatMap((event) => [event.service, ...event.listeners])]),
];

describe('readiness to bid', () => {
  let trial: Trial;
  let organisation: string;

  beforeAll(async () => {
    trial = await startTrial();
    organisation = trial.organisationOf(samira);
  });
  afterAll(() => trial.service.close());

  const profile = (as: TestPerson, id = organisation) =>
    trial.service.request('GET', `/v1/readiness/${id}`, { as });
  const assess = (as: TestPerson, competency: string, rating: string, id = organisation) =>
    trial.service.request('PUT', `/v1/readiness/${id}/self-assessment`, {
      ...{ as, body: { answers: [{ competency, rating }] } },
    });
  const note = (as: TestPerson, policies: object[], id = organisation) =>
    trial.service.request('PUT', `/v1/readiness/${id}/policies`, { as, body: { policies } });
  const accountsUntil = (expiresOn: string) => ({ competency: 'finance', title: 'Accounts', expiresOn });
  const of = async (competency: string, id = organisation) => {
    const { competencies } = (await profile(samira, id)).body as capacityBuildingApi.ReadinessProfile;
    return competencies.find((line) => line.competency === competency);
  };

  it('starts with nothing known, and with the seven competencies of a bidder', async () => {
    const { body } = await profile(samira);
    expect(body.competencies).toHaveLength(7);
    expect(new Set(body.competencies.map(({ level }: { level: string }) => level))).toEqual(
      new Set(['not-yet']),
    );
  });

  it('never points to a session of the internal programme', async () => {
    const body = {
      ...{ title: 'Our red lines', summary: 'For officers.', competencies: ['consortium-bidding'] },
      audience: 'internal',
    };
    const { body: course } = await trial.service.request('POST', '/v1/courses', { as: tom, body });
    await trial.session({ courseId: course.id });
    expect((await of('consortium-bidding'))?.nextSession).toBeUndefined();
    const { id } = await trial.session({ courseId: await trial.course('consortium-bidding') });
    expect((await of('consortium-bidding'))?.nextSession).toMatchObject({ sessionId: id });
  });

  it('is seen of all organisations, by name and page by page, by coordinators and nobody besides', async () => {
    const [zebra, acorn] = [trial.organisationOf(uma), trial.organisationOf(uma)];
    await trial.registered(zebra, { name: 'Zebra Crossing Club' });
    await trial.registered(acorn, { name: 'Acorn Nursery' });
    await note(uma, [accountsUntil('2030-01-01')], acorn);
    await assess(uma, 'finance', 'we-do-this', acorn);
    const overview = (query = '', as: TestPerson = tom) =>
      trial.service.request('GET', `/v1/readiness?${query}`, { as });
    const first = (await overview('limit=1')).body;
    expect(first.items).toMatchObject([{ organisationName: 'Acorn Nursery', trained: false }]);
    const levels = first.items[0].competencies as { competency: string; level: string }[];
    expect(levels.filter(({ level }) => level === 'ready')).toEqual([
      { competency: 'finance', level: 'ready' },
    ]);
    const rest = (await overview(`cursor=${first.nextCursor}`)).body;
    expect(rest.items.map((line: { organisationName: string }) => line.organisationName)).toEqual([
      'Zebra Crossing Club',
    ]);
    expect((await overview('find=ZEBRA')).body.items).toHaveLength(1);
    expect((await overview('find=%25')).body.items).toHaveLength(0);
    const both = staff('both', 'training-coordinator', 'evaluator');
    expect((await overview('', both)).status).toBe(404);
    for (const as of [samira, staff('anna', 'commissioner'), service('tendering')])
      expect((await overview('', as)).status).toBe(403);
  });

  it('grows from what the organisation says and from who came, and points to the next session', async () => {
    const id = trial.organisationOf(samira);
    const courseId = await trial.course('finance', 'governance');
    const session = await trial.session({
      courseId,
      startsAt: '2026-11-03T10:00:00Z',
      endsAt: '2026-11-03T12:00:00Z',
    });
    await trial.session({ courseId, capacity: 1, capPerOrganisation: 1, startsAt: '2026-11-10T10:00:00Z' });
    const next = await trial.session({ courseId, startsAt: '2026-11-20T10:00:00Z' });
    await assess(samira, 'finance', 'with-help', id);
    expect(await of('finance', id)).toMatchObject({
      level: 'nearly',
      nextSession: { sessionId: session.id },
    });
    const { body } = await trial.book(samira, session.id, id);
    trial.service.clock.moveTo('2026-11-03T10:00:00Z');
    const came = await trial.press(tom, body, 'attendance', {
      people: [{ place: 1, attendance: 'attended' }],
    });
    expect(came.status).toBe(200);
    expect(await of('finance', id)).toMatchObject({
      ...{ level: 'nearly', nextStep: 'Note your latest accounts or budget and until when it counts.' },
    });
    expect((await note(samira, [accountsUntil('2027-03-31')], id)).status).toBe(200);
    expect(await of('finance', id)).toMatchObject({
      level: 'ready',
      attended: 'attended',
      rating: 'with-help',
    });
    const governance = await of('governance', id);
    expect(governance).toMatchObject({ level: 'nearly' });
    expect(governance?.nextSession?.sessionId).not.toBe(session.id);
    expect(next.id).toBeDefined();
    trial.service.clock.moveTo('2026-11-02T10:00:00Z');
  });

  it('goes down on the day after a document ran out', async () => {
    const id = trial.organisationOf(samira);
    await assess(samira, 'finance', 'we-do-this', id);
    await note(
      samira,
      [accountsUntil('2026-11-30'), { ...accountsUntil('2026-01-31'), title: 'Budget' }],
      id,
    );
    trial.service.clock.moveTo('2026-11-30T23:59:00Z');
    expect(await of('finance', id)).toMatchObject({ level: 'ready', policy: { expiresOn: '2026-11-30' } });
    trial.service.clock.moveTo('2026-12-01T00:00:00Z');
    expect(await of('finance', id)).toMatchObject({ level: 'nearly', policy: { inDate: false } });
    trial.service.clock.moveTo('2026-11-02T10:00:00Z');
  });

  it('points to a later session with places before an earlier one that is full', async () => {
    const courseId = await trial.course('safeguarding');
    const full = await trial.session({
      courseId,
      capacity: 1,
      capPerOrganisation: 1,
      startsAt: '2026-11-10T10:00:00Z',
    });
    await trial.book(tom, full.id, trial.organisationOf(uma));
    expect((await of('safeguarding'))?.nextSession).toMatchObject({ sessionId: full.id, placesFree: 0 });
    const free = await trial.session({ courseId, startsAt: '2026-11-20T10:00:00Z' });
    expect((await of('safeguarding'))?.nextSession).toMatchObject({ sessionId: free.id, placesFree: 4 });
  });

  it('is said by members only: a coordinator reads it and does not answer for them', async () => {
    expect((await assess(tom, 'equality', 'we-do-this')).status).toBe(404);
    expect((await assess(uma, 'equality', 'we-do-this')).status).toBe(404);
    expect((await assess(samira, 'equality', 'we-do-this')).status).toBe(200);
  });

  it('is read by members and training coordinators', async () => {
    for (const as of [samira, tom]) expect((await profile(as)).status).toBe(200);
    expect((await profile(uma)).status).toBe(404);
    expect((await trial.service.request('GET', `/v1/readiness/${organisation}`)).status).toBe(401);
  });

  it.each(ROLES.filter((role) => role !== 'training-coordinator'))(
    'does not exist for a %s',
    async (role) => {
      const officer = staff(role, role);
      expect((await profile(officer)).status).toBe(404);
      trial.service.membershipOf(officer, organisation);
      expect((await profile(officer)).status).toBe(404);
      const both = { ...staff(`coordinating-${role}`, role, 'training-coordinator') };
      expect((await profile(both)).status).toBe(404);
    },
  );

  it.each(SERVICES)('is refused to the %s service', async (name) => {
    expect((await profile(service(name))).status).toBe(403);
    expect((await assess(service(name), 'finance', 'we-do-this')).status).toBe(403);
    expect((await note(service(name), [accountsUntil('2027-03-31')])).status).toBe(403);
  });

  it('is in no event and in no list', async () => {
    const id = trial.organisationOf(samira);
    await assess(samira, 'evidence-of-need', 'with-help', id);
    const said = JSON.stringify(await trial.service.emitted());
    expect(said).not.toMatch(/readiness|with-help|not-yet|we-do-this/);
    expect(said).not.toContain(id);
  });

  it('is closed to a member once the register says that they left', async () => {
    const tariq = member('tariq');
    const membership = { organisationId: organisation, personId: tariq.id };
    await trial.service.deliver(organisationMemberJoined, membership);
    expect((await profile(tariq)).status).toBe(200);
    await trial.service.deliver(organisationMemberLeft, membership);
    expect((await profile(tariq)).status).toBe(404);
  });
});
