import type { TransactionOf } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';
import type { Moderation, PrismaClient } from '../../generated/prisma/client';
import { type Evaluation, scoredCriteria, thingsToScore } from '../evaluation/evaluation';
import { bidderNames } from '../evaluation/evaluation.queries';
import { countingScores } from '../score/score.queries';

type Db = TransactionOf<PrismaClient>;

/** Every bid on every criterion, with the individual scores and, once there is one, the record. */
export async function tableOf(db: Db, evaluation: Evaluation): Promise<evaluationApi.ModerationTable> {
  const scores = await countingScores(db, evaluation);
  const records = await db.moderation.findMany({ where: { evaluationId: evaluation.id } });
  const names = await bidderNames(db, evaluation);
  const titles = new Map(
    scoredCriteria(evaluation.tender).map(({ criterionId, title }) => [criterionId, title]),
  );
  const items = thingsToScore(evaluation).map(({ bidId, criterionId }): evaluationApi.ModerationItem => {
    const isThis = (one: { bidId: string; criterionId: string }) =>
      one.bidId === bidId && one.criterionId === criterionId;
    const record = records.find(isThis);
    return {
      bidId,
      organisationName: names.get(bidId) ?? bidId,
      criterionId,
      criterion: titles.get(criterionId) ?? criterionId,
      scores: evaluation.panel.flatMap(({ person, name }) =>
        scores
          .filter((score) => score.person === person && isThis(score))
          .map(({ mark, rationale }) => ({ person, name, mark, rationale })),
      ),
      ...(record && { record: toRecord(record) }),
    };
  });
  return { items };
}

/** One row of the table. */
export async function itemOf(
  db: Db,
  evaluation: Evaluation,
  bidId: string,
  criterionId: string,
): Promise<evaluationApi.ModerationItem> {
  const { items } = await tableOf(db, evaluation);
  return items.find((item) => item.bidId === bidId && item.criterionId === criterionId)!;
}

const toRecord = (row: Moderation): NonNullable<evaluationApi.ModerationItem['record']> => ({
  present: row.present,
  points: row.points,
  moves: row.moves as evaluationApi.RecordModeration['moves'],
  mark: row.mark,
  reason: row.reason,
  recordedBy: row.recordedBy,
  recordedAt: row.recordedAt.toISOString(),
});
