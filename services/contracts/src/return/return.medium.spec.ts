import {
  organisationMemberJoined,
  returnAccepted,
  returnReturned,
  returnSubmitted,
} from '@commissioning/schemas';
import { member, staff, startTestService, type TestService } from '@commissioning/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { indicator, LIMEHOUSE, presser, registered, signed, type Versioned } from '../../test/given';
import { Settings } from '../config';
import { ContractsModule } from '../contracts.module';

const nadia = staff('nadia', 'contract-manager');
const owen = staff('owen', 'contract-manager');
const samira = member('samira');
const uma = member('uma');

describe('a return', () => {
  let contracts: TestService;
  const [kitchen, charity] = [uuidv7(), uuidv7()];

  beforeAll(async () => {
    contracts = await startTestService({
      service: 'contracts',
      module: (environment) => ContractsModule.for(environment, Settings.parse({ CASELOAD_CAPACITY: '100' })),
    });
    await registered(contracts, kitchen, 'Limehouse Kitchen Table', true);
    for (const [organisationId, person] of [
      [kitchen, samira],
      [charity, uma],
    ] as const) {
      await contracts.deliver(organisationMemberJoined, { organisationId, personId: person.id });
      contracts.membershipOf(person, organisationId);
    }
  });
  beforeEach(() => contracts.clock.moveTo('2027-03-20T10:00:00Z'));
  afterAll(() => contracts.close());

  const begun = async () => (await signed(contracts, kitchen, nadia)).returns[0] as Versioned;
  const row = (more: object = {}) => ({
    ...{ indicatorId: indicator.indicatorId, ward: LIMEHOUSE, characteristic: 'sex', category: 'Female' },
    ...{ numerator: 4, denominator: 9, ...more },
  });
  const save = (draft: Versioned, observations: object[], as = samira) =>
    contracts.request('PUT', `/v1/returns/${draft.id}`, {
      as,
      version: draft.version,
      body: { observations },
    });
  const submit = (draft: Versioned, as = samira) => presser(contracts)('returns/:id/submit', draft, as);
  const accept = (draft: Versioned, as = nadia) => presser(contracts)('returns/:id/accept', draft, as);
  const told = async (type: string, subject: string) =>
    (await contracts.emitted()).filter((event) => event.type === type && event.subject === subject);

  const submitted = async () => {
    const draft = await begun();
    contracts.clock.moveTo('2027-07-02T10:00:00Z');
    const saved = await save(draft, [row(), row({ category: 'Not stated', numerator: 1, denominator: 3 })]);
    return (await submit(saved.body)).body;
  };

  it('is drafted, handed in and accepted, and tells the sums that the product added', async () => {
    const handedIn = await submitted();
    expect(handedIn).toMatchObject({ state: 'submitted', daysLate: 0 });
    expect(handedIn.totals[0]).toMatchObject({ numerator: 5, denominator: 12 });
    expect(await told(returnSubmitted.type, handedIn.id)).toHaveLength(1);
    expect((await accept(handedIn)).body.state).toBe('accepted');
    const [event] = await told(returnAccepted.type, handedIn.id);
    expect(event?.fact.observations).toEqual([
      expect.objectContaining({ characteristic: 'all', category: 'all', numerator: 5, denominator: 12 }),
      expect.objectContaining({
        category: 'Female',
        indicator: indicator.title,
        outcome: 'Reducing poverty',
      }),
      expect.objectContaining({ category: 'Not stated', numerator: 1 }),
    ]);
    const { body } = await contracts.request('GET', `/v1/contracts/${handedIn.contractId}`, { as: samira });
    expect(body.achieved[0]).toMatchObject({ numerator: 5, denominator: 12 });
  });

  it('refuses an indicator that is not in the contract, and keeps what was saved', async () => {
    const draft = await begun();
    const { body: saved } = await save(draft, [row()]);
    const refused = await save(saved, [row({ indicatorId: uuidv7() })]);
    expect(refused).toMatchObject({ status: 409, body: { code: 'indicator-not-in-contract' } });
    const { body } = await contracts.request('GET', `/v1/returns/${draft.id}`, { as: samira });
    expect(body.observations).toEqual([row()]);
  });

  it('refuses what is unknown or of the wrong type', async () => {
    const draft = await begun();
    for (const wrong of [{ total: 9 }, { numerator: 1.5 }, { numerator: '4' }, { ward: 'Limehouse' }]) {
      expect((await save(draft, [row(wrong)])).body).toMatchObject({ status: 400, code: 'invalid-input' });
    }
    expect((await save(draft, [row({ ward: 'E05000001' })])).body.code).toBe('ward-not-in-council');
  });

  it('goes back with comments, is mended and handed in again', async () => {
    const handedIn = await submitted();
    const comments = { comments: 'The two wards are swapped.' };
    const back = await presser(contracts)('returns/:id/send-back', handedIn, nadia, comments);
    expect(back.body).toMatchObject({ state: 'returned', ...comments });
    expect((await told(returnReturned.type, handedIn.id))[0]?.fact).toMatchObject(comments);
    const { body: mended } = await save(back.body, [row()]);
    expect((await submit(mended)).body.state).toBe('submitted');
  });

  it('is not changed once it is handed in', async () => {
    const handedIn = await submitted();
    expect((await save(handedIn, [row()])).body).toMatchObject({
      status: 409,
      code: 'return-not-writable',
    });
    const { body: accepted } = await accept(handedIn);
    expect((await save(accepted, [row()])).body.code).toBe('return-not-writable');
    const database = new Client({ connectionString: contracts.databaseUrl });
    await database.connect();
    const write = database.query('UPDATE observation SET numerator = 9 WHERE return_id = $1', [handedIn.id]);
    await expect(write).rejects.toThrow('an accepted return cannot change');
    await database.end();
  });

  it('is not handed in before the last day of its period', async () => {
    const draft = await begun();
    const { body: saved } = await save(draft, [row()]);
    contracts.clock.moveTo('2027-06-29T22:59:00Z');
    expect((await submit(saved)).body).toMatchObject({ status: 409, code: 'return-period-not-over' });
    contracts.clock.moveTo('2027-06-29T23:00:00Z');
    // It is the 30th in London.
    expect((await submit(saved)).body.state).toBe('submitted');
  });

  it('does not exist for another organisation', async () => {
    const draft = await begun();
    expect((await save(draft, [row()], uma)).status).toBe(404);
    expect((await submit(draft, uma)).status).toBe(404);
    expect((await contracts.request('GET', `/v1/returns/${draft.id}`, { as: uma })).status).toBe(404);
  });

  it('stops a member who has left at once, before the projection knows', async () => {
    const draft = await begun();
    contracts.membershipOf(samira);
    try {
      expect((await save(draft, [row()])).body).toMatchObject({
        status: 403,
        code: 'not-your-organisation',
      });
    } finally {
      contracts.membershipOf(samira, kitchen);
    }
  });

  it('is reviewed by the manager of the contract, never by anybody of the provider', async () => {
    const handedIn = await submitted();
    expect((await accept(handedIn, samira)).status).toBe(403);
    expect((await accept(handedIn, owen)).body).toMatchObject({ status: 403, code: 'not-your-contract' });
    contracts.membershipOf(nadia, kitchen);
    try {
      const own = await accept(handedIn);
      expect(own.body).toMatchObject({ status: 403, code: 'reviewer-belongs-to-provider' });
    } finally {
      contracts.membershipOf(nadia);
    }
    expect(await told(returnAccepted.type, handedIn.id)).toEqual([]);
  });

  it('is accepted once, though pressed twice', async () => {
    const handedIn = await submitted();
    const presses = await Promise.all([accept(handedIn), accept(handedIn)]);
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await told(returnAccepted.type, handedIn.id)).toHaveLength(1);
  });
});
