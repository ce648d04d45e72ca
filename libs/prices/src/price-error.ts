/** Why prices cannot be scored. Stable, kebab case; services may show the message to a person. */
export type PriceErrorCode =
  | 'price-not-whole-pence'
  | 'price-negative'
  | 'not-a-number'
  | 'division-by-zero'
  | 'bid-named-twice'
  | 'no-bids-stand'
  | 'weight-out-of-range'
  | 'decimals-out-of-range'
  | 'price-zero-has-no-ratio'
  | 'quality-points-missing'
  | 'quality-points-negative'
  | 'fixed-price-takes-no-weight'
  | 'price-differs-from-fixed'
  | 'maximum-not-above-reference'
  | 'benchmark-not-above-zero'
  | 'tie-break-marks-missing'
  | 'draw-incomplete'
  | 'market-out-of-order'
  | 'sets-out-of-range';

/** A question about prices that has no true answer: never thrown for a result that is merely surprising. */
export class PriceError extends Error {
  constructor(
    readonly code: PriceErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'PriceError';
  }
}
