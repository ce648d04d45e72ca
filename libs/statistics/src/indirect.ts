import { amount, demand, divisor, notEmpty } from './errors';
import { atBothLevels, type Interval } from './levels';
import { countLimits, countMethod, type CountMethod } from './poisson';

/** One stratum (age band, sex) of the area, with what the reference population shows for it. */
export interface ReferenceStratum {
  readonly population: number;
  readonly referenceEvents: number;
  readonly referencePopulation: number;
}

/** Observed over expected events × `referenceValue` (1, or 100 for an index). */
export interface StandardisedRatio {
  readonly value: number;
  readonly observed: number;
  readonly expected: number;
  readonly referenceValue: number;
  readonly interval: Interval<CountMethod>;
}

/**
 * Indirectly standardised ratio O/E with E = Σ referenceEvents/referencePopulation × population; limits those
 * of the observed count (exact Poisson under 10, Byar from 10) over E.
 *
 * `observed`: total events of the area, at least 0. `strata`: at least one; a stratum of the area may be
 * empty. At O = 0 the ratio and its lower limit are 0. Errors: missing, NaN, infinite, negative, no strata
 * (`empty`), a reference population of 0 or E = 0 (`denominator-zero`).
 *
 * Source: PHEindicatormethods `calculate_ISRatio`; Breslow and Day 1987.
 */
export function indirectlyStandardisedRatio(
  observed: number,
  strata: readonly ReferenceStratum[],
  referenceValue = 1,
): StandardisedRatio {
  amount(observed, 'The observed count');
  divisor(referenceValue, 'The reference value');
  const expected = expectedEvents(strata);
  const interval = atBothLevels(countMethod(observed), (level) => {
    const { lower, upper } = countLimits(observed, level);
    return { lower: (lower / expected) * referenceValue, upper: (upper / expected) * referenceValue };
  });
  return { value: (observed / expected) * referenceValue, observed, expected, referenceValue, interval };
}

function expectedEvents(strata: readonly ReferenceStratum[]): number {
  notEmpty(strata, 'The list of strata');
  const expected = strata.reduce(
    (sum, { population, referenceEvents, referencePopulation }, i) =>
      sum +
      (amount(referenceEvents, 'The reference count', i) /
        divisor(referencePopulation, 'The reference population', i)) *
        amount(population, 'The population', i),
    0,
  );
  demand(expected > 0, 'denominator-zero', 'No events are expected, so a ratio to them has no meaning.');
  return expected;
}
