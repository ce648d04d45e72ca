import type {
  analyticsApi,
  equalityAnalysisApi,
  evaluationRecommended,
  FactOf,
} from '@commissioning/schemas';
import { gapsIn } from './findings';
import { reachByGroup, reachByWard } from './reach';

type Recommendation = Pick<FactOf<typeof evaluationRecommended>, 'bids' | 'budgetPence' | 'mostAwards'>;
type Bid = Recommendation['bids'][number];
type Alternative = equalityAnalysisApi.AwardAlternative;

const SHOWN = 12;

/**
 * Other sets within the budget and the number of awards, one change away from the recommended one: a bid more, a bid
 * less, or one in place of another. Those with the fewest gaps come first; whether a set follows rank is said, because
 * any other would be a departure that needs its own reason.
 */
export function alternativesTo(
  baseline: analyticsApi.NeedsBaseline,
  recommendation: Recommendation,
): Alternative[] {
  const { bids, budgetPence, mostAwards } = recommendation;
  const chosen = bids.filter(({ recommended }) => recommended);
  const others = bids.filter(({ recommended }) => !recommended);
  const sets = [
    ...others.map((added) => [...chosen, added]),
    ...chosen.map((left) => chosen.filter((bid) => bid !== left)),
    ...chosen.flatMap((left) => others.map((added) => [...chosen.filter((bid) => bid !== left), added])),
  ];
  return sets
    .filter((set) => set.length > 0 && set.length <= mostAwards && priceOf(set) <= budgetPence)
    .map((set): Alternative => {
      const reaches = set.map(({ reach }) => reach);
      const wards = reachByWard(baseline, reaches);
      return {
        bidIds: set.map(({ bidId }) => bidId),
        adds: namesOf(set.filter((bid) => !chosen.includes(bid))),
        leavesOut: namesOf(chosen.filter((bid) => !set.includes(bid))),
        pricePence: priceOf(set),
        wardsReached: wards.filter(({ people }) => people > 0).length,
        gaps: gapsIn({ wards, groups: reachByGroup(baseline, reaches) }),
        followsRank: followsRank(bids, set, budgetPence),
      };
    })
    .sort((a, b) => a.gaps - b.gaps || b.wardsReached - a.wardsReached || a.pricePence - b.pricePence)
    .slice(0, SHOWN);
}

/** Nobody ranked better is passed over whom the budget would have allowed beside those ranked better still. */
function followsRank(bids: readonly Bid[], set: readonly Bid[], budgetPence: number): boolean {
  const lowest = Math.max(...set.map(({ rank }) => rank));
  return bids
    .filter((bid) => !set.includes(bid) && bid.rank < lowest)
    .every((bid) => priceOf([bid, ...set.filter(({ rank }) => rank <= bid.rank)]) > budgetPence);
}

const priceOf = (set: readonly Bid[]): number => set.reduce((sum, { pricePence }) => sum + pricePence, 0);
const namesOf = (set: readonly Bid[]): string[] => set.map(({ organisationName }) => organisationName);
