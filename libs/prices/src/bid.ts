import type { Decimal } from 'decimal.js';
import { Fraction } from './fraction';
import { PriceError } from './price-error';

/** Money in whole pence: a safe integer or a bigint, from 0 on. */
export type Pence = number | bigint;

/** A bid as the price criterion sees it. */
export interface PricedBid {
  id: string;
  pricePence: Pence;
  /** Points for quality on any one scale; needed by `price-per-quality-point` alone. */
  qualityPoints?: Decimal.Value;
  /** False once excluded, withdrawn or rejected; such a bid neither gets nor influences marks. Default true. */
  stands?: boolean;
}

/** A bid that stands, with its price exact. */
export interface StandingBid {
  id: string;
  pricePence: bigint;
  qualityPoints: Fraction | null;
}

/**
 * Whole pence from 0 on, as a bigint.
 * @throws PriceError `price-not-whole-pence` for fractions, NaN, infinities and unsafe numbers;
 * `price-negative`.
 */
export function pence(value: Pence, of = 'A price'): bigint {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new PriceError('price-not-whole-pence', `${of} must be a whole number of pence, not ${value}.`);
  }
  if (value < 0) throw new PriceError('price-negative', `${of} cannot be negative (${value} pence).`);
  return BigInt(value);
}

/**
 * The bids that stand, checked.
 * @throws PriceError `no-bids-stand`, `bid-named-twice` (bids that do not stand included), as `pence`.
 */
export function standing(bids: readonly PricedBid[]): StandingBid[] {
  const names = new Set<string>();
  for (const { id } of bids) {
    if (names.has(id)) throw new PriceError('bid-named-twice', `Bid ${id} is in the list twice.`);
    names.add(id);
  }
  const standingBids = bids.filter(({ stands }) => stands !== false);
  if (standingBids.length === 0)
    throw new PriceError('no-bids-stand', 'No bid stands, so none can be scored.');
  return standingBids.map(({ id, pricePence, qualityPoints }) => ({
    id,
    pricePence: pence(pricePence, `The price of ${id}`),
    qualityPoints: qualityPoints === undefined ? null : Fraction.of(qualityPoints),
  }));
}
