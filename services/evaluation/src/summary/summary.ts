import { must } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';
import { bestMark, scoredCriteria, type Tender } from '../evaluation/evaluation';

type Summary = evaluationApi.AssessmentSummary;
type SummaryCriterion = Summary['criteria'][number];

/** A consensus with the reason that the bidder is told. */
export interface Explained {
  readonly bidId: string;
  readonly criterionId: string;
  readonly mark: number;
  readonly reason: string;
}

/** A bid as its summary needs it. `ranked` is missing for one that does not stand. */
export interface AssessedBid {
  readonly bidId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly pricePence: number;
  readonly awarded: boolean;
  readonly ranked?: { readonly rank: number; readonly total: string; readonly priceMarks: string };
}

const REASON = 20;

/**
 * What every bidder is told: each criterion's mark with its explanation, the winners' beside it for those who did not
 * win, and why (Procurement Act 2023 s. 50). Refused while a reason is missing.
 */
export function summarise(
  evaluation: { readonly id: string; readonly tender: Tender },
  bids: readonly AssessedBid[],
  explained: readonly Explained[],
  notAwarded: evaluationApi.IssueSummaries['notAwarded'],
  issuedAt: string,
): Summary[] {
  const { tender } = evaluation;
  const losers = bids.filter(({ awarded }) => !awarded);
  const because = new Map(notAwarded.map(({ bidId, reason }) => [bidId, reason.trim()]));
  const silent = losers.filter(({ bidId }) => (because.get(bidId) ?? '').length < REASON);
  must(
    silent.length === 0,
    'summary-reason-missing',
    `Say why there is no contract for: ${silent.map(({ organisationName }) => organisationName).join(', ')}.`,
    { missing: silent.map(({ bidId }) => bidId) },
  );
  const stray = notAwarded.find(({ bidId }) => !losers.some((loser) => loser.bidId === bidId));
  must(!stray, 'reason-for-an-awarded-bid', 'A reason against a contract was given for a bid that gets one.');
  const criteriaOf = (bidId: string) => criteria(tender, explained, bidId);
  const winners = bids
    .filter(({ awarded }) => awarded)
    .sort((a, b) => (a.ranked?.rank ?? 0) - (b.ranked?.rank ?? 0))
    .map(({ bidId, organisationName, ranked }) => ({
      organisationName,
      total: ranked?.total ?? '0',
      criteria: criteriaOf(bidId),
    }));
  return bids.map(({ ranked, ...bid }) => ({
    ...bid,
    evaluationId: evaluation.id,
    tenderId: tender.tenderId,
    title: tender.title,
    criteria: criteriaOf(bid.bidId),
    ...ranked,
    ...(!bid.awarded && { notAwardedBecause: because.get(bid.bidId) }),
    winners: bid.awarded ? [] : winners,
    issuedAt,
  }));
}

function criteria(tender: Tender, explained: readonly Explained[], bidId: string): SummaryCriterion[] {
  return scoredCriteria(tender).map(({ criterionId, title, weight }) => {
    const consensus = explained.find((one) => one.bidId === bidId && one.criterionId === criterionId);
    must(
      consensus && consensus.reason.trim().length >= REASON,
      'summary-reason-missing',
      `The mark on ${title} has no explanation yet.`,
    );
    const { mark, reason } = consensus;
    return { criterionId, title, weight, mark, outOf: bestMark(tender), explanation: reason };
  });
}
