import { randomUUID } from 'node:crypto';
import {
  awardCheckCompleted,
  evaluationPanelAppointed,
  evaluationRecommended,
  needsDataPublished,
  organisationChanged,
  organisationRegistered,
} from '@commissioning/schemas';
import { staff, startTestService, type TestPerson, type TestService } from '@commissioning/testing';
import { Client } from 'pg';
import { aBaseline, aReach, aRecommendation } from '../../test/given';
import { EqualityAnalysisModule } from '../equality-analysis.module';

jest.setTimeout(60_000);

const kemi = staff('kemi', 'equality-officer');
const leah = staff('leah', 'equality-officer');
const maya = staff('maya', 'equality-officer', 'equality-approver');
const marcus = staff('marcus', 'decision-maker');
const advice = 'The set leaves the fourth ward out; disabled people are reached about as often as others.';
const mitigations = [
  { action: 'Outreach', owner: 'Inclusion', dueOn: '2027-06-01', expectedEffect: 'Half the gap' },
];

describe('the equality check of a recommended set', () => {
  let service: TestService;

  const start = () =>
    startTestService({
      service: 'equality-analysis',
      module: (environment) => EqualityAnalysisModule.for(environment),
    });
  const publishNeeds = async (to: TestService) => {
    const baseline = aBaseline();
    to.peers.set('GET analytics /v1/needs/baseline', baseline);
    await to.deliver(needsDataPublished, {
      ...needsDataPublished.examples.golden,
      versionId: baseline.versionId,
    });
    return baseline;
  };

  beforeAll(async () => {
    service = await start();
    await publishNeeds(service);
    for (const person of [kemi, leah, maya]) service.membershipOf(person);
  });
  afterAll(() => service.close());

  const recommended = (setHash = 'a'.repeat(64), evaluationId: string = randomUUID()) =>
    aRecommendation(
      [
        ['Kitchen Table', 40_000, aReach([300, 300, 300], 135), true],
        ['Poplar Advice', 50_000, aReach([0, 0, 0, 300], 40), false],
      ],
      { setHash, evaluationId },
    );
  const opened = async (recommendation = recommended(), to = service) => {
    await to.deliver(evaluationRecommended, recommendation);
    return inForce(recommendation.evaluationId, to);
  };
  const inForce = async (evaluationId: string, to = service) => {
    const { items } = (await to.request('GET', `/v1/award-checks?evaluationId=${evaluationId}`, { as: kemi }))
      .body;
    return items.find(({ state }: { state: string }) => state !== 'superseded');
  };
  type Check = { id: string; version: number };
  const advise = ({ id, version }: Check, as: TestPerson = kemi, to = service) =>
    to.request('PUT', `/v1/award-checks/${id}/advice`, { as, version, body: { advice, mitigations } });
  const press = ({ id, version }: Check, what: string, as: TestPerson, body: unknown = {}, to = service) =>
    to.request('POST', `/v1/award-checks/${id}/${what}`, { as, version, body });
  const submitted = async (recommendation = recommended()) =>
    (await press((await advise(await opened(recommendation))).body, 'submit', kemi)).body;
  const completions = async (evaluationId: string) =>
    (await service.emitted()).filter(
      ({ type, fact }) => type === awardCheckCompleted.type && fact.evaluationId === evaluationId,
    );

  it('says which wards and groups the set reaches, who bids, and what else the budget would allow', async () => {
    const recommendation = recommended();
    const [kitchen] = recommendation.bids;
    const register = { ...organisationRegistered.examples.golden, organisationId: kitchen!.organisationId };
    await service.deliver(organisationRegistered, register);
    await service.deliver(organisationChanged, {
      ...register,
      small: false,
      equalityFocus: ['Older people'],
    });
    const check = await opened(recommendation);
    expect(check).toMatchObject({ state: 'open', findings: { verdict: 'gaps-found', people: 900 } });
    expect(check.findings.wards.map(({ people, verdict }: any) => [people, verdict])).toEqual([
      [300, 'over'],
      [300, 'over'],
      [300, 'over'],
      [0, 'under'],
    ]);
    expect(check.findings.organisations).toEqual({
      ...{ small: 0, larger: 1, notRegistered: 0 },
      focus: [{ focus: 'Older people', organisations: 1 }],
    });
    expect(check.alternatives).toContainEqual(
      expect.objectContaining({ adds: ['Poplar Advice'], leavesOut: [], wardsReached: 4, followsRank: true }),
    );
  });

  it('is told with both people, verdict and the hash of exactly this set, once', async () => {
    const check = await submitted();
    expect(await completions(check.evaluationId)).toEqual([]);
    const presses = await Promise.all([press(check, 'approve', maya), press(check, 'approve', maya)]);
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 412]);
    const said = await completions(check.evaluationId);
    expect(said).toHaveLength(1);
    expect(said[0]!.fact).toMatchObject({
      ...{ checkId: check.id, setHash: 'a'.repeat(64), verdict: 'gaps-found', advice },
      ...{ preparedBy: kemi.id, approvedBy: maya.id },
    });
    expect((await service.request('GET', `/v1/award-checks/${check.id}`, { as: marcus })).body).toMatchObject(
      {
        state: 'completed',
      },
    );
  });

  it('is not approved by its author, nor by an officer without the right', async () => {
    const mine = await opened();
    const own = (await press((await advise(mine, maya)).body, 'submit', maya)).body;
    expect((await press(own, 'approve', maya)).body).toMatchObject({ status: 409, code: 'own-approval' });
    expect((await press(own, 'approve', leah)).status).toBe(403);
    expect((await advise(own, marcus)).status).toBe(403);
    expect(await completions(own.evaluationId)).toEqual([]);
  });

  it('is no work for somebody who ever sat on the panel, or who acts for a bidder', async () => {
    const recommendation = recommended();
    const { evaluationId } = recommendation;
    const panel = { ...evaluationPanelAppointed.examples.golden, evaluationId, observers: [maya.id] };
    await service.deliver(evaluationPanelAppointed, panel);
    await service.deliver(evaluationPanelAppointed, { ...panel, observers: [] });
    const check = await submitted(recommendation);
    expect((await press(check, 'approve', maya)).body).toMatchObject({
      code: 'panel-member-has-an-interest',
    });
    const trustee = staff('trustee', 'equality-officer', 'equality-approver');
    service.membershipOf(trustee, recommendation.bids[1]!.organisationId);
    expect((await press(check, 'approve', trustee)).body).toMatchObject({ code: 'interest-in-the-award' });
  });

  it('is void when the set changes, whether it was submitted or approved', async () => {
    const first = await submitted();
    const changed = recommended('b'.repeat(64), first.evaluationId);
    const second = await opened(changed);
    expect(second).toMatchObject({ state: 'open', setHash: 'b'.repeat(64) });
    expect((await press({ ...first, version: first.version + 1 }, 'approve', maya)).body).toMatchObject({
      code: 'set-has-changed',
    });
    expect((await press(first, 'approve', maya)).status).toBe(412);
    await press((await press((await advise(second)).body, 'submit', kemi)).body, 'approve', maya);
    const third = await opened(recommended('a'.repeat(64), first.evaluationId));
    expect(third).toMatchObject({ state: 'open', version: 1 });
    expect((await completions(first.evaluationId)).map(({ fact }) => fact.setHash)).toEqual(['b'.repeat(64)]);
  });

  it('keeps what the figures said when it was submitted, and lets nobody rewrite what was approved', async () => {
    const check = await submitted();
    await press(check, 'approve', maya);
    await service.deliver(organisationRegistered, {
      ...organisationRegistered.examples.golden,
      organisationId: check.bids[0].organisationId,
    });
    const kept = (await service.request('GET', `/v1/award-checks/${check.id}`, { as: kemi })).body;
    expect(kept.findings).toEqual(check.findings);
    const database = new Client({ connectionString: service.databaseUrl });
    await database.connect();
    try {
      const rewrite = `UPDATE award_check SET advice = 'All is well.' WHERE id = $1`;
      await expect(database.query(rewrite, [check.id])).rejects.toThrow('stays as it was approved');
      // Positive control: before its approval the same statement goes through.
      const open = await opened();
      expect((await database.query(rewrite, [open.id])).rowCount).toBe(1);
    } finally {
      await database.end();
    }
  });

  it('goes back to its author with a reason', async () => {
    const check = await submitted();
    const reason = 'The advice does not say what the fourth ward loses.';
    const back = await press(check, 'return', maya, { reason });
    expect(back.body).toMatchObject({ state: 'open', returnedBecause: reason });
    expect((await press(back.body, 'submit', kemi)).body).toMatchObject({ state: 'submitted' });
  });

  it('waits for needs figures that are late or away, and goes on when they are there', async () => {
    const empty = await start();
    try {
      empty.membershipOf(kemi);
      const recommendation = recommended();
      const check = await opened(recommendation, empty);
      expect(check).toMatchObject({ state: 'waiting-for-needs', alternatives: [] });
      expect(check).not.toHaveProperty('findings');
      const advised = (await advise(check, kemi, empty)).body;
      expect((await press(advised, 'submit', kemi, {}, empty)).body).toMatchObject({
        code: 'needs-data-is-not-there',
      });
      // Announced, but analytics does not answer.
      const { golden } = needsDataPublished.examples;
      const baseline = { ...aBaseline(), versionId: golden.versionId };
      await empty.deliver(needsDataPublished, golden);
      expect(await inForce(recommendation.evaluationId, empty)).toMatchObject({ state: 'waiting-for-needs' });
      empty.peers.set('GET analytics /v1/needs/baseline', baseline);
      const there = await inForce(recommendation.evaluationId, empty);
      expect(there).toMatchObject({ state: 'open', findings: { needs: { versionId: golden.versionId } } });
      expect((await press(there, 'submit', kemi, {}, empty)).body).toMatchObject({ state: 'submitted' });
    } finally {
      await empty.close();
    }
  });
});
