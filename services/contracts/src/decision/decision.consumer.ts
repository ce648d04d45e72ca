import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { decisionCalledIn, decisionConfirmed, decisionTaken } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { date } from '../contract/contract.queries';

/** Decisions about awards, and their call-in, are kept as they came; the signature asks what they mean. */
@Controller()
export class DecisionConsumer {
  @On(decisionTaken)
  async noteDecision({ fact }: Received<typeof decisionTaken>, change: Change<PrismaClient>) {
    const { decisionId: id, subject, subjectId, setHash, outcome, decidedAt, callInEndsOn } = fact;
    if (subject !== 'award' || !setHash) return;
    const data = {
      ...{ evaluationId: subjectId, setHash, outcome, decidedAt: new Date(decidedAt) },
      callInEndsOn: callInEndsOn ? date(callInEndsOn) : null,
    };
    await change.db.awardDecision.upsert({ where: { id }, create: { id, ...data }, update: data });
  }

  @On(decisionCalledIn)
  async noteCallIn({ fact, envelope }: Received<typeof decisionCalledIn>, change: Change<PrismaClient>) {
    if (fact.subject === 'award') await noteScrutiny(change, fact, 'called-in', envelope.sequence);
  }

  @On(decisionConfirmed)
  async noteOutcome({ fact, envelope }: Received<typeof decisionConfirmed>, change: Change<PrismaClient>) {
    if (fact.subject === 'award') await noteScrutiny(change, fact, fact.outcome, envelope.sequence);
  }
}

/** A call-in that arrives after its outcome changes nothing. */
async function noteScrutiny(
  { db }: Change<PrismaClient>,
  { decisionId: id, subjectId }: { decisionId: string; subjectId: string },
  callIn: string,
  callInSequence: bigint,
): Promise<void> {
  const known = await db.awardDecision.findUnique({ where: { id } });
  if (known?.callInSequence && known.callInSequence >= callInSequence) return;
  const data = { evaluationId: subjectId, callIn, callInSequence };
  await db.awardDecision.upsert({ where: { id }, create: { id, ...data }, update: data });
}
