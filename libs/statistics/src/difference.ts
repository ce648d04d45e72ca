import { demand, partAndWhole } from './errors';
import type { Figure } from './figure';
import { atBothLevels, type Interval } from './levels';
import { wilsonDistances } from './wilson';

/** Difference of two proportions, first minus second, as a fraction. */
export interface ProportionDifference {
  readonly value: number;
  readonly interval: Interval<'Newcombe'>;
}

/**
 * Difference a/n1 − b/n2 of two independent proportions with Newcombe's hybrid score interval (his method
 * 10): the distances of the two Wilson intervals added in quadrature.
 *
 * Counts from 0 to their denominators, which are above 0. Lower at least −1, upper at most 1; defined at 0
 * and n.
 * Errors: missing, NaN, infinite, negative, numerator above denominator, denominator 0.
 * Source: Newcombe RG, Stat Med 1998;17:873–890.
 */
export function proportionDifference(a: number, n1: number, b: number, n2: number): ProportionDifference {
  partAndWhole(a, n1);
  partAndWhole(b, n2);
  const value = crossDifference(a, n1, b, n2) / n1 / n2;
  const interval = atBothLevels('Newcombe', (level) => {
    const first = wilsonDistances(a, n1, level);
    const second = wilsonDistances(b, n2, level);
    return {
      lower: Math.max(-1, value - Math.hypot(first.below, second.above)),
      upper: Math.min(1, value + Math.hypot(first.above, second.below)),
    };
  });
  return { value, interval };
}

/**
 * Ratio (a/n1)/(b/n2) of two independent proportions with Katz's interval on logarithms: exp(ln ratio ±
 * z√(1/a − 1/n1 + 1/b − 1/n2)).
 *
 * At a = 0 the ratio is 0 and has no interval (`count-of-zero`; nothing is smoothed); at b = 0 there is no
 * ratio (`group-absent-from-baseline`); when both proportions are 1 there is no interval
 * (`group-is-everyone`), as the formula would claim certainty. Errors as {@link proportionDifference}.
 * Source: Katz D et al., Biometrics 1978;34:469–474.
 */
export function proportionRatio(a: number, n1: number, b: number, n2: number): Figure<'Katz'> {
  partAndWhole(a, n1);
  partAndWhole(b, n2);
  if (b === 0) return { available: false, reason: 'group-absent-from-baseline' };
  const value = a / n1 / (b / n2);
  if (a === 0) return { available: true, value, interval: { method: 'none', reason: 'count-of-zero' } };
  const variance = logShareVariance(a, n1) + logShareVariance(b, n2);
  if (variance === 0) {
    return { available: true, value, interval: { method: 'none', reason: 'group-is-everyone' } };
  }
  return { available: true, value, interval: katzInterval(value, variance) };
}

/** Katz's interval of a ratio above 0 whose logarithm has `variance`. */
export function katzInterval(ratio: number, variance: number): Interval<'Katz'> {
  demand(ratio > 0 && variance >= 0, 'out-of-range', 'A Katz interval needs a ratio above 0.');
  return atBothLevels('Katz', ({ z }) => {
    const factor = Math.exp(z * Math.sqrt(variance));
    return { lower: ratio / factor, upper: ratio * factor };
  });
}

/** Variance of ln(x/n) for a binomial x by the delta method: 1/x − 1/n. Unchecked; x above 0. */
export function logShareVariance(x: number, n: number): number {
  return (n - x) / n / x;
}

/** a·n2 − b·n1, exact for whole numbers, where the difference of the two quotients would lose digits. */
function crossDifference(a: number, n1: number, b: number, n2: number): number {
  const areWhole = [a, n1, b, n2].every(Number.isSafeInteger);
  return areWhole ? Number(BigInt(a) * BigInt(n2) - BigInt(b) * BigInt(n1)) : a * n2 - b * n1;
}
