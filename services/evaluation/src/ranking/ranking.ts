import {
  type BidToRank,
  PriceError,
  type PriceFormula,
  rankBids,
  type RankedBid,
  type RankingRules,
} from '@commissioning/prices';
import { must, RuleBroken } from '@commissioning/service';
import type { Tender } from '../evaluation/evaluation';
import { belowMinimum, type Consensus, qualityMarks } from './quality';

/** A bid whose price envelope is open. */
export interface PricedBid {
  readonly bidId: string;
  readonly pricePence: bigint;
}

/** An exclusion stands at once, unless it changes who wins: then a second person must approve it. */
export interface Exclusion {
  readonly bidId: string;
  readonly changesWinner: boolean;
  readonly approvedBy?: string;
}

/** Everything that a ranking is worked out from; nothing of it is stored, so that it is always that of today's bids. */
export interface Basis {
  readonly tender: Tender;
  readonly bids: readonly PricedBid[];
  readonly consensus: readonly Consensus[];
  readonly exclusions: readonly Exclusion[];
  /** Orders of the draws held so far. */
  readonly draws: readonly (readonly string[])[];
}

/** The table of the bids that stand, best first, and the groups that only a draw can order. */
export interface Ranking {
  readonly table: readonly RankedBid[];
  readonly drawNeeded: readonly (readonly string[])[];
}

/** Whether an exclusion is in force. */
export const isInForce = ({ changesWinner, approvedBy }: Exclusion): boolean =>
  !changesWinner || approvedBy !== undefined;

/** Ranks the bids that stand: weighted quality plus price marks, ties by quality, then by the draw that was held. */
export function rank({ tender, bids, consensus, exclusions, draws }: Basis): Ranking {
  const out = new Set(exclusions.filter(isInForce).map(({ bidId }) => bidId));
  const toRank = bids.map(({ bidId, pricePence }): BidToRank => ({
    id: bidId,
    pricePence,
    qualityMarks: qualityMarks(tender, consensus, bidId).toDecimal(),
    stands: !out.has(bidId) && belowMinimum(tender, consensus, bidId).length === 0,
  }));
  if (!toRank.some(({ stands }) => stands)) return { table: [], drawNeeded: [] };
  const rules = rulesOf(tender);
  const open = priced(() => rankBids(toRank, rules));
  const drawNeeded = open.drawNeeded.filter((group) => !drawFor(group, draws));
  if (drawNeeded.length > 0 || open.drawNeeded.length === 0) return { table: open.table, drawNeeded };
  const draw = open.drawNeeded.flatMap((group) => inOrder(group, drawFor(group, draws) ?? []));
  return { table: priced(() => rankBids(toRank, { ...rules, draw })).table, drawNeeded: [] };
}

/** Whether those who would get contracts by rank alone change when a bid goes. */
export function changesWinners(basis: Basis, bidId: string): boolean {
  const without = { bidId, changesWinner: false };
  const first = (ranking: Ranking) => ranking.table.slice(0, basis.tender.mostAwards).map((bid) => bid.bidId);
  const before = first(rank(basis));
  const after = first(rank({ ...basis, exclusions: [...basis.exclusions, without] }));
  return before.join() !== after.join();
}

/** How the tender scores prices and orders equal totals. */
export function rulesOf(tender: Tender): RankingRules {
  const weight = tender.criteria
    .filter(({ kind }) => kind === 'price')
    .reduce((sum, criterion) => sum + criterion.weight, 0);
  return { price: { formula: formulaOf(tender), weight }, tieBreaks: ['quality'] };
}

/** The formula as tendering checked and published it: the ends of a linear scale are the bids themselves. */
function formulaOf({ priceFormula, givenPricePence = 0 }: Tender): PriceFormula {
  switch (priceFormula) {
    case 'linear':
      return { kind: 'linear', maximum: 'highest', reference: 'lowest' };
    case 'fixed-price':
      return { kind: 'fixed-price', pricePence: givenPricePence };
    default:
      return { kind: priceFormula };
  }
}

const drawFor = (group: readonly string[], draws: Basis['draws']): readonly string[] | undefined =>
  draws.find((order) => group.every((bidId) => order.includes(bidId)));

const inOrder = (group: readonly string[], order: readonly string[]): string[] =>
  order.filter((bidId) => group.includes(bidId));

/** What prices cannot answer is a broken rule of this competition, not a failure of ours. */
function priced<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof PriceError) throw new RuleBroken(error.code, error.message);
    throw error;
  }
}

/** Prices are scored when quality is locked and every envelope is open, and read by nobody before. */
export function mustBePriced(
  qualityLocked: boolean,
  bids: readonly { readonly pricePence: bigint | null }[],
): void {
  must(
    qualityLocked && bids.every(({ pricePence }) => pricePence !== null),
    'prices-are-not-open',
    'Prices are opened after the quality consensus is locked. Until then nobody can see them.',
  );
}
