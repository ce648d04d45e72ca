import { divisor, partAndWhole } from './errors';
import { atBothLevels, type Interval, type Level, type Limits } from './levels';

/** A proportion with its Wilson intervals, everything times `multiplier` (1 for a fraction, 100 for per cent). */
export interface Proportion {
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly multiplier: number;
  readonly interval: Interval<'Wilson'>;
}

/**
 * Proportion x/n with Wilson score intervals at 95 % and 99.8 %.
 *
 * `x` counts (fractions allowed) from 0 to `n`, `n` above 0. At x = 0 the lower limit is exactly 0, at x = n
 * the upper limit is exactly `multiplier`. Missing, NaN, infinite or negative input, x > n and n = 0 are
 * errors.
 *
 * Source: Wilson EB, J Am Stat Assoc 1927;22:209–212; Newcombe RG, Altman DG in Statistics with Confidence
 * (2nd ed. 2000) 46–48; the definition of PHEindicatormethods `phe_proportion`.
 */
export function proportion(x: number, n: number, multiplier = 1): Proportion {
  partAndWhole(x, n);
  divisor(multiplier, 'The multiplier');
  const interval = atBothLevels('Wilson', (level) => {
    const { lower, upper } = wilsonLimits(x, n, level);
    return { lower: lower * multiplier, upper: upper * multiplier };
  });
  return { value: (x / n) * multiplier, numerator: x, denominator: n, multiplier, interval };
}

/**
 * Wilson score limits of x/n as fractions at one level. The input is not checked: the caller has done so, as
 * {@link proportion} and the column forms do.
 */
export function wilsonLimits(x: number, n: number, { z }: Level): Limits {
  const root = spread(x, n, z);
  // The textbook lower limit subtracts two nearly equal numbers when x is tiny; this is the same, rationalised.
  const lower = x === 0 ? 0 : (2 * x * (x / n)) / (2 * x + z * z + z * root);
  const upper = x === n ? 1 : (2 * x + z * z + z * root) / (2 * (n + z * z));
  return { lower, upper };
}

/**
 * How far the Wilson limits lie below and above x/n, each exact where the difference of the two numbers is
 * not. Newcombe's interval squares these. Unchecked, like {@link wilsonLimits}.
 */
export function wilsonDistances(x: number, n: number, level: Level): { below: number; above: number } {
  return { below: distanceBelow(x, n, level.z), above: distanceBelow(n - x, n, level.z) };
}

function distanceBelow(x: number, n: number, z: number): number {
  const p = x / n;
  const root = spread(x, n, z);
  return p < 0.5
    ? (2 * z * p * ((n - x) / n)) / (root + z * (1 - 2 * p))
    : (z * (root + z * (2 * p - 1))) / (2 * (n + z * z));
}

function spread(x: number, n: number, z: number): number {
  return Math.sqrt(z * z + 4 * x * ((n - x) / n));
}
