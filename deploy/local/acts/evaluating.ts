import type { evaluationApi } from '@commissioning/schemas';
import { type Acting, eventually } from './client';

/** Who sits on a panel. */
export interface Panel {
  readonly commissioner: Acting;
  readonly chair: Acting;
  readonly evaluators: readonly Acting[];
}

/** A mark with its reason, for one bid and one criterion. */
export type Judge = (
  bid: { organisationName: string },
  criterion: { title: string },
  evaluator: number,
) => { mark: number; rationale: string };

const person = (acting: Acting) => ({ person: acting.id, name: acting.name });

/** The evaluation of a tender, once it has opened there. */
export const evaluationOf = (reader: Acting, tenderId: string): Promise<evaluationApi.Evaluation> =>
  eventually('the evaluation', async () => {
    const { items } = await reader.get<{ items: evaluationApi.Evaluation[] }>(
      'evaluation',
      `/v1/evaluations?tenderId=${tenderId}`,
    );
    return items[0];
  });

/**
 * Does something to the evaluation under its current version. Facts from other services raise the version too, so one
 * that was overtaken is read and tried again.
 */
export const onCurrent = <Result>(
  actor: Acting,
  tenderId: string,
  act: (evaluation: evaluationApi.Evaluation) => Promise<Result>,
): Promise<Result> =>
  eventually('the evaluation to hold still', async () =>
    act(await evaluationOf(actor, tenderId)),
  ) as Promise<Result>;

/** Appoints the panel as soon as the evaluation exists. */
export function appointPanel(
  { commissioner, chair, evaluators }: Panel,
  tenderId: string,
): Promise<evaluationApi.Evaluation> {
  const panel = { chair: person(chair), evaluators: evaluators.map(person), observers: [] };
  return onCurrent(commissioner, tenderId, ({ id, version }) =>
    commissioner.put<evaluationApi.Evaluation>('evaluation', `/v1/evaluations/${id}/panel`, panel, {
      version,
    }),
  );
}

/** Everybody on the panel declares that nothing connects them with any bidder, once the bids are opened. */
export async function declareNoConflicts(
  { chair, evaluators }: Panel,
  tenderId: string,
  bids: number,
): Promise<void> {
  for (const member of [chair, ...evaluators]) {
    const evaluation = await eventually('the bidders to be known', async () => {
      const known = await evaluationOf(member, tenderId);
      return known.bids.length === bids && known;
    });
    const declarations = evaluation.bids.map(({ bidId }) => ({ bidId, interest: 'none' }));
    await member.put('evaluation', `/v1/evaluations/${evaluation.id}/declarations`, { declarations });
  }
}

/** Every evaluator scores every bid on every question, alone. */
export async function scoreAll({ evaluators }: Panel, tenderId: string, judge: Judge): Promise<void> {
  for (const [index, evaluator] of evaluators.entries()) {
    const { id, bids, criteria } = await evaluationOf(evaluator, tenderId);
    for (const bid of bids) {
      for (const criterion of criteria.filter(({ kind }) => kind !== 'price')) {
        const score = {
          bidId: bid.bidId,
          criterionId: criterion.criterionId,
          ...judge(bid, criterion, index),
        };
        await evaluator.put('evaluation', `/v1/evaluations/${id}/scores`, score);
      }
    }
  }
}

/** The chair opens moderation, and the panel discusses each bid and question. */
export async function moderate(panel: Panel, tenderId: string): Promise<void> {
  const { chair } = panel;
  const { id } = await onCurrent(chair, tenderId, async (evaluation) => {
    const { version } = evaluation;
    await chair.post('evaluation', `/v1/evaluations/${evaluation.id}/moderation`, undefined, { version });
    return evaluation;
  });
  await agree(panel, id);
}

/** The panel agrees on the first evaluator's mark wherever it has not agreed yet, with a record. */
export async function agree({ chair, evaluators }: Panel, id: string): Promise<void> {
  const { items } = await chair.get<evaluationApi.ModerationTable>(
    'evaluation',
    `/v1/evaluations/${id}/moderation`,
  );
  for (const { bidId, criterionId, scores, organisationName, record } of items) {
    if (record) continue;
    const mark = scores[0]?.mark ?? 0;
    await chair.put('evaluation', `/v1/evaluations/${id}/moderation`, {
      ...{ bidId, criterionId, mark, present: [chair, ...evaluators].map((member) => member.id) },
      points: `The panel compared what each had noted on the delivery plan of ${organisationName} and the evidence behind it.`,
      moves: scores.map(({ person: who, mark: from }) => ({ person: who, from, to: mark })),
      reason: `The plan of ${organisationName} names venues, staff and partners, and its evidence supports this mark after discussion.`,
    });
  }
}

/** Locks quality, waits for the prices, and recommends the bids that rank best within the budget. */
export async function recommend(
  { chair }: Panel,
  tenderId: string,
  most: number,
): Promise<evaluationApi.Recommendation> {
  const { id } = await onCurrent(chair, tenderId, async (evaluation) => {
    const { version } = evaluation;
    await chair.post('evaluation', `/v1/evaluations/${evaluation.id}/moderation/lock`, undefined, {
      version,
    });
    return evaluation;
  });
  await eventually('the prices to be opened', async () => (await evaluationOf(chair, tenderId)).pricesOpen);
  const { table } = await chair.get<evaluationApi.Ranking>('evaluation', `/v1/evaluations/${id}/ranking`);
  const bidIds = table.slice(0, most).map(({ bidId }) => bidId);
  const summary = 'The highest ranked bids within the budget, on the criteria as they were published.';
  const recommendation = { bidIds, departures: [], summary };
  return onCurrent(chair, tenderId, ({ version }) =>
    chair.post<evaluationApi.Recommendation>(
      'evaluation',
      `/v1/evaluations/${id}/recommendation`,
      recommendation,
      {
        version,
      },
    ),
  );
}
