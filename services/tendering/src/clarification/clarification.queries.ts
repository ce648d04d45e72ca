import type { tenderingApi } from '@commissioning/schemas';
import type { TransactionOf } from '@commissioning/service';
import type { Clarification, PrismaClient } from '../../generated/prisma/client';

export const toClarification = (row: Clarification): tenderingApi.Clarification => ({
  id: row.id,
  tenderId: row.tenderId,
  question: row.question,
  askedAt: row.askedAt.toISOString(),
  ...(row.answer && { answer: row.answer }),
  ...(row.publishedQuestion && { publishedQuestion: row.publishedQuestion }),
  ...(row.answeredAt && { answeredAt: row.answeredAt.toISOString() }),
  version: row.version,
});

/** Questions and answers that everybody reads, in the order of the answers. */
export async function publishedClarifications(
  db: TransactionOf<PrismaClient>,
  tenderId: string,
): Promise<tenderingApi.PublishedClarification[]> {
  const rows = await db.clarification.findMany({
    where: { tenderId, answer: { not: null } },
    orderBy: [{ answeredAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    question: row.publishedQuestion ?? row.question,
    answer: row.answer ?? '',
    publishedAt: (row.answeredAt ?? row.askedAt).toISOString(),
  }));
}
