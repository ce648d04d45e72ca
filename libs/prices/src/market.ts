import { pence, type Pence } from './bid';
import { Fraction } from './fraction';
import { PriceError } from './price-error';
import type { BidToRank } from './ranking';

/** Between which prices the commissioner expects bids; bids are imagined only inside it. */
export interface Market {
  lowestPence: Pence;
  highestPence: Pence;
}

/** Numbers from 0 up to 1, the same for the same seed on every machine (mulberry32, T. Ettinger, public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const NAMES = ['A', 'B', 'C', 'D', 'E', 'F'];
const STEPS = 20;

/**
 * Sets of three to six imagined bids, every third set crowded into a tenth of the market, since close prices
 * are where formulae misbehave. Quality marks come in twentieths of what price leaves of 100, quality points
 * from 1 to 100. Deterministic by seed.
 * @throws PriceError `market-out-of-order` unless 0 < lowest < highest; `sets-out-of-range` unless 1 to 10,000.
 */
export function imaginedSets(market: Market, weight: Fraction, sets: number, seed: number): BidToRank[][] {
  const lowest = Number(pence(market.lowestPence, 'The lowest expected price'));
  const highest = Number(pence(market.highestPence, 'The highest expected price'));
  if (lowest <= 0 || lowest >= highest) {
    throw new PriceError(
      'market-out-of-order',
      'Expected prices lie between a lowest above £0 and a higher highest.',
    );
  }
  if (!Number.isInteger(sets) || sets < 1 || sets > 10_000) {
    throw new PriceError('sets-out-of-range', `A check imagines 1 to 10,000 sets of bids, not ${sets}.`);
  }
  const random = seeded(seed);
  const quality = Fraction.of(100n).minus(weight);
  return Array.from({ length: sets }, (_, index) => {
    const width = index % 3 === 2 ? (highest - lowest) / 10 : highest - lowest;
    const from = lowest + random() * (highest - lowest - width);
    return NAMES.slice(0, 3 + Math.floor(random() * 4)).map((id) => {
      const step = Math.floor(random() * (STEPS + 1));
      return {
        id,
        pricePence: Math.round(from + random() * width),
        qualityMarks: quality.times(BigInt(step)).over(BigInt(STEPS)),
        qualityPoints: 1 + Math.floor(random() * 100),
      };
    });
  });
}
