import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { tenderCancelled, tenderOpened, tenderPublished } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { cancel, openBids } from './evaluation';
import { evaluationOfTender, noteNews } from './evaluation.queries';

@Controller()
export class EvaluationConsumer {
  @On(tenderPublished)
  async open({ fact }: Received<typeof tenderPublished>, change: Change<PrismaClient>) {
    const { tenderId, title } = fact;
    await change.db.evaluation.upsert({
      where: { tenderId },
      update: { title, tender: fact },
      create: { id: uuidv7(), tenderId, title, tender: fact, state: 'preparing' },
    });
  }

  @On(tenderOpened)
  async beginScoring({ fact }: Received<typeof tenderOpened>, change: Change<PrismaClient>) {
    const evaluation = await evaluationOfTender(change, fact.tenderId);
    // One topic keeps the order of a tender, so its publication was handled or lies with the dead letters.
    if (!evaluation) throw new Error(`Tender ${fact.tenderId} was opened before it was published.`);
    await noteNews(change, { ...openBids(evaluation, fact.bidIds), openedAt: fact.openedAt });
  }

  @On(tenderCancelled)
  async close({ fact }: Received<typeof tenderCancelled>, change: Change<PrismaClient>) {
    const evaluation = await evaluationOfTender(change, fact.tenderId);
    if (evaluation) await noteNews(change, cancel(evaluation));
  }
}
