import { demand, divisor, finite } from './errors';
import { LEVEL_95, mapInterval, type Interval } from './levels';
import { seededRandom } from './random';
import { checkSimulation, DEFAULT_SIMULATION, percentileInterval, type Simulation } from './simulation';

/** What kind of indicator it is: decides the scale (log for rates, logit for proportions) of error and transform. */
export type IndicatorKind = 'rate' | 'proportion' | 'other';

/** One quantile, most deprived first, with the indicator and either its 95 % limits or its standard error. */
export type QuantileValue = { readonly population: number; readonly value: number } & (
  { readonly lower95: number; readonly upper95: number } | { readonly standardError: number }
);

/** What the slope index is made from; `transform` fits the line on the log or logit scale of `kind`. */
export interface InequalityQuestion {
  readonly quantiles: readonly QuantileValue[];
  readonly kind: IndicatorKind;
  readonly transform?: boolean;
  readonly multiplier?: number;
  readonly simulation?: Simulation;
}

/** Slope and relative index; `intercept` is the fitted value at rank 0, before the multiplier. */
export interface InequalityIndices {
  readonly slopeIndex: { readonly value: number; readonly interval: Interval<'simulation'> };
  readonly relativeIndex: { readonly value: number; readonly interval: Interval<'simulation'> };
  readonly intercept: number;
  readonly transform: 'none' | 'log' | 'logit';
  readonly multiplier: number;
  readonly simulation: Simulation;
}

/**
 * Slope (SII) and relative index of inequality (RII) over quantiles ordered from most to least deprived.
 *
 * Least squares of √a·y on √a and b√a without intercept, a the population share, b the cumulative midpoint.
 * SII = c₁ × multiplier; RII = (c₀ + c₁)/c₀, inverted for a negative multiplier. With `transform` the line is
 * fitted to ln y (rates) or logit y (proportions) and both fitted ends are transformed back. Intervals: each
 * quantile is drawn from a normal with its value and standard error on the scale of `kind` (log, logit, as
 * is), whatever `transform` says; a standard error that is given is taken to be on that scale, otherwise it
 * is (upper95 − lower95)/2z there.
 *
 * 5 to 100 quantiles with populations above 0. Errors: missing, NaN, infinite; `too-few-groups`;
 * `limits-reversed`; `out-of-range` for a rate not above 0 or a proportion not strictly within 0 and 1 (log
 * and logit do not exist there), for a given standard error with `transform`, and for fewer than 1,000
 * repetitions; `denominator-zero` when the fitted line starts at exactly 0.
 *
 * Source: Low A, Low A, J Public Health 2004;26:388–395; PHEindicatormethods `phe_sii`.
 */
export function inequalityIndices(question: InequalityQuestion): InequalityIndices {
  const { quantiles, kind, transform = false, multiplier = 1 } = question;
  const simulation = question.simulation ?? DEFAULT_SIMULATION;
  checkSimulation(simulation);
  checkQuantiles(question, multiplier);
  const scale = SCALES[kind];
  const line = slopeWeights(quantiles.map((q) => q.population));
  const drawn = quantiles.map((q) => ({ mean: scale.to(q.value), error: standardError(q, kind) }));
  const draws = simulate(drawn, line, transform ? (y) => y : scale.from, simulation);

  const fitted = fit(line, transform ? drawn.map((d) => d.mean) : quantiles.map((q) => q.value));
  const shared = { transform: transform ? scale.name : 'none', multiplier, simulation } as const;
  return transform
    ? { ...transformedIndices(fitted, draws.slopes, scale.from, multiplier), ...shared }
    : { ...plainIndices(fitted, draws, multiplier), ...shared };
}

interface Line {
  readonly start: number;
  readonly slope: number;
}
type Draws = { readonly slopes: Float64Array; readonly ratios: Float64Array };

function plainIndices({ start, slope }: Line, { slopes, ratios }: Draws, multiplier: number) {
  demand(start !== 0, 'denominator-zero', 'The fitted line starts at 0, so no relative index exists.');
  const turned = (ratio: number) => (multiplier < 0 ? 1 / ratio : ratio);
  return {
    slopeIndex: {
      value: slope * multiplier,
      interval: percentileInterval(
        'simulation',
        slopes.map((s) => s * multiplier),
      ),
    },
    relativeIndex: {
      value: turned((start + slope) / start),
      interval: percentileInterval('simulation', ratios.map(turned)),
    },
    intercept: start,
  };
}

