import { rankBids, type BidToRank, type Ranking, type RankingRules } from './ranking';

/** The two tables around an exclusion, and what the exclusion did to those who stay. */
export interface ExclusionEffect {
  before: Ranking;
  after: Ranking;
  /** Bids that share first place; more than one only while a draw is due. */
  winnersBefore: string[];
  winnersAfter: string[];
  /** The first place changed: a second person must approve the exclusion. */
  winnerChanged: boolean;
  /** The first place changed though none of those excluded held it. */
  winnerChangedAmongOthers: boolean;
  /** Pairs that stay and whose order turned round, the one now better first. */
  reversed: [string, string][];
}

/**
 * What excluding bids does to the ranking: both tables, whether the first place changed, and the pairs whose
 * order turned round though neither bid changed. Bids that did not stand before stay out of both tables; a
 * name that is not in the list excludes nobody.
 * @throws PriceError as `rankBids`; `no-bids-stand` when nobody would be left.
 */
export function excludeBids(
  bids: readonly BidToRank[],
  rules: RankingRules,
  excluded: readonly string[],
): ExclusionEffect {
  const before = rankBids(bids, rules);
  const after = rankBids(
    bids.map((bid) => (excluded.includes(bid.id) ? { ...bid, stands: false } : bid)),
    rules,
  );
  const [winnersBefore, winnersAfter] = [winners(before), winners(after)];
  const winnerChanged = !sameMembers(winnersBefore, winnersAfter);
  return {
    before,
    after,
    winnersBefore,
    winnersAfter,
    winnerChanged,
    winnerChangedAmongOthers: winnerChanged && !winnersBefore.some((id) => excluded.includes(id)),
    reversed: reversals(before, after),
  };
}

/** The bids in first place. */
export function winners({ table }: Ranking): string[] {
  return table.filter(({ rank }) => rank === 1).map(({ bidId }) => bidId);
}

function reversals(before: Ranking, after: Ranking): [string, string][] {
  const rankBefore = new Map(before.table.map(({ bidId, rank }) => [bidId, rank]));
  return after.table.flatMap((better, index) =>
    after.table
      .slice(index + 1)
      .filter(
        ({ bidId, rank }) => rank > better.rank && rankBefore.get(bidId)! < rankBefore.get(better.bidId)!,
      )
      .map(({ bidId }): [string, string] => [better.bidId, bidId]),
  );
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
