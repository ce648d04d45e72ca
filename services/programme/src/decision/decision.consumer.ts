import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { awardCheckCompleted, evaluationRecommended } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';

/** Recommendations and checks are kept as they came, in any order; whether they fit is asked when a decision is taken. */
@Controller()
export class DecisionConsumer {
  @On(evaluationRecommended)
  async noteRecommendation(
    { fact, envelope }: Received<typeof evaluationRecommended>,
    change: Change<PrismaClient>,
  ) {
    const { evaluationId, themeId, title, setHash } = fact;
    const known = await change.db.recommendedSet.findUnique({ where: { evaluationId } });
    if (known && known.sequence >= envelope.sequence) return;
    const since = known?.setHash === setHash ? known.since : envelope.sequence;
    const data = { themeId, title, setHash, since, sequence: envelope.sequence };
    await change.db.recommendedSet.upsert({
      where: { evaluationId },
      create: { evaluationId, ...data },
      update: data,
    });
  }

  @On(awardCheckCompleted)
  async noteCheck({ fact }: Received<typeof awardCheckCompleted>, change: Change<PrismaClient>) {
    const { checkId, evaluationId, setHash, verdict, preparedBy, approvedBy, completedAt } = fact;
    const data = {
      ...{ evaluationId, setHash, verdict, preparedBy, approvedBy, completedAt: new Date(completedAt) },
      recommendationSequence: BigInt(fact.recommendationSequence ?? 0),
    };
    await change.db.awardCheck.upsert({
      where: { id: checkId },
      create: { id: checkId, ...data },
      update: data,
    });
  }
}
