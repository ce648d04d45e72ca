import { randomUUID } from 'node:crypto';
import {
  awardCheckCompleted,
  awardSetHash,
  challengeReceived,
  challengeResolved,
  decisionCalledIn,
  decisionConfirmed,
  decisionTaken,
  evaluationAwarded,
  evaluationRecommended,
  evaluationStandstillEnded,
  evaluationSummariesIssued,
  noticePublished,
} from '@commissioning/schemas';
import { member, staff, type TestService } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { aBid, anna, Competition, farida, ines, marcus, startEvaluation } from '../../test/given';
import { StandstillSweep } from '../standstill/standstill.sweep';

// Each walks a competition through real Postgres and a real bus.
jest.setTimeout(60_000);

const summary = 'The two best bids reach nine wards between them and stay within the budget.';
const why = 'Your delivery plan named no venues in the east of the borough, and two other bids did.';

describe('from the recommendation to the end of the standstill', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startEvaluation();
  });
  afterAll(() => service.close());

  /** Kitchen Table leads, Poplar Advice follows, Bow Bridge comes third. */
  const priced = () =>
    Competition.priced(service, [
      { ...aBid('Kitchen Table', 40_000), marks: [4, 4] },
      { ...aBid('Poplar Advice', 45_000), marks: [3, 3] },
      { ...aBid('Bow Bridge', 50_000), marks: [2, 2] },
    ]);
  const ids = ({ bids }: Competition, ...places: number[]) => places.map((place) => bids[place]!.bidId);
  const recommend = (competition: Competition, places: number[], more: Record<string, unknown> = {}) =>
    competition.press('recommendation', ines, { bidIds: ids(competition, ...places), summary, ...more });
  /** The newest check of each competition: the one that a decision is taken on. */
  const checks = new Map<string, string>();
  const checked = (competition: Competition, setHash: string, more: Record<string, unknown> = {}) => {
    const checkId = uuidv7();
    checks.set(competition.id, checkId);
    return service.deliver(awardCheckCompleted, {
      ...awardCheckCompleted.examples.golden,
      checkId,
      evaluationId: competition.id,
      setHash,
      preparedBy: 'kemi',
      approvedBy: 'maya',
      completedAt: service.clock.now().toString(),
      ...more,
    });
  };
  let lastDecision = '';
  const decided = (competition: Competition, setHash: string, more: Record<string, unknown> = {}) => {
    lastDecision = uuidv7();
    return service.deliver(decisionTaken, {
      ...decisionTaken.examples.golden,
      decisionId: lastDecision,
      subject: 'award',
      subjectId: competition.id,
      setHash,
      ...(checks.has(competition.id) && { checkId: checks.get(competition.id) }),
      decidedBy: marcus.id,
      decidedAt: service.clock.now().toString(),
      ...more,
    });
  };
  const issue = (competition: Competition, losers: number[]) =>
    competition.press('summaries', ines, {
      notAwarded: ids(competition, ...losers).map((bidId) => ({ bidId, reason: why })),
    });
  const codeOf = async (answer: Promise<{ body: { code?: string } }>) => (await answer).body.code;
  /** Recommended, checked and decided: everything before the summaries. */
  const ready = async () => {
    const competition = await priced();
    const { setHash } = (await recommend(competition, [0, 1])).body;
    await checked(competition, setHash);
    await decided(competition, setHash);
    return { competition, setHash };
  };
  const awarded = async () => {
    const { competition } = await ready();
    await issue(competition, [2]);
    await competition.press('award', anna);
    return competition;
  };

  it('tells of every standing bid with rank, total and whom it reaches, under the hash of the set', async () => {
    const competition = await priced();
    const answer = await recommend(competition, [0, 1]);
    expect(answer.status).toBe(200);
    const [said] = await competition.said(evaluationRecommended.type);
    const members = said!.fact.bids.filter((bid: any) => bid.recommended);
    expect(said!.fact.setHash).toBe(awardSetHash(competition.tender.tenderId, members));
    expect(said!.fact.bids.map(({ rank, total, recommended }: any) => [rank, total, recommended])).toEqual([
      [1, 100, true],
      [2, 80.55555555555556, true],
      [3, 62, false],
    ]);
    expect(said!.fact.bids[2].reach.wards.length).toBeGreaterThan(0);
  });

  it('keeps to rank, number and budget, and takes no local knowledge as a reason afterwards', async () => {
    const competition = await priced();
    expect(await codeOf(recommend(competition, [0, 1, 2]))).toBe('too-many-awards');
    expect(await codeOf(recommend(competition, [0, 2]))).toBe('departure-needs-a-reason');
    const departure = { bidId: ids(competition, 1)[0], decidedBy: marcus.id };
    const local = { ...departure, reason: 'The other has more local knowledge of the ward.' };
    expect(await codeOf(recommend(competition, [0, 2], { departures: [local] }))).toBe(
      'local-knowledge-is-no-reason',
    );
    const capacity = { ...departure, reason: 'It withdrew from the second lot for want of staff.' };
    expect((await recommend(competition, [0, 2], { departures: [capacity] })).status).toBe(200);
    expect(await codeOf(competition.press('recommendation', farida, { bidIds: [], summary }))).toBe(
      'not-permitted',
    );
  });

  it('is not awarded without the equality check, without the decision, or in the wrong order of the two', async () => {
    const competition = await priced();
    const { setHash } = (await recommend(competition, [0, 1])).body;
    expect(await codeOf(issue(competition, [2]))).toBe('award-needs-equality-check');
    await decided(competition, setHash);
    expect(await codeOf(competition.press('award', anna))).toBe('award-needs-equality-check');
    // A clock that is ahead of the register's says nothing about what the decision maker had read.
    await checked(competition, setHash, { completedAt: '2026-11-02T10:01:30Z' });
    expect(await codeOf(issue(competition, [2]))).toBe('decision-came-before-the-check');
    service.clock.moveTo('2026-11-02T10:00:10Z');
    await decided(competition, setHash);
    expect(await codeOf(competition.press('award', anna))).toBe('award-needs-summaries');
    expect((await issue(competition, [2])).status).toBe(200);
    expect((await competition.press('award', anna)).body).toMatchObject({ state: 'awarded' });
    expect(await codeOf(competition.press('award', anna))).toBe('already-awarded');
    const [said] = await competition.said(evaluationAwarded.type);
    expect(said!.fact).toMatchObject({ setHash, awards: [{ pricePence: 40_000 }, { pricePence: 45_000 }] });
  });

  it('voids check and decision when the set changes, though each was complete for the set before', async () => {
    const { competition } = await ready();
    const { setHash } = (await recommend(competition, [0])).body;
    expect(await codeOf(issue(competition, [1, 2]))).toBe('check-is-of-another-set');
    await checked(competition, setHash);
    expect(await codeOf(issue(competition, [1, 2]))).toBe('decision-is-about-another-set');
    expect(await codeOf(competition.press('award', anna))).toBe('decision-is-about-another-set');
    const conditions = (await competition.get('/recommendation', marcus)).body.conditions;
    expect(conditions.filter(({ met }: any) => !met).map(({ code }: any) => code)).toEqual([
      'decision-is-about-another-set',
    ]);
    await decided(competition, setHash);
    expect((await issue(competition, [1, 2])).status).toBe(200);
  });

  it('does not stand on a decision or a check of somebody who sat on the panel, nor on a rejection', async () => {
    const competition = await priced();
    const { setHash } = (await recommend(competition, [0, 1])).body;
    await checked(competition, setHash, { approvedBy: farida.id });
    await decided(competition, setHash);
    expect(await codeOf(issue(competition, [2]))).toBe('checker-sat-on-the-panel');
    service.clock.moveTo('2026-11-03T11:00:00Z');
    await checked(competition, setHash);
    await decided(competition, setHash, { decidedBy: ines.id });
    expect(await codeOf(issue(competition, [2]))).toBe('decider-sat-on-the-panel');
    service.clock.moveTo('2026-11-03T12:00:00Z');
    await decided(competition, setHash, { outcome: 'rejected' });
    expect(await codeOf(issue(competition, [2]))).toBe('decision-rejects-the-set');
  });

  it('waits for the outcome of a call-in, and falls when scrutiny refers it back', async () => {
    const { competition } = await ready();
    const decisionId = lastDecision;
    const about = { decisionId, subject: 'award' as const, subjectId: competition.id };
    await service.deliver(decisionCalledIn, { ...decisionCalledIn.examples.golden, ...about });
    expect(await codeOf(issue(competition, [2]))).toBe('decision-is-called-in');
    const ended = { ...decisionConfirmed.examples.golden, ...about };
    await service.deliver(decisionConfirmed, { ...ended, outcome: 'referred-back' });
    expect(await codeOf(issue(competition, [2]))).toBe('decision-was-referred-back');
    await service.deliver(decisionConfirmed, ended);
    expect((await issue(competition, [2])).status).toBe(200);
  });

  it('tells every bidder why, and refuses to while a reason is missing', async () => {
    const { competition } = await ready();
    expect(await codeOf(competition.press('summaries', ines, { notAwarded: [] }))).toBe(
      'summary-reason-missing',
    );
    await issue(competition, [2]);
    expect((await competition.said(evaluationSummariesIssued.type))[0]!.fact.organisationIds).toHaveLength(3);
    const [samira, ruth] = [member(`samira-${competition.id}`), member('ruth')];
    const loser = competition.bids[2]!;
    service.membershipOf(samira, loser.organisationId);
    const own = await competition.get(`/summaries/${loser.bidId}`, samira);
    expect(own.body).toMatchObject({ awarded: false, notAwardedBecause: why, rank: 3 });
    expect(own.body.criteria).toHaveLength(2);
    expect(own.body.winners.map(({ organisationName }: any) => organisationName)).toEqual([
      'Kitchen Table',
      'Poplar Advice',
    ]);
    expect((await competition.get(`/summaries/${competition.bids[0]!.bidId}`, samira)).status).toBe(404);
    expect((await competition.get(`/summaries/${loser.bidId}`, ruth)).status).toBe(404);
    const mine = await service.request('GET', '/v1/summaries', { as: samira });
    expect(mine.body.items.map(({ bidId }: any) => bidId)).toEqual([loser.bidId]);
  });

  it('ends the standstill by the clock, after its last day, and not while a claim is open', async () => {
    const competition = await awarded();
    const sweep = service.app.get(StandstillSweep);
    const { tenderId } = competition.tender;
    const ended = () => competition.said(evaluationStandstillEnded.type);
    service.clock.moveTo('2027-01-20T10:00:00Z');
    await sweep.sweep();
    expect(await ended()).toEqual([]);
    const dates = { publishedOn: '2027-01-18', standstillEndsOn: '2027-01-27' };
    await service.deliver(noticePublished, {
      ...noticePublished.examples.golden,
      noticeId: randomUUID(),
      tenderId,
      ...dates,
    });
    const claim = { challengeId: randomUUID(), tenderId };
    await service.deliver(challengeReceived, { ...claim, kind: 'claim', receivedOn: '2027-01-20' });
    service.clock.moveTo('2027-01-27T23:59:59Z');
    await sweep.sweep();
    service.clock.moveTo('2027-01-29T10:00:00Z');
    await sweep.sweep();
    expect(await ended()).toEqual([]);
    await service.deliver(challengeResolved, { ...claim, resolvedOn: '2027-01-30', outcome: 'Withdrawn.' });
    service.clock.moveTo('2027-01-30T10:00:00Z');
    await Promise.all([sweep.sweep(), sweep.sweep()]);
    expect((await ended()).map(({ fact }) => fact.endedOn)).toEqual(['2027-01-30']);
    expect((await competition.get('', staff('equal', 'equality-officer'))).body).toMatchObject({
      standstillEndsOn: '2027-01-27',
      standstillEndedOn: '2027-01-30',
    });
  });
});
