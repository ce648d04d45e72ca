import { imaginedSets, type Market } from './market';
import { findDivisionByZero, findRankReversal, findSensitivity, findUnreachableMarks } from './paradox';
import type { Paradox } from './paradox';
import { weightOf, type PriceCriterion } from './score-prices';

/** How thoroughly to look, and from which seed, so that a check can be repeated to the digit. */
export interface CheckEffort {
  /** Imagined sets of bids; default 400. */
  sets?: number;
  /** Default 1. */
  seed?: number;
}

/** What a formula check found; with no paradoxes it found none in that many sets, which is not a proof. */
export interface FormulaCheck {
  paradoxes: Paradox[];
  sets: number;
  seed: number;
}

/**
 * Looks for trouble in a price formula before it is published, by imagining bids within the expected market:
 * a weight of 0, division by zero at £0, marks that no bid can reach or lose, a price change of 1 % that moves
 * a fifth of the marks, and a losing bid whose withdrawal changes the winner. Each paradox comes with a sentence
 * and the bids that show it. Deterministic for one seed.
 * @throws PriceError for a criterion or market that is not valid in itself: `weight-out-of-range`,
 * `maximum-not-above-reference`, `benchmark-not-above-zero`, `fixed-price-takes-no-weight`,
 * `market-out-of-order`, `sets-out-of-range`, and those of `pence`.
 * @see Design "Price-formula check".
 */
export function checkFormula(
  criterion: PriceCriterion,
  market: Market,
  effort: CheckEffort = {},
): FormulaCheck {
  const { sets = 400, seed = 1 } = effort;
  const weight = weightOf(criterion);
  const imagined = imaginedSets(market, weight, sets, seed).map((bids) => asAsked(bids, criterion));
  const paradoxes =
    weight.compare(0n) === 0
      ? withoutWeight(criterion)
      : [
          findDivisionByZero(criterion, imagined[0] ?? []),
          findUnreachableMarks(criterion, market, imagined),
          findSensitivity(criterion, imagined),
          findRankReversal(criterion, imagined),
        ];
  return { paradoxes: paradoxes.filter((paradox) => paradox !== null), sets, seed };
}

/** Where the price is given, every imagined bid asks for it. */
function asAsked<Bid extends { pricePence: number | bigint }>(
  bids: Bid[],
  { formula }: PriceCriterion,
): Bid[] {
  if (formula.kind !== 'fixed-price') return bids;
  return bids.map((bid) => ({ ...bid, pricePence: formula.pricePence }));
}

function withoutWeight({ formula }: PriceCriterion): Paradox[] {
  if (formula.kind === 'fixed-price') return [];
  const says = 'Price has a weight of 0: the formula is published but decides nothing.';
  return [{ code: 'weight-zero', says, bids: [] }];
}
