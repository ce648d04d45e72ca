import { amount, divisor, notEmpty, partAndWhole, probability, wholeCount } from './errors';
import { atBothLevels, LEVEL_95, LEVEL_998, type Interval, type Level, type Limits } from './levels';
import { countLimits, countMethod, exactPoissonLimits, type CountMethod } from './poisson';

/** Where a point lies: outside a control limit at 99.8 % or at 95 %, or inside both. */
export type FunnelPosition = 'low 99.8 %' | 'low 95 %' | 'within' | 'high 95 %' | 'high 99.8 %';

/**
 * Control limits of a funnel of proportions for areas of `population`, around the overall proportion
 * `average` (Σ numerators/Σ denominators): the points whose Wilson interval would just touch the average,
 * which is average ∓ z√(average(1 − average)/population), kept within 0 and 1, times `multiplier`.
 *
 * Errors: missing, NaN, infinite; population 0; average outside 0 to 1. At an average of 0 or 1 the limits
 * coincide.
 * Source: PHEindicatormethods `calculate_funnel_limits` (method Wilson), whose longer expression reduces to
 * this.
 */
export function proportionFunnelLimits(
  average: number,
  population: number,
  multiplier = 100,
): Interval<'Wilson'> {
  probability(average, 'The average');
  divisor(population, 'The population');
  divisor(multiplier, 'The multiplier');
  return atBothLevels('Wilson', (level) => scaled(aroundAverage(average, population, level), multiplier));
}

/** Position of x/n in the funnel around `average`. Errors as for {@link proportionFunnelLimits}, and x > n. */
export function proportionFunnelPosition(x: number, n: number, average: number): FunnelPosition {
  partAndWhole(x, n);
  probability(average, 'The average');
  const value = x / n;
  return position(
    (level) => value < aroundAverage(average, n, level).lower,
    (level) => value > aroundAverage(average, n, level).upper,
  );
}

/**
 * Control limits of a funnel of ratios (observed/expected) at `observed` events: the ratio at which the exact
 * Poisson interval of the observed count would just reach `referenceValue`; below it observed over the upper
 * exact limit, above it observed over the lower one.
 *
 * `observed` whole and at least 1 (0: `denominator-zero`, no upper limit exists); `referenceValue` 1, or 100.
 * Source: PHEindicatormethods `calculate_funnel_limits`, ratio type isr (method Poisson, exact at every
 * count).
 */
export function ratioFunnelLimits(observed: number, referenceValue = 1): Interval<'exact Poisson'> {
  divisor(wholeCount(observed, 'The observed count'), 'The observed count');
  divisor(referenceValue, 'The reference value');
  return atBothLevels('exact Poisson', (level) => {
    const { lower, upper } = exactPoissonLimits(observed, level);
    return scaled({ lower: observed / upper, upper: observed / lower }, referenceValue);
  });
}

/**
 * Position of observed/expected against a ratio of 1, by the limits of the observed count: exact Poisson
 * under 10, Byar from 10, as PHEindicatormethods `assign_funnel_significance`. The method is part of the
 * result.
 * Errors: missing, NaN, infinite, negative; expected 0.
 */
export function ratioFunnelPosition(
  observed: number,
  expected: number,
): { readonly position: FunnelPosition; readonly method: CountMethod } {
  divisor(expected, 'The expected count');
  return {
    position: position(
      (level) => countLimits(observed, level).upper < expected,
      (level) => countLimits(observed, level).lower > expected,
    ),
    method: countMethod(observed),
  };
}

/** Control limits of a funnel of rates, with the population (person-years) at which each would be met. */
export interface RateFunnelLimits extends Interval<'exact Poisson'> {
  readonly baseline: number;
  readonly populationAt95: Limits;
  readonly populationAt998: Limits;
}

/**
 * Control limits of a funnel of rates at `events` events, around `average` events per person-year (Σ events/Σ
 * person-years): the average times the ratio limits at that many events, per `multiplier`. The population at
 * which a limit is met is the exact Poisson limit of the events over the average.
 *
 * `events` whole and at least 1; `average` and `multiplier` above 0.
 * Source: PHEindicatormethods `calculate_funnel_limits`, statistic rate (method Poisson).
 */
export function rateFunnelLimits(events: number, average: number, multiplier = 100_000): RateFunnelLimits {
  divisor(average, 'The average rate');
  const limits = ratioFunnelLimits(events, average * divisor(multiplier, 'The multiplier'));
  const populations = (level: Level): Limits => {
    const { lower, upper } = exactPoissonLimits(events, level);
    return { lower: upper / average, upper: lower / average };
  };
  return {
    ...limits,
    baseline: average * multiplier,
    populationAt95: populations(LEVEL_95),
    populationAt998: populations(LEVEL_998),
  };
}

/**
 * Position of a rate of `events` in `population` person-years against `average` events per person-year; the
 * same as {@link ratioFunnelPosition} with average × population expected. For a directly standardised rate
 * pass the population that its rate implies (events/rate); under 10 events there is none, and no position.
 */
export function rateFunnelPosition(
  events: number,
  population: number,
  average: number,
): { readonly position: FunnelPosition; readonly method: CountMethod } {
  divisor(population, 'The population');
  divisor(average, 'The average rate');
  return ratioFunnelPosition(events, average * population);
}

/**
 * Overall average of a funnel: Σ numerators/Σ denominators over the areas shown.
 * Errors: no areas, missing, NaN, infinite or negative values, Σ denominators 0.
 */
export function funnelAverage(
  areas: readonly { readonly numerator: number; readonly denominator: number }[],
): number {
  notEmpty(areas, 'The list of areas');
  let [numerators, denominators] = [0, 0];
  areas.forEach(({ numerator, denominator }, i) => {
    numerators += amount(numerator, 'The numerator', i);
    denominators += amount(denominator, 'The denominator', i);
  });
  return numerators / divisor(denominators, 'The sum of the denominators');
}

function aroundAverage(average: number, population: number, { z }: Level): Limits {
  const reach = z * Math.sqrt((average * (1 - average)) / population);
  return { lower: Math.max(0, average - reach), upper: Math.min(1, average + reach) };
}

function position(isLow: (level: Level) => boolean, isHigh: (level: Level) => boolean): FunnelPosition {
  if (isLow(LEVEL_998)) return 'low 99.8 %';
  if (isLow(LEVEL_95)) return 'low 95 %';
  if (isHigh(LEVEL_998)) return 'high 99.8 %';
  return isHigh(LEVEL_95) ? 'high 95 %' : 'within';
}

function scaled({ lower, upper }: Limits, factor: number): Limits {
  return { lower: lower * factor, upper: upper * factor };
}
