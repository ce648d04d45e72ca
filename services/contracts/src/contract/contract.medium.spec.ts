import {
  challengeReceived,
  challengeResolved,
  contractSigned,
  evaluationStandstillEnded,
  noticePublished,
  organisationMemberJoined,
  organisationMemberLeft,
} from '@commissioning/schemas';
import { member, service, staff, startTestService, type TestService } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { awarded, indicator, reach, registered, signed } from '../../test/given';
import { ContractsModule } from '../contracts.module';

const nadia = staff('nadia', 'contract-manager');
const owen = staff('owen', 'contract-manager');
const anna = staff('anna', 'commissioner');
const priya = staff('priya', 'programme-manager');
const farida = staff('farida', 'evaluator');
const samira = member('samira');
const uma = member('uma');
describe('contracts', () => {
  let contracts: TestService;
  const [kitchen, charity] = [uuidv7(), uuidv7()];

  beforeAll(async () => {
    contracts = await startTestService({
      service: 'contracts',
      module: (environment) => ContractsModule.for(environment),
      now: '2027-01-20T10:00:00Z',
    });
    await registered(contracts, kitchen, 'Limehouse Kitchen Table', true);
    await registered(contracts, charity, 'Thames Advice', false);
    await contracts.deliver(organisationMemberJoined, { organisationId: kitchen, personId: samira.id });
    await contracts.deliver(organisationMemberJoined, { organisationId: charity, personId: uma.id });
  });
  beforeEach(() => contracts.clock.moveTo('2027-01-20T10:00:00Z'));
  afterAll(() => contracts.close());

  const awardedTo = async (more: Parameters<typeof awarded>[2] & { organisationId?: string } = {}) => {
    const { organisationId = kitchen, ...terms } = more;
    return draftOf(await awarded(contracts, organisationId, terms));
  };
  const draftOf = async (tenderId: string) => {
    const { body } = await contracts.request('GET', `/v1/contracts?tenderId=${tenderId}`, { as: anna });
    return body.items[0];
  };
  const noticed = (tenderId: string) =>
    contracts.deliver(noticePublished, {
      ...{ noticeId: uuidv7(), tenderId, kind: 'contract-award', publishedOn: '2027-01-08' },
      ...{ reference: '2027/S 1', standstillEndsOn: '2027-01-19' },
    });
  const ended = (tenderId: string) =>
    contracts.deliver(evaluationStandstillEnded, { evaluationId: uuidv7(), tenderId, endedOn: '2027-01-20' });
  const assign = (contract: { id: string; version: number }, as = nadia, body: object = {}) =>
    contracts.request('POST', `/v1/contracts/${contract.id}/assign`, { as, version: contract.version, body });
  const sign = (contract: { id: string; version: number }, as = nadia) =>
    contracts.request('POST', `/v1/contracts/${contract.id}/sign`, { as, version: contract.version });
  const ready = async (more: Parameters<typeof awardedTo>[0] = {}) => {
    const draft = await awardedTo(more);
    await noticed(draft.tenderId);
    await ended(draft.tenderId);
    return (await assign(draft)).body;
  };
  const signedEvents = async (id: string) =>
    (await contracts.emitted()).filter((event) => event.type === contractSigned.type && event.subject === id);

  it('begin as a draft of the award, with the outcomes of the tender', async () => {
    const draft = await awardedTo();
    const { body } = await contracts.request('GET', `/v1/contracts/${draft.id}`, { as: anna });
    expect(body).toMatchObject({
      state: 'draft',
      valuePence: 48_000_00,
      points: 2,
      indicators: [indicator],
      reach,
    });
    expect(body.obstacles.map(({ code }: { code: string }) => code)).toEqual([
      'award-notice-missing',
      'standstill-is-running',
      'contract-needs-a-manager',
    ]);
  });

  it('are not signed inside the standstill, however the facts arrive', async () => {
    const draft = await awardedTo();
    const { body: assigned } = await assign(draft);
    await ended(draft.tenderId);
    expect((await sign(assigned)).body.code).toBe('award-notice-missing');
    await noticed(draft.tenderId);
    const { status, body } = await sign(assigned);
    expect([status, body.state]).toEqual([200, 'signed']);

    const other = await awardedTo();
    await noticed(other.tenderId);
    const { body: still } = await assign(other);
    expect((await sign(still)).body).toMatchObject({ status: 409, code: 'standstill-is-running' });
    expect(await signedEvents(other.id)).toEqual([]);
  });

  it('are not signed while a claim is open, and are when it has ended', async () => {
    const contract = await ready();
    const challengeId = uuidv7();
    const { tenderId } = contract;
    const claim = { challengeId, tenderId, kind: 'claim' as const, receivedOn: '2027-01-19' };
    await contracts.deliver(challengeReceived, claim);
    expect((await sign(contract)).body).toMatchObject({ status: 409, code: 'claim-suspends-signature' });
    const end = { challengeId, tenderId, resolvedOn: '2027-01-20', outcome: 'Withdrawn.' };
    await contracts.deliver(challengeResolved, end);
    expect((await sign(contract)).status).toBe(200);
  });

  it('are signed once, though pressed twice, by the manager who carries them, and tell everything', async () => {
    const contract = await ready();
    expect((await sign(contract, owen)).body.code).toBe('not-your-contract');
    const presses = await Promise.all([sign(contract), sign(contract)]);
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 412]);
    const told = await signedEvents(contract.id);
    expect(told).toHaveLength(1);
    expect(told[0]?.fact).toMatchObject({
      contractId: contract.id,
      signedOn: '2027-01-20',
      indicators: [indicator],
      reach,
    });
    expect(told[0]?.fact.returns).toHaveLength(2);
  });

  it('pay a small organisation in advance and a large one in arrears, the value exactly', async () => {
    const dues = async (organisationId: string) => {
      const { body } = await sign(await ready({ organisationId, tier: 1, pricePence: 1_000_01 }));
      const sum = body.payments.reduce(
        (all: number, part: { amountPence: number }) => all + part.amountPence,
        0,
      );
      expect([body.payments.length, sum]).toEqual([8, 1_000_01]);
      return body.payments[0].dueOn;
    };
    expect(await dues(kitchen)).toBe('2027-04-01');
    expect(await dues(charity)).toBe('2027-07-01');
  });

  it('ask a large contract for a return every quarter, a small one once a year', async () => {
    const patience = staff('patience-2', 'contract-manager');
    const draft = await ready({ tier: 1 });
    expect((await sign(draft)).body.returns).toHaveLength(2);
    const large = await awardedTo({ tier: 4 });
    await noticed(large.tenderId);
    await ended(large.tenderId);
    const { body } = await sign((await assign(large, patience)).body, patience);
    expect(body.returns).toHaveLength(8);
    expect(body.returns[0]).toMatchObject({ periodTo: '2027-06-30', dueOn: '2027-07-30', state: 'draft' });
  });

  it('show their manager what is due first', async () => {
    contracts.clock.moveTo('2027-03-20T10:00:00Z');
    const { id } = await signed(contracts, kitchen, owen);
    const { body } = await contracts.request('GET', '/v1/portfolio', { as: owen });
    expect(body.items).toEqual([
      expect.objectContaining({
        id,
        rating: { colour: 'green', reasons: [] },
        nextDue: expect.objectContaining({ what: 'payment', on: '2027-04-01' }),
      }),
    ]);
    contracts.clock.moveTo('2027-09-01T10:00:00Z');
    const late = await contracts.request('GET', '/v1/portfolio', { as: owen });
    expect(late.body.items[0].rating.colour).toBe('red');
  });

  describe('the caseload gate', () => {
    const busy = staff('busy', 'contract-manager');
    const capacity = (points: number, person = busy) =>
      contracts.request('PUT', `/v1/caseloads/${person.id}`, {
        as: priya,
        body: { managerName: person.id, capacity: points },
      });

    it('refuses a contract that does not fit, and takes one that fills to the brim', async () => {
      await capacity(5);
      const [first, second, third] = [
        await awardedTo({ tier: 3 }),
        await awardedTo({ tier: 2 }),
        await awardedTo({ tier: 1 }),
      ];
      expect((await assign(first, busy)).status).toBe(200);
      expect((await assign(second, busy)).status).toBe(200);
      expect((await assign(third, busy)).body).toMatchObject({ status: 409, code: 'caseload-exceeded' });
    });

    it('lets one of many through that are assigned at the same moment', async () => {
      const crowded = staff('crowded', 'contract-manager');
      await capacity(5, crowded);
      const drafts = await Promise.all(Array.from({ length: 5 }, () => awardedTo({ tier: 4 })));
      const statuses = (await Promise.all(drafts.map((draft) => assign(draft, crowded)))).map(
        ({ status }) => status,
      );
      expect(statuses.sort()).toEqual([200, 409, 409, 409, 409]);
      const { body } = await contracts.request('GET', '/v1/caseloads', { as: priya });
      expect(
        body.items.find(({ managerId }: { managerId: string }) => managerId === crowded.id),
      ).toMatchObject({
        points: 5,
        capacity: 5,
        contracts: 1,
      });
    });

    it('also stops the first of a manager whom nobody has met', async () => {
      const drafts = await Promise.all(Array.from({ length: 4 }, () => awardedTo({ tier: 5 })));
      const newcomer = { managerId: 'newcomer', managerName: 'New Comer' };
      const answers = await Promise.all(drafts.map((draft) => assign(draft, anna, newcomer)));
      // 20 points by default, 8 each.
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409]);
    });

    it('shows the months that will not fit', async () => {
      await awardedTo({ tier: 5 });
      const { body } = await contracts.request('GET', '/v1/caseloads/forecast?months=3', { as: priya });
      expect(body.months.map(({ month }: { month: string }) => month)).toEqual([
        '2027-01',
        '2027-02',
        '2027-03',
      ]);
      const later = await contracts.request('GET', '/v1/caseloads/forecast?months=6', { as: priya });
      expect(later.body.months[3].unassigned).toBeGreaterThanOrEqual(8);
    });

    it('is not set by managers themselves', async () => {
      const body = { managerName: 'Busy', capacity: 1000 };
      const { status } = await contracts.request('PUT', `/v1/caseloads/${busy.id}`, { as: busy, body });
      expect(status).toBe(403);
    });
  });

  describe('are secret', () => {
    it('to members of other organisations, to former members and to evaluators', async () => {
      const { id } = await awardedTo();
      const read = (as: Parameters<typeof staff>[0] | object) =>
        contracts.request('GET', `/v1/contracts/${id}`, { as: as as never });
      expect((await read(samira)).status).toBe(200);
      for (const person of [uma, farida]) expect((await read(person)).status).toBe(404);
      expect((await read(service('notifications'))).status).toBe(403);
      const leaver = member('leaver');
      await contracts.deliver(organisationMemberJoined, { organisationId: kitchen, personId: leaver.id });
      expect((await read(leaver)).status).toBe(200);
      await contracts.deliver(organisationMemberLeft, { organisationId: kitchen, personId: leaver.id });
      expect((await read(leaver)).status).toBe(404);
      const { body } = await contracts.request('GET', '/v1/contracts?limit=200', { as: uma });
      expect(new Set(body.items.map((item: { organisationId: string }) => item.organisationId))).toEqual(
        new Set([charity]),
      );
    });
  });
});
