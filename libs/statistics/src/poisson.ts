import chisquare from '@stdlib/stats-base-dists-chisquare';
import { amount, StatisticsError } from './errors';
import { LEVEL_95, LEVEL_998, type Level, type Limits } from './levels';

/**
 * Exact limits of the mean of a Poisson count `x`: lower χ²(α/2; 2x)/2, which is 0 at x = 0, upper χ²(1 −
 * α/2; 2x + 2)/2. `x` may be a fraction (shares of a unit), the gamma distribution then interpolates; a lower
 * limit under 1e-304, which only an x under about 0.01 has, is given as 0. Errors: missing, NaN, infinite,
 * negative.
 *
 * Source: Garwood F, Biometrika 1936;28:437–442; Armitage P, Berry G, Statistical Methods in Medical Research
 * (4th ed. 2002); the definition of PHEindicatormethods for counts under 10.
 */
export function exactPoissonLimits(x: number, level: Level): Limits {
  amount(x, 'The count');
  const known = WHOLE_LIMITS.get(level)?.[x];
  return known ?? computedLimits(x, level);
}

/**
 * Byar's approximate limits of a Poisson count: x(1 − 1/9x − z/3√x)³ and the same of x + 1 with + z. Meant
 * for counts of 10 and more; at x = 0 the lower limit is 0, and where the cube would be negative (x below
 * about 1.2 at 99.8 %) it is 0 too. Errors: missing, NaN, infinite, negative.
 *
 * Source: Breslow NE, Day NE, Statistical Methods in Cancer Research II (IARC 1987) 69.
 */
export function byarLimits(x: number, { z }: Level): Limits {
  amount(x, 'The count');
  const above = x + 1;
  const low = x === 0 ? 0 : 1 - 1 / (9 * x) - z / (3 * Math.sqrt(x));
  const high = 1 - 1 / (9 * above) + z / (3 * Math.sqrt(above));
  return { lower: x * Math.max(0, low) ** 3, upper: above * high ** 3 };
}

/** Which of the two a count calls for: exact under 10, Byar from 10 (PHEindicatormethods, Fingertips). */
export type CountMethod = 'exact Poisson' | 'Byar';

/** The method for a count of `x` events. */
export function countMethod(x: number): CountMethod {
  return x < 10 ? 'exact Poisson' : 'Byar';
}

/** Limits of a count by the method that {@link countMethod} names. Units: events. Errors as for the two. */
export function countLimits(x: number, level: Level): Limits {
  return countMethod(x) === 'exact Poisson' ? exactPoissonLimits(x, level) : byarLimits(x, level);
}

function computedLimits(x: number, { tail }: Level): Limits {
  return {
    lower: x === 0 ? 0 : gammaPoint(x, tail, 'below'),
    upper: gammaPoint(x + 1, tail, 'above'),
  };
}

/**
 * The point of a gamma distribution with `shape` and rate 1 (half a chi-square with 2·shape degrees of
 * freedom) that leaves probability `tail` below or above it. The packaged quantile is only good to about 1e-4
 * at large shapes and underflows at small ones, so Newton steps on the logarithm of the tail, against the
 * logarithm of the point, refine a start from Wilson–Hilferty or the power law.
 */
function gammaPoint(shape: number, tail: number, side: 'below' | 'above'): number {
  const isUpper = side === 'above';
  let log = startingPoint(shape, tail, isUpper);
  if (log < -700) return 0;
  for (let step = 0; step < 100; step++) {
    const twice = 2 * Math.exp(log);
    const below = chisquare.cdf(twice, 2 * shape);
    const reached = isUpper ? 1 - below : below;
    const slope = (chisquare.pdf(twice, 2 * shape) * twice) / reached;
    const move = (Math.log(reached) - Math.log(tail)) / (isUpper ? -slope : slope);
    const bounded = Math.max(-1, Math.min(1, move));
    log -= bounded;
    if (Math.abs(bounded) < (step < 20 ? 1e-15 : 1e-12)) return Math.exp(log);
  }
  throw new StatisticsError('no-convergence', `No Poisson limit was found for a count near ${shape}.`);
}

function startingPoint(shape: number, tail: number, isUpper: boolean): number {
  const z = tail === LEVEL_95.tail ? LEVEL_95.z : LEVEL_998.z;
  const cubeRoot = 1 - 1 / (9 * shape) + (isUpper ? z : -z) / (3 * Math.sqrt(shape));
  if (cubeRoot > 0.2) return Math.log(shape) + 3 * Math.log(cubeRoot);
  // Near 0 the distribution function is about point^shape: a straight line on logarithms.
  return Math.log(tail) / shape;
}

const WHOLE_LIMITS = new Map(
  [LEVEL_95, LEVEL_998].map((level) => [
    level,
    Array.from({ length: 10 }, (_, count) => computedLimits(count, level)),
  ]),
);
