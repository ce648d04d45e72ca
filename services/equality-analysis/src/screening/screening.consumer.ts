import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { themeProposed, themeWithdrawn } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';

@Controller()
export class ScreeningConsumer {
  @On(themeProposed)
  async open({ fact }: Received<typeof themeProposed>, change: Change<PrismaClient>) {
    const { themeId, programmeId, title, summary, leadService } = fact;
    const facts = { programmeId, title, summary, leadService, budgetPence: BigInt(fact.budgetPence) };
    await change.db.screening.upsert({
      where: { themeId },
      update: facts,
      create: {
        id: uuidv7(),
        themeId,
        ...facts,
        state: 'open',
        answers: [],
        openedAt: new Date(change.now.epochMilliseconds),
      },
    });
  }

  @On(themeWithdrawn)
  async close({ fact }: Received<typeof themeWithdrawn>, change: Change<PrismaClient>) {
    await change.db.screening.updateMany({
      where: { themeId: fact.themeId, state: 'open' },
      data: { state: 'withdrawn', version: { increment: 1 } },
    });
  }
}
