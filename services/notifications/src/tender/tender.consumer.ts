import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import {
  evaluationAwarded,
  evaluationSummariesIssued,
  tenderClarificationPublished,
  tenderPublished,
} from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { everybody, tell } from '../message/message.queries';

/** From the opportunity to the award. */
@Controller()
export class TenderConsumer {
  @On(tenderPublished)
  async announce({ fact, envelope }: Received<typeof tenderPublished>, change: Change<PrismaClient>) {
    const { tenderId, title, summary, closesAt } = fact;
    const facts = { title, closesAt: new Date(closesAt) };
    await change.db.tender.upsert({
      where: { id: tenderId },
      create: { id: tenderId, ...facts },
      update: facts,
    });
    await tell(change, envelope.id, await everybody(change), 'tender-published', {
      ...{ tenderId, tenderTitle: title, summary, closesAt },
    });
  }

  /** Who bids is secret, so an answer goes to everybody and not to those who asked or began a bid. */
  @On(tenderClarificationPublished)
  async answer(
    { fact, envelope }: Received<typeof tenderClarificationPublished>,
    change: Change<PrismaClient>,
  ) {
    const { tenderId, question, answer } = fact;
    const facts = { tenderId, question, answer };
    await tell(change, envelope.id, await everybody(change), 'clarification-published', facts);
  }

  @On(evaluationSummariesIssued)
  async summaries(
    { fact, envelope }: Received<typeof evaluationSummariesIssued>,
    change: Change<PrismaClient>,
  ) {
    const { tenderId, organisationIds } = fact;
    await tell(change, envelope.id, organisationIds, 'summary-issued', { tenderId });
  }

  @On(evaluationAwarded)
  async award({ fact, envelope }: Received<typeof evaluationAwarded>, change: Change<PrismaClient>) {
    const { tenderId, title: tenderTitle, standstillWorkingDays, awards } = fact;
    const winners = awards.map(({ organisationId }) => organisationId);
    const facts = { tenderId, tenderTitle, standstillWorkingDays };
    await tell(change, envelope.id, winners, 'contract-awarded', facts);
  }
}