/** The simulated slopes turn the line about its middle, as PHEindicatormethods does, and its ends go back. */
function transformedIndices(
  { start, slope }: Line,
  slopes: Float64Array,
  back: (y: number) => number,
  multiplier: number,
) {
  const middle = start + slope / 2;
  const ends = (turn: number) => ({ low: back(middle - turn / 2), high: back(middle + turn / 2) });
  const difference = (turn: number) => (ends(turn).high - ends(turn).low) * multiplier;
  const ratio = (turn: number) => {
    const { low, high } = ends(turn);
    return multiplier < 0 ? low / high : high / low;
  };
  const turns = percentileInterval('simulation', slopes);
  return {
    slopeIndex: { value: difference(slope), interval: mapInterval(turns, 'simulation', difference) },
    relativeIndex: { value: ratio(slope), interval: mapInterval(turns, 'simulation', ratio) },
    intercept: back(start),
  };
}

interface SlopeWeights {
  readonly forStart: Float64Array;
  readonly forSlope: Float64Array;
}

/** The two coefficients are linear in y: these are the weights, the same for every simulated y. */
function slopeWeights(populations: readonly number[]): SlopeWeights {
  const total = populations.reduce((sum, p) => sum + p, 0);
  const shares = populations.map((p) => p / total);
  let before = 0;
  const midpoints = shares.map((a) => {
    const midpoint = before + a / 2;
    before += a;
    return midpoint;
  });
  const centre = shares.reduce((sum, a, i) => sum + a * midpoints[i]!, 0);
  const spread = shares.reduce((sum, a, i) => sum + a * (midpoints[i]! - centre) ** 2, 0);
  const forSlope = Float64Array.from(shares, (a, i) => (a * (midpoints[i]! - centre)) / spread);
  return { forSlope, forStart: forSlope.map((w, i) => shares[i]! - centre * w) };
}

function fit({ forStart, forSlope }: SlopeWeights, y: readonly number[]): Line {
  const against = (weights: Float64Array) => weights.reduce((sum, w, i) => sum + w * y[i]!, 0);
  return { start: against(forStart), slope: against(forSlope) };
}

function simulate(
  quantiles: readonly { mean: number; error: number }[],
  { forStart, forSlope }: SlopeWeights,
  toFitted: (y: number) => number,
  { repetitions, seed }: Simulation,
): Draws {
  const random = seededRandom(seed);
  const slopes = new Float64Array(repetitions);
  const ratios = new Float64Array(repetitions);
  for (let r = 0; r < repetitions; r++) {
    let [start, slope] = [0, 0];
    for (let i = 0; i < quantiles.length; i++) {
      const { mean, error } = quantiles[i]!;
      const y = toFitted(mean + error * random.normal());
      start += forStart[i]! * y;
      slope += forSlope[i]! * y;
    }
    slopes[r] = slope;
    ratios[r] = (start + slope) / start;
  }
  return { slopes, ratios };
}

const SCALES = {
  other: { name: 'none', to: (y: number) => y, from: (y: number) => y },
  rate: { name: 'log', to: Math.log, from: Math.exp },
  proportion: {
    name: 'logit',
    to: (y: number) => Math.log(y / (1 - y)),
    from: (y: number) => 1 / (1 + Math.exp(-y)),
  },
} as const;

function standardError(quantile: QuantileValue, kind: IndicatorKind): number {
  if ('standardError' in quantile) return quantile.standardError;
  const { to } = SCALES[kind];
  return (to(quantile.upper95) - to(quantile.lower95)) / (2 * LEVEL_95.z);
}

function checkQuantiles({ quantiles, kind, transform }: InequalityQuestion, multiplier: number): void {
  const howMany = quantiles.length;
  demand(howMany >= 5 && howMany <= 100, 'too-few-groups', `5 to 100 quantiles are needed, not ${howMany}.`);
  demand(finite(multiplier, 'The multiplier') !== 0, 'out-of-range', 'The multiplier is zero.');
  demand(!transform || kind !== 'other', 'out-of-range', 'Only rates and proportions have a transform.');
  quantiles.forEach((quantile, i) => {
    divisor(quantile.population, 'The population', i);
    checkOnScale(quantile.value, kind, 'The value', i);
    if ('standardError' in quantile) {
      demand(
        !transform,
        'out-of-range',
        'With a transform the 95 % limits are needed, not a standard error.',
        i,
      );
      demand(finite(quantile.standardError, 'The standard error', i) >= 0, 'negative', 'Negative error.', i);
      return;
    }
    checkOnScale(quantile.lower95, kind, 'The lower limit', i);
    checkOnScale(quantile.upper95, kind, 'The upper limit', i);
    const ordered = quantile.lower95 <= quantile.upper95;
    demand(ordered, 'limits-reversed', 'The lower limit is above the upper limit.', i);
  });
}

function checkOnScale(y: number, kind: IndicatorKind, name: string, i: number): void {
  finite(y, name, i);
  demand(kind !== 'rate' || y > 0, 'out-of-range', `${name} of a rate must be above 0 (${y}).`, i);
  const isInside = y > 0 && y < 1;
  demand(kind !== 'proportion' || isInside, 'out-of-range', `${name} must lie within 0 and 1 (${y}).`, i);
}
