import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import {
  awardCheckCompleted,
  decisionCalledIn,
  decisionConfirmed,
  decisionTaken,
} from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';

/** Decisions and equality checks are kept as they came; whether they fit the recommended set is asked at the gate. */
@Controller()
export class AwardConsumer {
  @On(decisionTaken)
  async noteDecision({ fact }: Received<typeof decisionTaken>, change: Change<PrismaClient>) {
    const { decisionId, subject, subjectId, setHash, checkId = null, outcome, decidedBy } = fact;
    if (subject !== 'award' || !setHash) return;
    const decidedAt = new Date(fact.decidedAt);
    const data = { evaluationId: subjectId, setHash, checkId, outcome, decidedBy, decidedAt };
    await change.db.awardDecision.upsert({
      where: { id: decisionId },
      create: { id: decisionId, ...data },
      update: data,
    });
  }

  @On(decisionCalledIn)
  async noteCallIn({ fact }: Received<typeof decisionCalledIn>, change: Change<PrismaClient>) {
    if (fact.subject === 'award') await noteScrutiny(change, fact.decisionId, 'called-in');
  }

  @On(decisionConfirmed)
  async noteOutcome({ fact }: Received<typeof decisionConfirmed>, change: Change<PrismaClient>) {
    if (fact.subject === 'award') await noteScrutiny(change, fact.decisionId, fact.outcome);
  }

  @On(awardCheckCompleted)
  async noteCheck({ fact }: Received<typeof awardCheckCompleted>, change: Change<PrismaClient>) {
    const { checkId, evaluationId, setHash, verdict, preparedBy, approvedBy, completedAt } = fact;
    const people = { preparedBy, approvedBy };
    const data = { evaluationId, setHash, verdict, ...people, completedAt: new Date(completedAt) };
    await change.db.awardCheck.upsert({
      where: { id: checkId },
      create: { id: checkId, ...data },
      update: data,
    });
  }
}

async function noteScrutiny(change: Change<PrismaClient>, id: string, callIn: string): Promise<void> {
  const { count } = await change.db.awardDecision.updateMany({ where: { id }, data: { callIn } });
  if (count === 0) throw new Error(`Decision ${id} was called in before it was taken.`);
}
