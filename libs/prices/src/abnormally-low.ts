import type { Decimal } from 'decimal.js';
import { standing, type PricedBid, type StandingBid } from './bid';
import { Fraction, sum } from './fraction';

/** From how far below a price is asked about. A screening default of the product, not a rule of law. */
export interface LowPriceScreen {
  /** Percent below the mean of the other bids. */
  belowMeanPercent: Decimal.Value;
  /** Percent below the next dearer bid. */
  belowNextPercent: Decimal.Value;
}

/** 40 % below the mean of the others, or 30 % below the next. */
export const LOW_PRICE_SCREEN: LowPriceScreen = { belowMeanPercent: 40, belowNextPercent: 30 };

/** What the screening saw of one bid. */
export interface LowPriceFinding {
  bidId: string;
  /** Percent below the mean of the others, negative when above; null with no other bid or a mean of £0. */
  belowMeanPercent: Decimal | null;
  /** Percent below the next dearer bid (0 when another has the same price); null for the dearest alone. */
  belowNextPercent: Decimal | null;
  /** Why an explanation is to be asked for; empty when it need not be. */
  askBecause: ('below-mean' | 'below-next')[];
}

/**
 * Screens the bids that stand for prices so low that the bidder is asked to explain; a person then accepts or
 * rejects. Exactly 40 % or exactly 30 % below is asked about. A single bid cannot be screened and gets nulls.
 * @throws PriceError as `standing`; `not-a-number` for a bad screen.
 * @see Procurement Act 2023 s. 19(3) and (4); Public Contracts Regulations 2015 reg. 69. Neither has a figure.
 */
export function screenLowPrices(
  bids: readonly PricedBid[],
  screen: LowPriceScreen = LOW_PRICE_SCREEN,
): LowPriceFinding[] {
  const stand = standing(bids);
  return stand.map((bid) => {
    const others = stand.filter((other) => other !== bid);
    const belowMean = percentBelow(bid, meanOf(others));
    const belowNext = percentBelow(bid, nextDearer(bid, others));
    const askBecause: LowPriceFinding['askBecause'] = [];
    if (belowMean && belowMean.compare(screen.belowMeanPercent) >= 0) askBecause.push('below-mean');
    if (belowNext && belowNext.compare(screen.belowNextPercent) >= 0) askBecause.push('below-next');
    return {
      bidId: bid.id,
      belowMeanPercent: belowMean?.toDecimal() ?? null,
      belowNextPercent: belowNext?.toDecimal() ?? null,
      askBecause,
    };
  });
}

function meanOf(bids: StandingBid[]): Fraction | null {
  if (bids.length === 0) return null;
  return sum(bids.map(({ pricePence }) => Fraction.of(pricePence))).over(BigInt(bids.length));
}

function nextDearer(bid: StandingBid, others: StandingBid[]): Fraction | null {
  const dearer = others.map(({ pricePence }) => pricePence).filter((price) => price >= bid.pricePence);
  return dearer.length === 0 ? null : Fraction.of(dearer.reduce((a, b) => (a < b ? a : b)));
}

function percentBelow({ pricePence }: StandingBid, measure: Fraction | null): Fraction | null {
  if (measure === null || measure.compare(0n) === 0) return null;
  return measure.minus(pricePence).times(100n).over(measure);
}
