import { type Change, must } from '@commissioning/service';
import type { programmeApi } from '@commissioning/schemas';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';

/** A contribution with the areas it speaks of and the answers it got, oldest first. */
export const CODED_AND_ANSWERED = {
  codings: { orderBy: { areaId: 'asc' } },
  answers: { orderBy: { id: 'asc' } },
} as const satisfies Prisma.ContributionInclude;

export type WholeContribution = Prisma.ContributionGetPayload<{ include: typeof CODED_AND_ANSWERED }>;

/** Areas that a contribution is coded to belong to the framework of its own programme. */
export async function mustBelong(
  change: Change<PrismaClient>,
  programmeId: string,
  areaIds: readonly string[],
): Promise<void> {
  const wanted = [...new Set(areaIds)];
  const known = await change.db.outcomeArea.count({
    where: { id: { in: wanted }, framework: { programmeId } },
  });
  must(
    known === wanted.length,
    'area-not-in-framework',
    'One of these outcome areas is not part of the framework of this programme.',
  );
}

export const toContribution = (row: WholeContribution): programmeApi.Contribution => ({
  id: row.id,
  workshopId: row.workshopId,
  programmeId: row.programmeId,
  text: row.text,
  ...(row.question && { question: row.question }),
  areaIds: row.codings.map(({ areaId }) => areaId),
  answers: row.answers.map(toAnswer),
  recordedAt: row.recordedAt.toISOString(),
  version: row.version,
});

export const toAnswer = (row: WholeContribution['answers'][number]): programmeApi.Answer => ({
  response: row.response as programmeApi.Answer['response'],
  answer: row.answer,
  links: row.links as programmeApi.Answer['links'],
  answeredBy: row.answeredBy,
  answeredAt: row.answeredAt.toISOString(),
});
