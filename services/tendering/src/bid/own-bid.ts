import type { tenderingApi } from '@commissioning/schemas';
import type { Submission } from '../../generated/prisma/client';
import type { LoadedTender } from '../tender/tender.queries';
import { says, standingOf } from './bid';
import { contentOf, partOf, revisionOf, standingSubmission, type UnlockedBid } from './bid.queries';
import { gapsOf, questionsOf } from './gaps';
import { countWords } from './words';

/** A bid as its organisation sees it: what is written, what is missing, where it stands. */
export function toOwnBid(bid: UnlockedBid, { terms }: LoadedTender): tenderingApi.OwnBid {
  const { row } = bid;
  const gaps = gapsOf(contentOf(bid, terms.criteria), terms);
  return {
    id: row.id,
    tenderId: row.tenderId,
    organisationId: bid.bidder.organisationId,
    ...standing(bid, gaps),
    answers: questionsOf(terms.criteria).map(({ criterionId, wordLimit = 0 }) => {
      const { value = '', version } = partOf<string>(bid, `answer:${criterionId}`);
      return { criterionId, text: value, words: countWords(value), wordLimit, version };
    }),
    price: partOf<number>(bid, 'price'),
    reach: partOf<tenderingApi.Reach>(bid, 'reach'),
    declarations: partOf<tenderingApi.Declarations>(bid, 'declarations'),
    gaps,
    receipts: row.submissions.map((submission) => ({
      ...toReceipt(submission),
      ...(submission.endedBy === 'withdrawn' && { withdrawnAt: submission.endedAt?.toISOString() }),
      ...(submission.endedBy === 'replaced' && { replacedAt: submission.endedAt?.toISOString() }),
    })),
    version: revisionOf(row),
  };
}

/** One line of the list of an organisation's bids. */
export function toOwnBidSummary(
  bid: UnlockedBid,
  tender: LoadedTender,
): tenderingApi.OwnBidList['items'][number] {
  const gaps = gapsOf(contentOf(bid, tender.terms.criteria), tender.terms);
  return {
    id: bid.row.id,
    tenderId: tender.id,
    tender: tender.title,
    closesAt: tender.closesAt ?? '',
    organisationId: bid.bidder.organisationId,
    ...standing(bid, gaps),
  };
}

export const toReceipt = (row: Submission): tenderingApi.Receipt => ({
  bidId: row.bidId,
  tenderId: row.tenderId,
  number: row.number,
  submittedAt: row.submittedAt.toISOString(),
  sha256: row.sha256,
});

function standing({ row }: UnlockedBid, gaps: readonly tenderingApi.BidGap[]) {
  const submitted = standingSubmission(row);
  const submission = submitted && {
    submittedAt: submitted.submittedAt.toISOString(),
    revision: submitted.revision,
  };
  const standing = standingOf(gaps, revisionOf(row), submission);
  return { standing, says: says(standing, gaps, submission) };
}
