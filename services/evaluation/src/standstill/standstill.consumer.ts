import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { challengeReceived, challengeResolved, noticePublished } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';

@Controller()
export class StandstillConsumer {
  @On(noticePublished)
  async begin({ fact }: Received<typeof noticePublished>, change: Change<PrismaClient>) {
    if (fact.kind !== 'contract-award') return;
    const { tenderId, noticeId, reference, publishedOn, standstillEndsOn } = fact;
    const data = {
      noticeId,
      reference,
      publishedOn: new Date(publishedOn),
      standstillEndsOn: standstillEndsOn ? new Date(standstillEndsOn) : null,
    };
    await change.db.awardNotice.upsert({ where: { tenderId }, create: { tenderId, ...data }, update: data });
  }

  @On(challengeReceived)
  async noteChallenge({ fact }: Received<typeof challengeReceived>, change: Change<PrismaClient>) {
    const { challengeId: id, tenderId, kind } = fact;
    await change.db.challenge.upsert({ where: { id }, create: { id, tenderId, kind }, update: { kind } });
  }

  @On(challengeResolved)
  async noteResolution({ fact }: Received<typeof challengeResolved>, change: Change<PrismaClient>) {
    const { challengeId: id, tenderId } = fact;
    const resolvedOn = new Date(fact.resolvedOn);
    await change.db.challenge.upsert({
      where: { id },
      create: { id, tenderId, resolvedOn },
      update: { resolvedOn },
    });
  }
}
