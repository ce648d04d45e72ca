import { katzInterval } from './difference';
import { sampleSize, type Part } from './distribution';
import { notEmpty } from './errors';
import type { NoInterval } from './figure';
import { mapInterval, type Interval } from './levels';
import { binomialDraws, seededRandom, type RandomSource } from './random';
import { logShareVarianceOf } from './reach';
import { checkSimulation, percentileInterval, type Simulation } from './simulation';

/** A stage on a group's path, in order. */
export interface StagePart {
  readonly stage: string;
  readonly part: Part;
}

/** The interval of a leak term on the scale of logarithms; a lower limit may be −Infinity (not bounded by the data). */
export type LeakInterval = Interval<'delta on logs'> | Interval<'seeded bootstrap'> | NoInterval;

/** One stage's term: a logarithm (negative: the group loses there), or why there is none. */
export type LeakTerm =
  | {
      readonly stage: string;
      readonly status: 'attributed';
      readonly value: number;
      readonly interval: LeakInterval;
    }
  | { readonly stage: string; readonly status: 'lost at this stage' }
  | {
      readonly stage: string;
      readonly status: 'not applicable';
      readonly reason: 'lost before' | 'stage is empty' | 'after an empty stage' | 'absent from baseline';
    };

/** The whole attribution of one group: ln RR at the end = the sum of the terms. */
export interface LeakAttribution {
  /** First the entry to stage 0 (ln RR_g0), then one term for every later stage (ln c_gk/c_k). */
  readonly terms: readonly LeakTerm[];
  /** ln RR at the last stage; null where the group is lost or a term is missing. */
  readonly total: number | null;
  /** The total less the sum of the terms: rounding only, under 1e-12. Null where there is no total. */
  readonly residual: number | null;
  /** Where the group is lost: the stage it does not survive, else that of the largest negative term, else null. */
  readonly lostAt: { readonly stage: string; readonly value: number | 'entirely' } | null;
  readonly simulation: Simulation;
}

/** 10,000 repetitions: a funnel has hundreds of terms. The seed is fixed so that a figure can be made again. */
export const LEAK_SIMULATION: Simulation = { repetitions: 10_000, seed: 20_180_320 };

/**
 * Attributes a group's representation ratio at the last stage to the stages, exactly: ln RR_gK = ln RR_g0 +
 * Σ_k ln(c_gk/c_k), c the conversion from one stage to the next. Units cancel in c_gk/c_k, which is the
 * group's share of a stage over its share of the stage before.
 *
 * `baseline`: the group's part of the population or need. `stages`: in order, at least one; the first may be
 * the population itself, its term is then 0. Where x = 0 the group is lost at this stage and later terms are
 * not applicable; nothing is smoothed. An empty stage ends the attribution without a loss. Intervals: delta
 * method on logarithms with both shares as binomials; where either stage has under 10 of the group, a seeded
 * parametric bootstrap conditional on the group being present at the stage before. Errors: no stages, fewer
 * than 1,000 repetitions.
 *
 * Source: the identity is the telescoping product of shares; delta method as in Katz 1978; Efron B,
 * Tibshirani RJ, An Introduction to the Bootstrap (1993) for the percentile interval.
 */
export function attributeLeak(
  baseline: Part,
  stages: readonly StagePart[],
  simulation: Simulation = LEAK_SIMULATION,
): LeakAttribution {
  notEmpty(stages, 'The list of stages');
  checkSimulation(simulation);
  const terms: LeakTerm[] = [];
  stages.forEach(({ stage, part }, k) => {
    const ended = whyEnded(terms, baseline);
    const before = k === 0 ? { ...baseline, isCensus: true } : stages[k - 1]!.part;
    terms.push(
      ended
        ? { stage, status: 'not applicable', reason: ended }
        : termOf(stage, part, before, { ...simulation, seed: (simulation.seed + k) % 2 ** 32 }),
    );
  });
  const total = totalOf(terms, stages[stages.length - 1]!.part, baseline);
  const residual = total === null ? null : total - preciseSum(terms.map(valueOf));
  return { terms, total, residual, lostAt: whereLost(terms), simulation };
}

type Ended = 'lost before' | 'after an empty stage' | 'absent from baseline' | null;

function whyEnded(terms: readonly LeakTerm[], baseline: Part): Ended {
  if (baseline.group === 0) return 'absent from baseline';
  const last = terms[terms.length - 1];
  if (!last || last.status === 'attributed') return null;
  if (last.status === 'lost at this stage') return 'lost before';
  return last.reason === 'stage is empty' ? 'after an empty stage' : (last.reason as Ended);
}

function termOf(stage: string, now: Part, before: Part, simulation: Simulation): LeakTerm {
  if (now.all === 0) return { stage, status: 'not applicable', reason: 'stage is empty' };
  if (now.group === 0) return { stage, status: 'lost at this stage' };
  const ratio = now.group / now.all / (before.group / before.all);
  return {
    stage,
    status: 'attributed',
    value: Math.log(ratio),
    interval: intervalOf(ratio, now, before, simulation),
  };
}

function intervalOf(ratio: number, now: Part, before: Part, simulation: Simulation): LeakInterval {
  if (now.isCensus && before.isCensus) return { method: 'none', reason: 'counted-in-full' };
  const variances = [logShareVarianceOf(now), logShareVarianceOf(before)] as const;
  if (variances[0] === null || variances[1] === null) {
    return { method: 'none', reason: 'amounts-are-not-counts' };
  }
  if (variances[0] + variances[1] === 0) return { method: 'none', reason: 'group-is-everyone' };
  if (isSmall(now) || isSmall(before)) return bootstrap(now, before, simulation);
  return mapInterval(katzInterval(ratio, variances[0] + variances[1]), 'delta on logs', Math.log);
}

function isSmall(part: Part): boolean {
  return !part.isCensus && (part.group / part.all) * sampleSize(part)! < 10;
}

function bootstrap(now: Part, before: Part, { repetitions, seed }: Simulation): LeakInterval {
  const random = seededRandom(seed);
  const drawNow = shareDraws(now, random, 0);
  const drawBefore = shareDraws(before, random, 1);
  const terms = Float64Array.from({ length: repetitions }, () => Math.log(drawNow() / drawBefore()));
  return percentileInterval('seeded bootstrap', terms);
}

function shareDraws(part: Part, random: RandomSource, atLeast: number): () => number {
  const share = part.group / part.all;
  if (part.isCensus) return () => share;
  // Shares of units make totals that are not whole; trials have to be.
  const trials = Math.max(1, Math.round(sampleSize(part)!));
  const draw = binomialDraws(trials, share, random, atLeast);
  return () => draw() / trials;
}

function totalOf(terms: readonly LeakTerm[], last: Part, baseline: Part): number | null {
  if (terms.some((term) => term.status !== 'attributed')) return null;
  return Math.log(last.group / last.all / (baseline.group / baseline.all));
}

function whereLost(terms: readonly LeakTerm[]): LeakAttribution['lostAt'] {
  const lost = terms.find((term) => term.status === 'lost at this stage');
  if (lost) return { stage: lost.stage, value: 'entirely' };
  const worst = terms
    .filter((term) => term.status === 'attributed')
    .reduce<{ stage: string; value: number } | null>(
      (least, { stage, value }) => (value < (least?.value ?? 0) ? { stage, value } : least),
      null,
    );
  return worst;
}

function valueOf(term: LeakTerm): number {
  return term.status === 'attributed' ? term.value : NaN;
}

/** Neumaier's compensated sum, so that the check of the identity is not itself the error. */
function preciseSum(values: readonly number[]): number {
  let [sum, lost] = [0, 0];
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
