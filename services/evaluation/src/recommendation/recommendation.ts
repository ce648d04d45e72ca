import { must } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';

/** A bid that stands, as the recommendation looks at it. */
export interface Candidate {
  readonly bidId: string;
  readonly name: string;
  readonly rank: number;
  readonly pricePence: number;
}

/** What a recommendation must keep to. */
export interface Limits {
  readonly budgetPence: number;
  readonly mostAwards: number;
  readonly drawNeeded: readonly (readonly string[])[];
}

const REASON = 20;

/**
 * A recommendation names bids that stand, within number and budget, by rank. Whoever is passed over although ranked
 * better and affordable needs a reason and a decider; local knowledge is a criterion and no reason afterwards.
 */
export function recommend(
  candidates: readonly Candidate[],
  limits: Limits,
  { bidIds, departures }: Pick<evaluationApi.MakeRecommendation, 'bidIds' | 'departures'>,
): Candidate[] {
  const chosen = candidates.filter(({ bidId }) => bidIds.includes(bidId));
  must(
    chosen.length === bidIds.length && new Set(bidIds).size === bidIds.length,
    'recommended-bid-does-not-stand',
    'Recommend each bid once, and only bids that stand.',
  );
  must(
    chosen.length <= limits.mostAwards,
    'too-many-awards',
    `The tender was published for at most ${limits.mostAwards} awards.`,
  );
  const total = chosen.reduce((sum, { pricePence }) => sum + pricePence, 0);
  must(
    total <= limits.budgetPence,
    'recommendation-over-budget',
    `The set costs ${pounds(total)}; the budget is ${pounds(limits.budgetPence)}.`,
  );
  const split = limits.drawNeeded.some(
    (group) => group.some((id) => bidIds.includes(id)) && !group.every((id) => bidIds.includes(id)),
  );
  must(!split, 'draw-is-needed', 'Bids are equal in everything. Hold a draw before a witness first.');
  mustGiveReasons(passedOver(candidates, chosen, limits.budgetPence), departures);
  return chosen;
}

/** Bids ranked above a recommended one that the budget would have allowed beside those ranked better still. */
export function passedOver(
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  budgetPence: number,
): Candidate[] {
  const lowest = Math.max(...chosen.map(({ rank }) => rank));
  return candidates.filter((bid) => {
    if (chosen.includes(bid) || bid.rank >= lowest) return false;
    const ahead = chosen.filter(({ rank }) => rank <= bid.rank);
    return ahead.reduce((sum, { pricePence }) => sum + pricePence, bid.pricePence) <= budgetPence;
  });
}

function mustGiveReasons(
  passed: readonly Candidate[],
  departures: evaluationApi.MakeRecommendation['departures'],
): void {
  const unexplained = passed.filter(({ bidId }) => !departures.some((one) => one.bidId === bidId));
  must(
    unexplained.length === 0,
    'departure-needs-a-reason',
    `Say why ${unexplained.map(({ name }) => name).join(', ')} is passed over, and who decided it.`,
    { passedOver: unexplained.map(({ bidId }) => bidId) },
  );
  const idle = departures.find((one) => !passed.some(({ bidId }) => bidId === one.bidId));
  must(!idle, 'departure-without-effect', 'A departure is explained for a bid that was not passed over.');
  must(
    departures.every(({ reason }) => reason.trim().length >= REASON),
    'departure-needs-a-reason',
    'Give the reason for the departure in a sentence.',
  );
  must(
    !departures.some(({ reason }) => /local[\s-]+knowledge/i.test(reason)),
    'local-knowledge-is-no-reason',
    'Local knowledge was scored as a criterion; it cannot change the order afterwards (report 3.21).',
  );
}

const pounds = (pence: number): string =>
  (pence / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' });
