import { amount, divisor } from './errors';
import { atBothLevels, type Interval } from './levels';
import { countLimits, countMethod, type CountMethod } from './poisson';

/** A crude rate: events per `multiplier` person-years (or whatever the denominator counts). */
export interface CrudeRate {
  readonly value: number;
  readonly events: number;
  readonly denominator: number;
  readonly multiplier: number;
  readonly interval: Interval<CountMethod>;
}

/**
 * Crude rate events/denominator × multiplier. Under 10 events the interval is exact Poisson, from 10 it is
 * Byar's; the result names which.
 *
 * `events` at least 0 (fractions allowed), may exceed the denominator; `denominator` above 0, commonly
 * person-years; `multiplier` above 0, default 100,000. At 0 events the lower limit is exactly 0 and the upper
 * is −ln(α/2)/denominator × multiplier. Errors: missing, NaN, infinite, negative, denominator 0.
 *
 * Source: PHEindicatormethods `phe_rate`; Fingertips technical guidance; see poisson.ts.
 */
export function crudeRate(events: number, denominator: number, multiplier = 100_000): CrudeRate {
  amount(events, 'The number of events');
  divisor(denominator, 'The denominator');
  divisor(multiplier, 'The multiplier');
  const interval = atBothLevels(countMethod(events), (level) => {
    const { lower, upper } = countLimits(events, level);
    return { lower: (lower / denominator) * multiplier, upper: (upper / denominator) * multiplier };
  });
  return { value: (events / denominator) * multiplier, events, denominator, multiplier, interval };
}
