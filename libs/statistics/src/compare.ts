import { demand, finite } from './errors';
import type { Interval, Limits } from './levels';

/** Which way an indicator is good; `no judgement` where neither is. */
export type Polarity = 'high is good' | 'low is good' | 'no judgement';

/** The words of the comparison: judged, unjudged, or not made. */
export type Comparison = 'better' | 'worse' | 'lower' | 'higher' | 'similar' | 'not compared';

/** The comparison at both levels; at 99.8 % less is called different. */
export interface BenchmarkComparison {
  readonly at95: Comparison;
  readonly at998: Comparison;
}

/**
 * Compares an estimate with a fixed `benchmark` through its interval: upper limit under the benchmark, lower
 * limit above it, else similar. A limit that equals the benchmark is similar. With a polarity the words are
 * better, similar and worse, without one lower, similar and higher; without an interval (null): not compared.
 *
 * Units: interval and benchmark in the same unit. Errors: a missing, NaN or infinite benchmark, NaN limits,
 * `limits-reversed`.
 * Source: Fingertips technical guidance, comparison with a benchmark by confidence interval.
 */
export function compareWithBenchmark(
  interval: Interval | null,
  benchmark: number,
  polarity: Polarity,
): BenchmarkComparison {
  finite(benchmark, 'The benchmark');
  if (interval === null) return { at95: 'not compared', at998: 'not compared' };
  return {
    at95: compareLimits(interval.at95, benchmark, polarity),
    at998: compareLimits(interval.at998, benchmark, polarity),
  };
}

function compareLimits({ lower, upper }: Limits, benchmark: number, polarity: Polarity): Comparison {
  const areNumbers = !Number.isNaN(lower) && !Number.isNaN(upper);
  demand(areNumbers, 'not-a-number', 'A confidence limit is not a number.');
  demand(lower <= upper, 'limits-reversed', `The lower limit ${lower} is above the upper limit ${upper}.`);
  if (upper < benchmark) return WORDS[polarity].below;
  if (lower > benchmark) return WORDS[polarity].above;
  return 'similar';
}

const WORDS: Record<Polarity, { below: Comparison; above: Comparison }> = {
  'high is good': { below: 'worse', above: 'better' },
  'low is good': { below: 'better', above: 'worse' },
  'no judgement': { below: 'lower', above: 'higher' },
};
