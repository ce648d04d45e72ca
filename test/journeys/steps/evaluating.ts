import {
  appointPanel,
  declareNoConflicts,
  moderate,
  recommend,
  scoreAll,
} from '../../../deploy/local/acts/evaluating';
import type { Acting } from '../../../deploy/local/acts/client';
import { type Cycle, refusal } from '../support/cycle';
import { judge, SECRETS } from '../support/words';

/** Step 7: from the panel to a ranked recommendation. */
export function evaluating(cycle: Cycle): void {
  it('7a. shows bids only to a panel that has declared its conflicts', async () => {
    ({ id: cycle.evaluationId } = await appointPanel(cycle.panel, cycle.tender.id));
    const [farida] = cycle.panel.evaluators as [Acting];
    const content = `/v1/evaluations/${cycle.evaluationId}/bids/${cycle.bids[0]?.id}/content`;
    expect(await refusal(farida, 'GET', 'evaluation', content)).toMatch(/^(403|404|409)/);
    await declareNoConflicts(cycle.panel, cycle.tender.id, 3);
    expect(JSON.stringify(await farida.get('evaluation', content))).toContain(SECRETS[0]);
    expect(await refusal(cycle.as('hana-evaluator'), 'GET', 'evaluation', content)).toMatch(/^(403|404)/);
  });

  it('7b. keeps scores from one another until moderation, and prices until quality is locked', async () => {
    await scoreAll(cycle.panel, cycle.tender.id, judge);
    const [farida, george] = cycle.panel.evaluators as [Acting, Acting];
    const scores = `/v1/evaluations/${cycle.evaluationId}/scores/${farida.id}`;
    expect(await refusal(george, 'GET', 'evaluation', scores)).toBe('404 not-found');
    expect(await refusal(cycle.panel.chair, 'GET', 'evaluation', scores)).toBe('404 not-found');
    await moderate(cycle.panel, cycle.tender.id);
    const ranking = `/v1/evaluations/${cycle.evaluationId}/ranking`;
    for (const reader of [cycle.panel.chair, george, cycle.as('anna-commissioner')]) {
      expect(await refusal(reader, 'GET', 'evaluation', ranking)).toMatch(/^(403|404|409)/);
    }
  });

  it('7c. recommends the bids that rank best', async () => {
    const recommendation = await recommend(cycle.panel, cycle.tender.id, 2);
    const ranks = recommendation.bids.filter(({ recommended }) => recommended).map(({ rank }) => rank);
    expect(ranks).toEqual([1, 2]);
    expect(recommendation.conditions.filter(({ met }) => !met).map(({ code }) => code)).toContain(
      'award-needs-equality-check',
    );
  });
}
