import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { evaluationAwarded } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { Policy } from '../config';
import { date } from './contract.queries';

@Controller()
export class ContractConsumer {
  constructor(private readonly policy: Policy) {}

  /** Every award becomes a draft with the outcomes of its tender. */
  @On(evaluationAwarded)
  async draft({ fact }: Received<typeof evaluationAwarded>, change: Change<PrismaClient>) {
    const { evaluationId, setHash, tenderId, themeId, programmeId, title, tier } = fact;
    const { standstillWorkingDays, indicators } = fact;
    for (const { awardId, organisationId, organisationName, pricePence, reach } of fact.awards) {
      if (await change.db.contract.findUnique({ where: { awardId } })) continue;
      const id = uuidv7();
      await change.db.contract.create({
        data: {
          ...{
            id,
            awardId,
            evaluationId,
            setHash,
            tenderId,
            themeId,
            programmeId,
            organisationId,
            organisationName,
            title,
          },
          ...{ tier, points: this.policy.points(tier), valuePence: BigInt(pricePence), reach },
          ...{ startsOn: date(fact.serviceStartsOn), endsOn: date(fact.serviceEndsOn) },
          ...{ standstillWorkingDays, state: 'draft' },
          indicators: { create: indicators },
        },
      });
      await change.audit('contract', id, 'contracts.contract.drafted', { detail: { awardId, tenderId } });
    }
  }
}
