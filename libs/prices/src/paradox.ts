import { Decimal } from 'decimal.js';
import { Fraction } from './fraction';
import type { Market } from './market';
import { PriceError } from './price-error';
import { firstPlaces, type BidToRank, type RankingRules } from './ranking';
import { exactScores, weightOf, type ExactScore, type PriceCriterion } from './score-prices';

/** A bid of an example, as a commissioner can check it by hand. */
export interface ExampleBid {
  id: string;
  pricePence: bigint;
  qualityMarks: Decimal;
  qualityPoints?: Decimal;
  /** Null where the formula refuses the price. */
  priceMarks: Decimal | null;
  /** Price marks after the change that the sentence speaks of; null for a bid that is gone. */
  priceMarksAfter: Decimal | null;
}

/** Trouble that a formula can cause, with the bids that show it. */
export interface Paradox {
  code: 'weight-zero' | 'division-by-zero' | 'unreachable-marks' | 'sensitivity' | 'rank-reversal';
  says: string;
  bids: ExampleBid[];
}

/** A change of price by 1 % that moves this part of the weight is called sensitive. */
export const SENSITIVE_SHARE = '0.2';

/** Marks that nobody can reach are reported from this part of the weight on. */
export const UNREACHED_SHARE = '0.1';

/** Marks that nobody can lose are reported from this part of the weight on. */
export const UNLOST_SHARE = '0.5';

/** A bid of £0 among others: refused by the formula, or leaving everybody else without marks. */
export function findDivisionByZero(criterion: PriceCriterion, bids: readonly BidToRank[]): Paradox | null {
  const withZero = bids.map((bid, index) => (index === 0 ? { ...bid, pricePence: 0n } : bid));
  try {
    const scores = exactScores(withZero, criterion);
    if (!scores.slice(1).every(({ exact }) => exact.compare(0n) === 0)) return null;
    const says = 'One bid at £0 takes all marks and leaves the others with 0, however low their prices.';
    return { code: 'division-by-zero', says, bids: example(withZero, scores, scores) };
  } catch (error) {
    if (!(error instanceof PriceError) || error.code !== 'price-zero-has-no-ratio') throw error;
    const says = 'A bid at £0 cannot be scored: the formula would divide by zero.';
    return { code: 'division-by-zero', says, bids: example(withZero, [], []) };
  }
}

/** The top or the bottom of the scale that no imagined bid came near. */
export function findUnreachableMarks(
  criterion: PriceCriterion,
  market: Market,
  sets: readonly BidToRank[][],
): Paradox | null {
  const weight = weightOf(criterion);
  let [best, worst] = [Fraction.of(0n), weight];
  let [bestSet, worstSet] = [sets[0] ?? [], sets[0] ?? []];
  for (const bids of sets) {
    for (const { exact } of exactScores(bids, criterion)) {
      if (exact.compare(best) > 0) [best, bestSet] = [exact, bids];
      if (exact.compare(worst) < 0) [worst, worstSet] = [exact, bids];
    }
  }
  const between = `between £${pounds(market.lowestPence)} and £${pounds(market.highestPence)}`;
  if (weight.minus(best).compare(weight.times(UNREACHED_SHARE)) >= 0) {
    const says = `No price ${between} got more than ${shown(best)} of ${shown(weight)} marks.`;
    return { code: 'unreachable-marks', says, bids: exampleOf(criterion, bestSet) };
  }
  if (worst.compare(weight.times(UNLOST_SHARE)) >= 0) {
    const says =
      `No price ${between} got fewer than ${shown(worst)} of ${shown(weight)} marks, ` +
      `so price decides only ${shown(weight.minus(worst))}.`;
    return { code: 'unreachable-marks', says, bids: exampleOf(criterion, worstSet) };
  }
  return null;
}

/** The imagined bid whose marks move most when its own price rises by 1 %. */
export function findSensitivity(criterion: PriceCriterion, sets: readonly BidToRank[][]): Paradox | null {
  const limit = weightOf(criterion).times(SENSITIVE_SHARE);
  let largest = limit;
  let found: Paradox | null = null;
  for (const bids of sets) {
    const before = exactScores(bids, criterion);
    bids.forEach((bid, index) => {
      const raised = bids.map((each) =>
        each === bid ? { ...each, pricePence: onePercentMore(each) } : each,
      );
      const after = exactScores(raised, criterion);
      const lost = before[index]!.exact.minus(after[index]!.exact);
      if (lost.compare(largest) < 0 || (found && lost.compare(largest) === 0)) return;
      largest = lost;
      const says = `A price of ${bid.id} that is 1 % higher costs it ${shown(lost)} of ${criterion.weight} marks.`;
      found = { code: 'sensitivity', says, bids: example(bids, before, after) };
    });
  }
  return found;
}

/** The smallest imagined set in which a bid that does not win changes the winner by withdrawing. */
export function findRankReversal(criterion: PriceCriterion, sets: readonly BidToRank[][]): Paradox | null {
  const rules: RankingRules = { price: criterion, tieBreaks: ['quality', 'price'] };
  for (const bids of [...sets].sort((a, b) => a.length - b.length)) {
    const before = firstPlaces(bids, rules);
    for (const { id } of bids.filter((bid) => !before.includes(bid.id))) {
      const left = bids.filter((bid) => bid.id !== id);
      const [winner] = firstPlaces(left, rules);
      if (winner === undefined || before.includes(winner)) continue;
      const says =
        `If ${id}, which does not win, withdraws, ${winner} wins instead of ${before[0]}, ` +
        'though neither changed its bid.';
      const [scores, after] = [exactScores(bids, criterion), exactScores(left, criterion)];
      return { code: 'rank-reversal', says, bids: example(bids, scores, after) };
    }
  }
  return null;
}

function exampleOf(criterion: PriceCriterion, bids: readonly BidToRank[]): ExampleBid[] {
  const scores = exactScores(bids, criterion);
  return example(bids, scores, scores);
}

function example(
  bids: readonly BidToRank[],
  before: readonly ExactScore[],
  after: readonly ExactScore[],
): ExampleBid[] {
  const marksBefore = new Map(before.map(({ bidId, exact }) => [bidId, exact.toDecimal()]));
  const marksAfter = new Map(after.map(({ bidId, exact }) => [bidId, exact.toDecimal()]));
  return bids.map(({ id, pricePence, qualityMarks, qualityPoints }) => ({
    id,
    pricePence: BigInt(pricePence),
    qualityMarks: Fraction.of(qualityMarks).toDecimal(),
    ...(qualityPoints === undefined ? {} : { qualityPoints: new Decimal(qualityPoints) }),
    priceMarks: marksBefore.get(id) ?? null,
    priceMarksAfter: marksAfter.get(id) ?? null,
  }));
}

function onePercentMore({ pricePence }: BidToRank): bigint {
  return (BigInt(pricePence) * 101n + 99n) / 100n;
}

const shown = (marks: Fraction): string => marks.roundedHalfUp(2).toDecimal().toString();

const pounds = (value: number | bigint): string => new Decimal(value.toString()).div(100).toFixed(2);
