import type { equalityAnalysisApi, evaluationApi, programmeApi, tenderingApi } from '@commissioning/schemas';
import { type Acting, eventually } from './client';
import { onCurrent } from './evaluating';

/** The equality check of a recommended set, once needs figures and recommendation have arrived. */
export const checkOf = (officer: Acting, evaluationId: string): Promise<equalityAnalysisApi.AwardCheck> =>
  eventually('the equality check to open', async () => {
    const path = `/v1/award-checks?evaluationId=${evaluationId}`;
    const { items } = await officer.get<{ items: equalityAnalysisApi.AwardCheck[] }>(
      'equality-analysis',
      path,
    );
    return items.find(({ state }) => state === 'open');
  });

/** Advice with a mitigation, submitted; resolves to the submitted check. */
export async function advise(
  officer: Acting,
  { id, version }: equalityAnalysisApi.AwardCheck,
  advice: equalityAnalysisApi.WriteAdvice,
): Promise<equalityAnalysisApi.AwardCheck> {
  const path = `/v1/award-checks/${id}`;
  const written = await officer.put<equalityAnalysisApi.AwardCheck>(
    'equality-analysis',
    `${path}/advice`,
    advice,
    {
      version,
    },
  );
  return officer.post('equality-analysis', `${path}/submit`, undefined, { version: written.version });
}

export const approveCheck = (
  approver: Acting,
  { id, version }: equalityAnalysisApi.AwardCheck,
): Promise<equalityAnalysisApi.AwardCheck> =>
  approver.post('equality-analysis', `/v1/award-checks/${id}/approve`, undefined, { version });

/** The decision about exactly this set, once the check has reached the register of decisions. */
export const decideAward = (
  decisionMaker: Acting,
  { evaluationId, setHash }: Pick<evaluationApi.Recommendation, 'evaluationId' | 'setHash'>,
  words: Pick<programmeApi.NewDecision, 'dueRegard' | 'reasons'>,
): Promise<programmeApi.Decision> =>
  eventually('the decision to be possible', () =>
    decisionMaker.post('programme', '/v1/decisions', {
      ...{ subject: 'award', subjectId: evaluationId, setHash, outcome: 'approved', key: false, ...words },
    }),
  );

/** Tells every bidder how it did, and makes the award. */
export async function award(
  commissioner: Acting,
  tenderId: string,
  recommendation: evaluationApi.Recommendation,
): Promise<evaluationApi.Evaluation> {
  const notAwarded = recommendation.bids
    .filter(({ recommended }) => !recommended)
    .map(({ bidId }) => ({
      bidId,
      reason: 'Other bids scored higher on the published criteria within the budget.',
    }));
  await onCurrent(commissioner, tenderId, ({ id, version }) =>
    commissioner.post('evaluation', `/v1/evaluations/${id}/summaries`, { notAwarded }, { version }),
  );
  return onCurrent(commissioner, tenderId, ({ id, version }) =>
    commissioner.post<evaluationApi.Evaluation>('evaluation', `/v1/evaluations/${id}/award`, undefined, {
      version,
    }),
  );
}

/** The contract award notice, which starts the standstill. */
export const publishAwardNotice = (
  commissioner: Acting,
  tenderId: string,
  reference: string,
): Promise<tenderingApi.Notice> =>
  eventually('the award to reach tendering', () =>
    commissioner.post('tendering', `/v1/tenders/${tenderId}/notices`, { kind: 'contract-award', reference }),
  );
