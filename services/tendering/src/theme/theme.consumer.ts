import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { themeApproved, themeWithdrawn } from '@commissioning/schemas';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';

@Controller()
export class ThemeConsumer {
  @On(themeApproved)
  async noteApproval({ fact, envelope }: Received<typeof themeApproved>, change: Change<PrismaClient>) {
    await note(change, fact.themeId, envelope.sequence, { state: 'approved', fact });
  }

  @On(themeWithdrawn)
  async noteWithdrawal({ fact, envelope }: Received<typeof themeWithdrawn>, change: Change<PrismaClient>) {
    await note(change, fact.themeId, envelope.sequence, { state: 'withdrawn' });
  }
}

/** Keeps what is newest by sequence: a replayed approval does not undo a withdrawal. */
async function note(
  { db }: Change<PrismaClient>,
  id: string,
  sequence: bigint,
  known: { state: string; fact?: Prisma.InputJsonValue },
): Promise<void> {
  const { count } = await db.theme.updateMany({
    where: { id, sequence: { lt: sequence } },
    data: { ...known, sequence },
  });
  if (count === 0) await db.theme.createMany({ data: { id, sequence, ...known }, skipDuplicates: true });
}
