import type { Decimal } from 'decimal.js';
import { pence, standing, type PricedBid, type StandingBid } from './bid';
import type { AtZeroPrice, Benchmark, FixedPrice, Linear, PriceFormula } from './formula';
import { Fraction, greatest, least, sum } from './fraction';
import { PriceError } from './price-error';

/** The price criterion as the tender publishes it. */
export interface PriceCriterion {
  formula: PriceFormula;
  /** Marks for price, 0 to 100: the W of the formulae. */
  weight: Decimal.Value;
  /** Decimal places to which price marks are rounded half up. Left out: never rounded. */
  decimals?: number;
}

/** The price marks of one bid, exact: rounded only where the tender says. Ranking compares these. */
export interface ExactScore {
  bidId: string;
  pricePence: bigint;
  exact: Fraction;
}

/** The same with a decimal for showing and storing, to 40 significant digits where it has more. */
export interface PriceScore extends ExactScore {
  marks: Decimal;
}

/**
 * Price marks of every bid that stands, in the order given. Bids that do not stand are left out of the result
 * and of every mean, lowest and highest, so calling it again after an exclusion recomputes. How each formula
 * behaves at its edges is stated in `BEHAVIOUR`.
 * @throws PriceError `no-bids-stand`, `bid-named-twice`, `weight-out-of-range` (under 0, over 100),
 * `decimals-out-of-range` (0 to 20), `price-zero-has-no-ratio`, `quality-points-missing`,
 * `quality-points-negative`, `fixed-price-takes-no-weight`, `price-differs-from-fixed`,
 * `maximum-not-above-reference` (both published), `benchmark-not-above-zero`, and those of `pence`.
 * @see Design "Price scores"; Stilger, Siderius and van Raaij, Journal of Public Procurement 17(1), 2017.
 */
export function scorePrices(bids: readonly PricedBid[], criterion: PriceCriterion): PriceScore[] {
  return exactScores(bids, criterion).map((score) => ({ ...score, marks: score.exact.toDecimal() }));
}

/** As `scorePrices` without the decimals, which cost more than the marks when thousands of sets are imagined. */
export function exactScores(bids: readonly PricedBid[], criterion: PriceCriterion): ExactScore[] {
  const stand = standing(bids);
  const weight = weightOf(criterion);
  const decimals = criterion.decimals === undefined ? undefined : decimalPlaces(criterion.decimals);
  return marksBy(criterion.formula, stand, weight).map((marks, index) => {
    const { id, pricePence } = stand[index]!;
    return { bidId: id, pricePence, exact: decimals === undefined ? marks : marks.roundedHalfUp(decimals) };
  });
}

/** The weight of a criterion, exact. @throws PriceError `weight-out-of-range`, `not-a-number`. */
export function weightOf({ weight }: PriceCriterion): Fraction {
  const exact = Fraction.of(weight);
  if (exact.compare(0n) >= 0 && exact.compare(100n) <= 0) return exact;
  throw new PriceError('weight-out-of-range', `The weight of price is between 0 and 100, not ${exact}.`);
}

/** A number of decimal places from 0 to 20. @throws PriceError `decimals-out-of-range`. */
export function decimalPlaces(decimals: number): number {
  if (Number.isInteger(decimals) && decimals >= 0 && decimals <= 20) return decimals;
  throw new PriceError('decimals-out-of-range', `Marks can be rounded to 0 to 20 places, not ${decimals}.`);
}

function marksBy(formula: PriceFormula, bids: StandingBid[], weight: Fraction): Fraction[] {
  switch (formula.kind) {
    case 'lowest-ratio':
      return ratioMarks(bids.map(priceOf), weight, formula);
    case 'price-per-quality-point':
      return ratioMarks(bids.map(pricePerPoint), weight, formula);
    case 'linear':
      return linearMarks(formula, bids.map(priceOf), weight);
    case 'mean':
      return meanMarks(bids.map(priceOf), weight);
    case 'benchmark':
      return benchmarkMarks(formula, bids.map(priceOf), weight);
    case 'fixed-price':
      return fixedPriceMarks(formula, bids, weight);
  }
}

