import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import {
  challengeReceived,
  challengeResolved,
  evaluationStandstillEnded,
  noticePublished,
  tenderPublished,
} from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { date } from '../contract/contract.queries';

/** What stands between an award and a signature, kept in columns of their own: the facts come in any order. */
@Controller()
export class ProcurementConsumer {
  @On(tenderPublished)
  async noteRegime({ fact }: Received<typeof tenderPublished>, change: Change<PrismaClient>) {
    await keep(change, fact.tenderId, { regime: fact.regime });
  }

  @On(noticePublished)
  async noteNotice({ fact }: Received<typeof noticePublished>, change: Change<PrismaClient>) {
    if (fact.kind !== 'contract-award') return;
    const { tenderId, publishedOn, standstillEndsOn } = fact;
    const known = await change.db.procurement.findUnique({ where: { tenderId } });
    // A second award notice begins another standstill; the later one counts, however they arrive.
    if (known?.awardNoticeOn && known.awardNoticeOn > date(publishedOn)) return;
    await keep(change, tenderId, {
      awardNoticeOn: date(publishedOn),
      standstillEndsOn: standstillEndsOn ? date(standstillEndsOn) : null,
    });
  }

  @On(evaluationStandstillEnded)
  async noteEnd({ fact }: Received<typeof evaluationStandstillEnded>, change: Change<PrismaClient>) {
    await keep(change, fact.tenderId, { standstillEndedOn: date(fact.endedOn) });
  }

  @On(challengeReceived)
  async open({ fact }: Received<typeof challengeReceived>, change: Change<PrismaClient>) {
    const { challengeId: id, tenderId, kind, receivedOn } = fact;
    const facts = { tenderId, kind, receivedOn: date(receivedOn) };
    await change.db.challenge.upsert({ where: { id }, create: { id, ...facts }, update: facts });
  }

  @On(challengeResolved)
  async close({ fact }: Received<typeof challengeResolved>, change: Change<PrismaClient>) {
    const { challengeId: id, tenderId } = fact;
    const facts = { tenderId, resolvedOn: date(fact.resolvedOn) };
    await change.db.challenge.upsert({ where: { id }, create: { id, ...facts }, update: facts });
  }
}

async function keep(
  { db }: Change<PrismaClient>,
  tenderId: string,
  facts: { regime?: string; awardNoticeOn?: Date; standstillEndsOn?: Date | null; standstillEndedOn?: Date },
): Promise<void> {
  await db.procurement.upsert({ where: { tenderId }, create: { tenderId, ...facts }, update: facts });
}
