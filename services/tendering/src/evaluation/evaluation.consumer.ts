import { Controller, Inject } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import { type Change, must } from '@commissioning/service';
import {
  bidPriceOpened,
  evaluationAwarded,
  evaluationQualityLocked,
  evaluationSummariesIssued,
} from '@commissioning/schemas';
import type { OpenedBid, PrismaClient } from '../../generated/prisma/client';
import { openContent, openPrice } from '../bid/submission';
import { BrokenSeal } from '../sealing/envelope';
import { KEY_KEEPER, type KeyKeeper } from '../sealing/key-keeper';
import { releasedKey, releaseKey } from '../sealing/tender-keys';
import { loadTender, saveTender } from '../tender/tender.queries';

@Controller()
export class EvaluationConsumer {
  constructor(@Inject(KEY_KEEPER) private readonly keeper: KeyKeeper) {}

  /** Prices stay in their envelope until the quality consensus is locked; then all are opened at once. */
  @On(evaluationQualityLocked)
  async openPrices({ fact }: Received<typeof evaluationQualityLocked>, change: Change<PrismaClient>) {
    const { tenderId, lockedAt } = fact;
    const tender = await loadTender(change, tenderId);
    must(tender.row.openedAt, 'tender-is-not-open', 'Prices are opened after the bids.');
    const locked = { qualityLockedAt: new Date(lockedAt) };
    await change.db.outcome.upsert({
      where: { tenderId },
      create: { tenderId, ...locked },
      update: locked,
    });
    const keys = {
      content: await releasedKey(change, this.keeper, tenderId, 'content'),
      price: await releaseKey(change, this.keeper, tenderId, 'price'),
    };
    const bids = await change.db.openedBid.findMany({ where: { tenderId }, orderBy: { bidId: 'asc' } });
    for (const bid of bids) await openPriceOf(change, bid, keys);
  }

  @On(evaluationSummariesIssued)
  async noteSummaries({ fact }: Received<typeof evaluationSummariesIssued>, change: Change<PrismaClient>) {
    const { tenderId, organisationIds: summaries } = fact;
    await change.db.outcome.upsert({
      where: { tenderId },
      create: { tenderId, summaries },
      update: { summaries },
    });
  }

  @On(evaluationAwarded)
  async noteAward({ fact }: Received<typeof evaluationAwarded>, change: Change<PrismaClient>) {
    const { tenderId } = fact;
    const tender = await loadTender(change, tenderId);
    must(tender.row.openedAt, 'tender-is-not-open', 'Nothing is awarded before the bids are open.');
    await change.db.outcome.upsert({
      where: { tenderId },
      create: { tenderId, awarded: fact },
      update: { awarded: fact },
    });
    if (tender.state === 'opened') await saveTender(change, tender, { state: 'awarded' });
  }
}

/** A price that is not what was sealed is recorded and stops no other. */
async function openPriceOf(
  change: Change<PrismaClient>,
  { bidId, tenderId, submissionId }: OpenedBid,
  keys: { readonly content: string; readonly price: string },
): Promise<void> {
  const submission = await change.db.submission.findUniqueOrThrow({ where: { id: submissionId } });
  try {
    const pricePence = openPrice(submission, openContent(submission, keys.content), keys.price);
    await change.db.openedBid.update({ where: { bidId }, data: { pricePence: BigInt(pricePence) } });
    await change.emit(bidPriceOpened, { bidId, tenderId, pricePence });
  } catch (error) {
    if (!(error instanceof BrokenSeal)) throw error;
    await change.audit('bid', bidId, 'price damaged', { reason: error.message });
  }
}
