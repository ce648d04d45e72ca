import type { evaluationApi, tenderingApi } from '@commissioning/schemas';
import {
  advise,
  approveCheck,
  award,
  checkOf,
  decideAward,
  publishAwardNotice,
} from '../../../deploy/local/acts/awarding';
import { evaluationOf } from '../../../deploy/local/acts/evaluating';
import { type Cycle, refusal } from '../support/cycle';

const WORDS = {
  dueRegard:
    'I have read the equality check, its gaps in two wards and the alternatives, and I accept the mitigations.',
  reasons: 'The recommended bids rank best and reach the wards with the greatest need.',
};
const ADVICE = {
  advice:
    'Most deprived wards are reached by one of the two bids. Wards in the south are not, and for most characteristics there is no evidence.',
  mitigations: [
    {
      action: 'Both providers hold one session a month in the wards that neither reaches.',
      ...{ owner: 'Financial Inclusion', dueOn: '2027-09-30' },
      expectedEffect: 'At least 40 residents of the unreached wards each year.',
    },
  ],
};

/** Steps 8 and 9: equality check, decision, summaries, award, notice. */
export function deciding(cycle: Cycle): void {
  let recommendation: evaluationApi.Recommendation;
  const decide = (setHash: string) => ({
    ...{
      subject: 'award',
      subjectId: cycle.evaluationId,
      setHash,
      outcome: 'approved',
      key: false,
      ...WORDS,
    },
  });

  it('8a. takes no decision without an equality check of exactly this set', async () => {
    const path = `/v1/evaluations/${cycle.evaluationId}/recommendation`;
    recommendation = await cycle.panel.chair.get('evaluation', path);
    const marcus = cycle.as('marcus-decision-maker');
    const early = await refusal(marcus, 'POST', 'programme', '/v1/decisions', decide(recommendation.setHash));
    expect(early).toBe('409 decision-needs-equality-check');
  });

  it('8b. checks who gains and who loses; nobody approves their own analysis', async () => {
    const kemi = cycle.as('kemi-equality-officer');
    const check = await checkOf(kemi, cycle.evaluationId);
    expect(check.setHash).toBe(recommendation.setHash);
    expect(check.findings?.wards).toHaveLength(20);
    expect(check.findings?.wards.some(({ people }) => people === 0)).toBe(true);
    expect(check.findings?.notMeasured.length).toBeGreaterThan(0);
    const submitted = await advise(kemi, check, ADVICE);
    const approve = `/v1/award-checks/${check.id}/approve`;
    expect(await refusal(kemi, 'POST', 'equality-analysis', approve, undefined, submitted.version)).toMatch(
      /^(403|409)/,
    );
    const completed = await approveCheck(cycle.as('maya-equality-approver'), submitted);
    expect(completed.state).toBe('completed');
  });

  it('8c. decides for exactly the set that was checked', async () => {
    const marcus = cycle.as('marcus-decision-maker');
    const decision = await decideAward(marcus, recommendation, WORDS);
    expect(decision.setHash).toBe(recommendation.setHash);
    const changed = await refusal(marcus, 'POST', 'programme', '/v1/decisions', decide('f'.repeat(64)));
    expect(changed).toBe('409 decision-set-changed');
  });

  it('9. tells every bidder why, awards, and starts the standstill', async () => {
    const anna = cycle.as('anna-commissioner');
    const awarded = await award(anna, cycle.tender.id, recommendation);
    expect(awarded.state).toBe('awarded');
    for (const [index, { id }] of cycle.bids.entries()) {
      const path = `/v1/evaluations/${cycle.evaluationId}/summaries/${id}`;
      const summary = await cycle.writer(index).get<evaluationApi.AssessmentSummary>('evaluation', path);
      expect(summary.criteria.every(({ explanation }) => explanation.length > 20)).toBe(true);
      expect(await refusal(cycle.writer((index + 1) % 3), 'GET', 'evaluation', path)).toMatch(/^(403|404)/);
    }
    await cycle.j.clock.moveTo('2027-03-01T10:00:00Z');
    const notice: tenderingApi.Notice = await publishAwardNotice(anna, cycle.tender.id, '2027/S 000-000001');
    // Eight working days, the day of the notice counted: 1 to 10 March 2027.
    expect(notice.standstillEndsOn).toBe('2027-03-10');
    expect((await evaluationOf(anna, cycle.tender.id)).state).toBe('awarded');
  });
}
