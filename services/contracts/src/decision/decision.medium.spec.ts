import { decisionCalledIn, decisionConfirmed } from '@commissioning/schemas';
import { staff, startTestService, type TestService } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { awarded, decided, presser, registered, type Versioned } from '../../test/given';
import { ContractsModule } from '../contracts.module';

const nadia = staff('nadia', 'contract-manager');
const WITHIN_CALL_IN = '2027-01-19T10:00:00Z';
const AFTER_CALL_IN = '2027-01-20T10:00:00Z';

describe('a decision and its call-in', () => {
  let contracts: TestService;
  const kitchen = uuidv7();

  beforeAll(async () => {
    contracts = await startTestService({
      service: 'contracts',
      module: (environment) => ContractsModule.for(environment),
      now: AFTER_CALL_IN,
    });
    await registered(contracts, kitchen, 'Limehouse Kitchen Table', true);
  });
  beforeEach(() => contracts.clock.moveTo(AFTER_CALL_IN));
  afterAll(() => contracts.close());

  /** A contract below the threshold that its manager could sign at once, were it not for the decision. */
  const assigned = async () => {
    const decision = await decided(contracts);
    const tenderId = await awarded(contracts, kitchen, { standstillWorkingDays: 0, tier: 1, decision });
    const { body } = await contracts.request('GET', `/v1/contracts?tenderId=${tenderId}`, { as: nadia });
    const { body: contract } = await presser(contracts)('contracts/:id/assign', body.items[0], nadia, {});
    return { ...decision, contract: contract as Versioned };
  };
  const sign = async (contract: Versioned) => {
    const { status, body } = await presser(contracts)('contracts/:id/sign', contract, nadia);
    return body.code ?? status;
  };
  const calledIn = (decisionId: string, subjectId: string) =>
    contracts.deliver(decisionCalledIn, {
      ...{ decisionId, subject: 'award', subjectId, calledInBy: 'Overview and Scrutiny Committee' },
      ...{ reason: 'Two wards would lose their present service.', calledInAt: WITHIN_CALL_IN },
    });
  const ended = (decisionId: string, subjectId: string, outcome: 'confirmed' | 'referred-back') =>
    contracts.deliver(decisionConfirmed, {
      ...{ decisionId, subject: 'award', subjectId, outcome, endedAt: AFTER_CALL_IN },
      reason: 'The committee has heard the decision maker.',
    });

  it('hold the signature while scrutiny may still call in, and not a day longer', async () => {
    contracts.clock.moveTo(WITHIN_CALL_IN);
    const { contract } = await assigned();
    expect(await sign(contract)).toBe('call-in-window-is-open');
    contracts.clock.moveTo(AFTER_CALL_IN);
    expect(await sign(contract)).toBe(200);
  });

  it('hold the signature of a decision that is called in until its outcome is recorded', async () => {
    const { contract, decisionId, evaluationId } = await assigned();
    await calledIn(decisionId, evaluationId);
    expect(await sign(contract)).toBe('decision-is-called-in');
    await ended(decisionId, evaluationId, 'confirmed');
    expect(await sign(contract)).toBe(200);
  });

  it('do not lead to a signature when it was referred back, until it is decided again', async () => {
    const { contract, decisionId, evaluationId } = await assigned();
    await calledIn(decisionId, evaluationId);
    await ended(decisionId, evaluationId, 'referred-back');
    expect(await sign(contract)).toBe('decision-was-referred-back');
    const again = { decidedAt: AFTER_CALL_IN, callInEndsOn: '2027-01-27' };
    await decided(contracts, evaluationId, again);
    expect(await sign(contract)).toBe('call-in-window-is-open');
    contracts.clock.moveTo('2027-01-28T10:00:00Z');
    expect(await sign(contract)).toBe(200);
  });

  it('about another set or another award change nothing here', async () => {
    const { contract, evaluationId } = await assigned();
    await decided(contracts, evaluationId, { setHash: 'b'.repeat(64), outcome: 'rejected' });
    const other = await assigned();
    await calledIn(other.decisionId, other.evaluationId);
    expect(await sign(contract)).toBe(200);
  });
});
