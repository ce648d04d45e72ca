import {
  analysisScreeningCompleted,
  awardCheckCompleted,
  decisionCalledIn,
  decisionConfirmed,
  decisionPlanned,
  decisionTaken,
  evaluationRecommended,
} from '@commissioning/schemas';
import { staff, startTestService, type TestService } from '@commissioning/testing';
import { randomUUID } from 'node:crypto';
import { ProgrammeModule } from '../programme.module';

const priya = staff('priya', 'programme-manager');
const marcus = staff('marcus', 'decision-maker');
const kemi = staff('kemi', 'equality-officer', 'decision-maker');
const SET = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const dueRegard = 'I have read the check and weighed who is not reached.';
const alternatives = [{ option: 'No scheme', whyNot: 'The commitments of the strategy would fail.' }];

describe('decisions', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({
      service: 'programme',
      module: (environment) => ProgrammeModule.for(environment),
    });
  });
  afterAll(() => service.close());

  const decide = (more: object, as = marcus) =>
    service.request('POST', '/v1/decisions', {
      as,
      body: { subject: 'theme', outcome: 'approved', key: false, dueRegard, reasons: 'Needed.', ...more },
    });
  /** A theme, and its equality screening as equality analysis tells of it. */
  const aTheme = async ({ isScreened = true } = {}): Promise<string> => {
    const terms = { startsOn: '2027-04-01', endsOn: '2031-03-31', budgetPence: 100_000_00 };
    const asPriya = (path: string, body: object) => service.request('POST', path, { as: priya, body });
    const programme = await asPriya('/v1/programmes', { title: 'Programme', aim: 'Outcomes', ...terms });
    const outcome = { outcomeId: randomUUID(), title: 'Reducing poverty', indicator: 'Residents better off' };
    const { body } = await asPriya('/v1/themes', {
      ...{ programmeId: programme.body.id, title: 'Advice', summary: 'Advice', leadService: 'Inclusion' },
      ...{ budgetPence: 1_000_00, serviceStartsOn: '2027-04-01' },
      outcomes: [{ ...outcome, target: 10, unit: 'residents' }],
    });
    if (isScreened)
      await service.deliver(analysisScreeningCompleted, {
        ...{ analysisId: randomUUID(), themeId: body.id, outcome: 'full-analysis' },
        ...{ reason: 'Small organisations', completedAt: '2026-11-01T10:00:00Z' },
      });
    return body.id;
  };
  /** How often each evaluation has recommended, which in these tests is all that it says. */
  const said = new Map<string, number>();
  const recommended = (evaluationId: string, setHash: string) => {
    said.set(evaluationId, (said.get(evaluationId) ?? 0) + 1);
    return service.deliver(evaluationRecommended, {
      ...evaluationRecommended.examples.golden,
      evaluationId,
      setHash,
    });
  };
  const checked = (evaluationId: string, setHash: string, more: Record<string, unknown> = {}) => {
    const checkId = randomUUID();
    return service.deliver(awardCheckCompleted, {
      ...awardCheckCompleted.examples.golden,
      ...{ checkId, evaluationId, setHash, recommendationSequence: said.get(evaluationId) ?? 1 },
      ...{ preparedBy: kemi.id, approvedBy: 'staff-maya', ...more },
    });
  };
  const emittedAbout = async (subject: string) =>
    (await service.emitted()).filter((event) => event.subject === subject).map(({ type }) => type);

  describe('about an award', () => {
    const award = (evaluationId: string, setHash: string) => ({
      subject: 'award',
      subjectId: evaluationId,
      setHash,
    });

    it('is refused before the equality check, and nothing of it is left', async () => {
      const evaluationId = randomUUID();
      await recommended(evaluationId, SET);
      const answer = await decide(award(evaluationId, SET));
      expect(answer.body).toMatchObject({ status: 409, code: 'decision-needs-equality-check' });
      const { body } = await service.request('GET', `/v1/decisions?subjectId=${evaluationId}`, { as: priya });
      expect(body.items).toEqual([]);
    });

    it('is taken after the check of exactly this set, though the check came first over the bus', async () => {
      const evaluationId = randomUUID();
      await checked(evaluationId, SET);
      await recommended(evaluationId, SET);
      const { status, body } = await decide(award(evaluationId, SET));
      expect(status).toBe(201);
      expect(await emittedAbout(body.id)).toEqual([decisionTaken.type]);
    });

    it('is taken on a check whose clock is behind that of the evaluation, and names it', async () => {
      const evaluationId = randomUUID();
      await recommended(evaluationId, SET);
      const checkId = randomUUID();
      await checked(evaluationId, SET, { checkId, completedAt: '2026-11-02T09:58:30Z' });
      const { body } = await decide(award(evaluationId, SET));
      const [told] = (await service.emitted()).filter(({ subject }) => subject === body.id);
      expect(told?.fact).toMatchObject({ checkId, setHash: SET });
    });

    it('is refused when the recommended set changed after the check', async () => {
      const evaluationId = randomUUID();
      await recommended(evaluationId, SET);
      await checked(evaluationId, SET);
      await recommended(evaluationId, OTHER);
      for (const setHash of [SET, OTHER]) {
        expect((await decide(award(evaluationId, setHash))).body).toMatchObject({
          code: 'decision-set-changed',
        });
      }
      await checked(evaluationId, OTHER);
      expect((await decide(award(evaluationId, OTHER))).status).toBe(201);
    });

    it('is refused when the set changed and changed back, until it is checked again', async () => {
      const evaluationId = randomUUID();
      await recommended(evaluationId, SET);
      await checked(evaluationId, SET);
      await recommended(evaluationId, OTHER);
      await recommended(evaluationId, SET);
      expect((await decide(award(evaluationId, SET))).body).toMatchObject({ code: 'decision-set-changed' });
      await checked(evaluationId, SET);
      expect((await decide(award(evaluationId, SET))).status).toBe(201);
    });

    it('is not taken by somebody who prepared the check', async () => {
      const evaluationId = randomUUID();
      await recommended(evaluationId, SET);
      await checked(evaluationId, SET);
      expect((await decide(award(evaluationId, SET), kemi)).body).toMatchObject({
        code: 'decider-made-the-check',
      });
    });
  });

  describe('that are key', () => {
    const plan = (subjectId: string, more: object = {}) =>
      service.request('POST', '/v1/planned-decisions', {
        as: priya,
        body: {
          ...{ subject: 'theme', subjectId, title: 'Approval of the theme', key: true },
          ...{ keyReason: 'Significant in two or more wards', plannedFor: '2026-12-10', ...more },
        },
      });

    it('wait for 28 clear days after a notice that everybody can read', async () => {
      service.clock.moveTo('2026-11-02T10:00:00Z');
      const subjectId = await aTheme();
      const notice = (await plan(subjectId)).body;
      expect(notice).toMatchObject({ noticeOn: '2026-11-02', clearDays: 37, earliestOn: '2026-12-01' });
      expect((await service.request('GET', '/v1/planned-decisions')).body.items).toContainEqual(notice);
      expect(await emittedAbout(notice.id)).toEqual([decisionPlanned.type]);
      const draft = { subjectId, key: true, alternatives };
      service.clock.moveTo('2026-11-30T10:00:00Z');
      expect((await decide(draft)).body).toMatchObject({ code: 'key-decision-too-early' });
      service.clock.moveTo('2026-12-01T10:00:00Z');
      const { body } = await decide(draft);
      expect(body.notice).toMatchObject({ plannedDecisionId: notice.id, clearDays: 28, route: 'notice' });
    });

    it('are refused without a notice, and a notice is for one decision', async () => {
      const subjectId = await aTheme();
      const draft = { subjectId, key: true, alternatives };
      expect((await decide(draft)).body).toMatchObject({ code: 'key-decision-needs-notice' });
      await plan(subjectId, { plannedFor: '2026-12-31' });
      expect((await plan(subjectId, { plannedFor: '2026-12-31' })).body).toMatchObject({
        code: 'notice-given-already',
      });
      const urgent = {
        ...draft,
        exception: { kind: 'special', reason: 'Tonight.', agreedBy: 'Chair of scrutiny' },
      };
      expect((await decide(urgent)).body.notice).toMatchObject({ route: 'special-urgency' });
      expect((await decide(urgent)).body).toMatchObject({ code: 'key-decision-needs-notice' });
    });

    it('are planned with the reason why they are key', async () => {
      const answer = await plan(randomUUID(), { keyReason: undefined });
      expect(answer.body).toMatchObject({ code: 'key-decision-needs-a-reason' });
    });
  });

  describe('about a theme', () => {
    it('approve it after its equality screening and not before; rejecting it does not wait', async () => {
      const subjectId = await aTheme({ isScreened: false });
      expect((await decide({ subjectId })).body).toMatchObject({
        status: 409,
        code: 'decision-needs-screening',
      });
      expect(await decide({ subjectId, outcome: 'rejected' })).toMatchObject({
        status: 201,
        body: { subjectTitle: 'Advice', outcome: 'rejected' },
      });
      expect((await decide({ subjectId: await aTheme() })).status).toBe(201);
    });

    it('that nobody proposed are not recorded', async () => {
      expect((await decide({ subjectId: randomUUID() })).status).toBe(404);
    });
  });

  describe('that are called in', () => {
    it('wait for the outcome, which is told', async () => {
      service.clock.moveTo('2026-12-01T10:00:00Z');
      const decision = (await decide({ subjectId: await aTheme() })).body;
      expect(decision).toMatchObject({ standing: 'call-in-open', callInEndsOn: '2026-12-08' });
      const act = (path: string, version: number, body: object) =>
        service.request('POST', `/v1/decisions/${decision.id}/${path}`, { as: priya, version, body });
      const called = { calledInBy: 'Overview and Scrutiny Committee', reason: 'Two wards lose.' };
      expect((await act('call-in', 1, called)).body).toMatchObject({ standing: 'called-in', version: 2 });
      expect((await act('call-in', 2, called)).body).toMatchObject({ code: 'decision-called-in-before' });
      const ending = { outcome: 'referred-back', reason: 'Mitigations are missing.' };
      expect((await act('call-in/outcome', 2, ending)).body).toMatchObject({ standing: 'referred-back' });
      expect(await emittedAbout(decision.id)).toEqual([
        decisionTaken.type,
        decisionCalledIn.type,
        decisionConfirmed.type,
      ]);
    });

    it('cannot be called in when the window is over', async () => {
      service.clock.moveTo('2026-12-01T10:00:00Z');
      const { id } = (await decide({ subjectId: await aTheme() })).body;
      service.clock.moveTo('2026-12-09T00:30:00Z');
      const body = { calledInBy: 'Scrutiny', reason: 'Late.' };
      const answer = await service.request('POST', `/v1/decisions/${id}/call-in`, {
        as: priya,
        version: 1,
        body,
      });
      expect(answer.body).toMatchObject({ code: 'call-in-window-over' });
      expect((await service.request('GET', `/v1/decisions/${id}`, { as: priya })).body.standing).toBe(
        'confirmed',
      );
    });
  });
});
