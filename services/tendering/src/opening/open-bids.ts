import type { tenderingApi } from '@commissioning/schemas';
import type { Change } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import { type BidRow, contentOf, standingSubmission, unlock } from '../bid/bid.queries';
import { gapsOf } from '../bid/gaps';
import { openContent, type SubmittedContent } from '../bid/submission';
import { BrokenSeal } from '../sealing/envelope';
import type { KeyKeeper } from '../sealing/key-keeper';
import type { LoadedTender } from '../tender/tender.queries';

/** A submitted bid, opened. */
export interface Opened {
  readonly submissionId: string;
  readonly sha256: string;
  readonly content: SubmittedContent;
}

/** What an opening finds: bids, damage, and who was complete and never submitted. */
export interface Found {
  readonly opened: readonly Opened[];
  readonly damaged: tenderingApi.Opening['damaged'];
  readonly completeNotSubmitted: tenderingApi.Opening['completeNotSubmitted'];
}

/** Opens every bid of the tender with its released key. One that was tampered with is named and stops no other. */
export async function openBids(
  { db }: Change<PrismaClient>,
  keeper: KeyKeeper,
  tender: LoadedTender,
  privateKey: string,
): Promise<Found> {
  const rows = await db.bid.findMany({
    where: { tenderId: tender.id },
    include: { parts: true, submissions: true },
    orderBy: { id: 'asc' },
  });
  const opened: Opened[] = [];
  const damaged: Found['damaged'] = [];
  const completeNotSubmitted: Found['completeNotSubmitted'] = [];
  for (const row of rows) {
    const submission = standingSubmission(row);
    try {
      if (submission) {
        const content = openContent(submission, privateKey);
        opened.push({ submissionId: submission.id, sha256: submission.sha256, content });
      } else {
        completeNotSubmitted.push(...(await bidderOfComplete(keeper, row, tender)));
      }
    } catch (error) {
      if (!(error instanceof BrokenSeal)) throw error;
      damaged.push({
        bidId: row.id,
        ...(submission && { submittedAt: submission.submittedAt.toISOString(), sha256: submission.sha256 }),
      });
    }
  }
  return { opened, damaged, completeNotSubmitted };
}

async function bidderOfComplete(keeper: KeyKeeper, row: BidRow, { terms }: LoadedTender) {
  const bid = await unlock(keeper, row);
  return gapsOf(contentOf(bid, terms.criteria), terms).length === 0 ? [bid.bidder] : [];
}
