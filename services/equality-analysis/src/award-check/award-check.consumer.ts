import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { evaluationPanelAppointed, evaluationRecommended } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';

@Controller()
export class AwardCheckConsumer {
  /** Every recommendation gets a check of its own; the one before it speaks of a set that is no longer recommended. */
  @On(evaluationRecommended)
  async open({ fact, envelope }: Received<typeof evaluationRecommended>, change: Change<PrismaClient>) {
    const { evaluationId, setHash } = fact;
    await change.db.awardCheck.updateMany({
      where: { evaluationId, state: { not: 'superseded' } },
      data: { state: 'superseded', version: { increment: 1 } },
    });
    await change.db.awardCheck.create({
      data: {
        id: uuidv7(),
        evaluationId,
        setHash,
        recommendation: fact,
        recommendationSequence: envelope.sequence,
        state: 'open',
        mitigations: [],
        openedAt: new Date(change.now.epochMilliseconds),
      },
    });
  }

  /** Whoever ever sat on the panel stays excluded from checking its recommendation. */
  @On(evaluationPanelAppointed)
  async notePanel({ fact }: Received<typeof evaluationPanelAppointed>, change: Change<PrismaClient>) {
    const { evaluationId, chair, evaluators, observers } = fact;
    await change.db.panellist.createMany({
      data: [...new Set([chair, ...evaluators, ...observers])].map((person) => ({ evaluationId, person })),
      skipDuplicates: true,
    });
  }
}
