import type { Pence } from './bid';

/** What to do where a ratio to a price of £0 has no value. */
export interface AtZeroPrice {
  /**
   * `refuse` (default): no marks until a person has decided what the £0 means.
   * `full-marks`: bids at £0 take the whole weight, and every other bid, W·0/price, gets 0.
   */
  atZeroPrice?: 'refuse' | 'full-marks';
}

/** W·lowest/price. */
export interface LowestRatio extends AtZeroPrice {
  kind: 'lowest-ratio';
}

/** W·(maximum − price)/(maximum − reference), between 0 and W. */
export interface Linear {
  kind: 'linear';
  /** A published ceiling, or the dearest bid that stands. */
  maximum: Pence | 'highest';
  /** A published figure that earns all marks, or the cheapest bid that stands. */
  reference: Pence | 'lowest';
}

/** 50 of 100 at the mean of the bids that stand, 1 more or less for each 1 % below or above it. */
export interface Mean {
  kind: 'mean';
}

/** Price divided by quality points; the lowest takes W, the others W·lowest/theirs. */
export interface PricePerQualityPoint extends AtZeroPrice {
  kind: 'price-per-quality-point';
}

/** W·benchmark/price, and W for every price up to the published benchmark. */
export interface Benchmark {
  kind: 'benchmark';
  benchmarkPence: Pence;
}

/** The price is given by the authority; bids compete on quality alone. */
export interface FixedPrice {
  kind: 'fixed-price';
  pricePence: Pence;
}

/** A formula as a tender publishes it. */
export type PriceFormula = LowestRatio | Linear | Mean | PricePerQualityPoint | Benchmark | FixedPrice;

/** What a reader of the tender may want to know before bidding, and a court after. */
export interface Behaviour {
  formula: string;
  atPriceZero: string;
  singleBid: string;
  ties: string;
  disqualification: string;
  rankReversal: string;
}

const RECOMPUTED = 'Marks are worked out again from the bids that still stand.';
const UNTOUCHED = 'The marks of the other bids stay as they were.';
const EQUAL = 'Equal prices get equal marks.';
const POSSIBLE = 'Possible: a losing bid that withdraws can change the order of the others.';
const IMPOSSIBLE = 'Impossible: marks do not depend on other bids.';

/** How each formula behaves at its edges, in sentences for the tender documents; the tests hold them to it. */
export const BEHAVIOUR: Record<PriceFormula['kind'], Behaviour> = {
  'lowest-ratio': {
    formula: 'marks = W × lowest price ÷ price',
    atPriceZero: 'Has no value: refused, unless the tender says that £0 takes all marks and the others none.',
    singleBid: 'Gets all marks.',
    ties: EQUAL,
    disqualification: RECOMPUTED,
    rankReversal: POSSIBLE,
  },
  linear: {
    formula: 'marks = W × (maximum − price) ÷ (maximum − reference), not under 0 nor over W',
    atPriceZero: 'Gets all marks.',
    singleBid: 'Gets all marks where the reference is the lowest bid, else what its price earns.',
    ties: `${EQUAL} Where all prices are the same and the ends of the scale are bids, all get all marks.`,
    disqualification: 'Worked out again where an end of the scale is a bid; otherwise nothing changes.',
    rankReversal: 'Possible where an end of the scale is a bid; impossible where both are published.',
  },
  mean: {
    formula: 'marks = W × (50 + percent below the mean) ÷ 100, not under 0 nor over W',
    atPriceZero: 'Gets all marks; where every price is £0 all are at the mean and get half.',
    singleBid: 'Is its own mean and gets half the marks.',
    ties: EQUAL,
    disqualification: RECOMPUTED,
    rankReversal: POSSIBLE,
  },
  'price-per-quality-point': {
    formula: 'marks = W × lowest price per quality point ÷ price per quality point',
    atPriceZero: 'Has no value: refused, unless the tender says that £0 takes all marks and the others none.',
    singleBid: 'Gets all marks, or none if it has no quality points.',
    ties: 'Equal prices per point get equal marks. A bid without quality points gets 0.',
    disqualification: RECOMPUTED,
    rankReversal: 'Possible where quality marks are added; impossible where this is the only criterion.',
  },
  benchmark: {
    formula: 'marks = W × benchmark ÷ price, not over W',
    atPriceZero: 'Gets all marks.',
    singleBid: 'Gets what its price earns.',
    ties: `${EQUAL} All prices up to the benchmark tie at all marks.`,
    disqualification: UNTOUCHED,
    rankReversal: IMPOSSIBLE,
  },
  'fixed-price': {
    formula: 'no marks for price: the price is given',
    atPriceZero: 'Only where £0 is the given price.',
    singleBid: 'Gets no price marks.',
    ties: 'All bids tie on price.',
    disqualification: UNTOUCHED,
    rankReversal: IMPOSSIBLE,
  },
};
