import type { TransactionOf } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { type Evaluation, type Member, sitting } from '../evaluation/evaluation';
import { type Given, missingOf } from './score';

type Db = TransactionOf<PrismaClient>;

/** The scores of those who sit on the panel today; those of somebody who left are kept and no longer count. */
export async function countingScores(
  db: Db,
  evaluation: Evaluation,
): Promise<(Given & { rationale: string })[]> {
  const people = sitting(evaluation).map(({ person }) => person);
  return db.score.findMany({ where: { evaluationId: evaluation.id, person: { in: people } } });
}

/** One person's scores and what is open. */
export async function scoresOf(
  db: Db,
  evaluation: Evaluation,
  { person, name, scores }: Member,
): Promise<evaluationApi.PersonalScores> {
  const rows = await db.score.findMany({
    where: { evaluationId: evaluation.id, person },
    orderBy: [{ bidId: 'asc' }, { criterionId: 'asc' }],
  });
  return {
    person,
    name,
    items: rows.map(({ bidId, criterionId, mark, rationale, scoredAt }) => ({
      bidId,
      criterionId,
      mark,
      rationale,
      scoredAt: scoredAt.toISOString(),
    })),
    missing: scores ? missingOf(evaluation, person, rows) : [],
  };
}