const ZERO = Fraction.of(0n);

const priceOf = ({ pricePence }: StandingBid): Fraction => Fraction.of(pricePence);

function pricePerPoint({ id, pricePence, qualityPoints }: StandingBid): Fraction | null {
  if (qualityPoints === null) {
    throw new PriceError('quality-points-missing', `Bid ${id} has no quality points to divide its price by.`);
  }
  const sign = qualityPoints.compare(0n);
  if (sign < 0) throw new PriceError('quality-points-negative', `Bid ${id} has negative quality points.`);
  return sign === 0 ? null : Fraction.of(pricePence).over(qualityPoints);
}

/** Null stands for a price per point that does not exist: such a bid gets nothing and sets no lowest. */
function ratioMarks(values: (Fraction | null)[], weight: Fraction, { atZeroPrice }: AtZeroPrice): Fraction[] {
  const real = values.filter((value) => value !== null);
  if (real.length === 0) return values.map(() => ZERO);
  const lowest = real.reduce(least);
  if (lowest.compare(0n) === 0 && atZeroPrice !== 'full-marks') {
    throw new PriceError(
      'price-zero-has-no-ratio',
      'A price of £0 has no ratio; decide first what it means.',
    );
  }
  return values.map((value) => {
    if (value === null) return ZERO;
    return value.compare(0n) === 0 ? weight : weight.times(lowest).over(value);
  });
}

function linearMarks(formula: Linear, prices: Fraction[], weight: Fraction): Fraction[] {
  const published = formula.maximum !== 'highest' && formula.reference !== 'lowest';
  const maximum =
    formula.maximum === 'highest' ? prices.reduce(greatest) : Fraction.of(pence(formula.maximum));
  const reference =
    formula.reference === 'lowest' ? prices.reduce(least) : Fraction.of(pence(formula.reference));
  if (published && maximum.compare(reference) <= 0) {
    throw new PriceError(
      'maximum-not-above-reference',
      'The maximum price must lie above the reference price.',
    );
  }
  return prices.map((price) => {
    if (price.compare(maximum) > 0) return ZERO;
    if (price.compare(reference) <= 0) return weight;
    return weight.times(maximum.minus(price)).over(maximum.minus(reference));
  });
}

function meanMarks(prices: Fraction[], weight: Fraction): Fraction[] {
  const mean = sum(prices).over(BigInt(prices.length));
  return prices.map((price) => {
    const percentBelow = mean.compare(0n) === 0 ? ZERO : mean.minus(price).times(100n).over(mean);
    const percent = least(greatest(percentBelow.plus(50n), ZERO), Fraction.of(100n));
    return weight.times(percent).over(100n);
  });
}

function benchmarkMarks(formula: Benchmark, prices: Fraction[], weight: Fraction): Fraction[] {
  const benchmark = Fraction.of(pence(formula.benchmarkPence, 'The benchmark'));
  if (benchmark.compare(0n) === 0) {
    throw new PriceError(
      'benchmark-not-above-zero',
      'A benchmark of £0 would leave every price without marks.',
    );
  }
  return prices.map((price) =>
    price.compare(benchmark) <= 0 ? weight : weight.times(benchmark).over(price),
  );
}

function fixedPriceMarks(formula: FixedPrice, bids: StandingBid[], weight: Fraction): Fraction[] {
  if (weight.compare(0n) !== 0) {
    throw new PriceError('fixed-price-takes-no-weight', 'Where the price is given, price has a weight of 0.');
  }
  const given = pence(formula.pricePence, 'The given price');
  const other = bids.find(({ pricePence }) => pricePence !== given);
  if (other) {
    const says = `Bid ${other.id} asks for ${other.pricePence} pence; the given price is ${given}.`;
    throw new PriceError('price-differs-from-fixed', says);
  }
  return bids.map(() => ZERO);
}
