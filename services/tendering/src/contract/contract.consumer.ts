import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { contractSigned } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { loadTender, saveTender } from '../tender/tender.queries';

@Controller()
export class ContractConsumer {
  /** For the open data of the tender; contracts itself is theirs. */
  @On(contractSigned)
  async noteSignature({ fact }: Received<typeof contractSigned>, change: Change<PrismaClient>) {
    const { contractId: id, tenderId } = fact;
    const tender = await loadTender(change, tenderId);
    await change.db.signedContract.upsert({
      where: { id },
      create: { id, tenderId, fact },
      update: { fact },
    });
    // A release of open data has a new id whenever it says something new.
    await saveTender(change, tender, {});
  }
}
