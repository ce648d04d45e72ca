import { katzInterval } from './difference';
import { sampleSize, type Part } from './distribution';
import type { Figure, NoInterval } from './figure';
import { atBothLevels, mapInterval, type Interval } from './levels';
import type { UnitKind } from './units';
import { wilsonLimits } from './wilson';

/**
 * Representation ratio RR = (x/X)/(N_g/N): a group's share of a stage over its share of the baseline
 * (population, or need: households deprived in at least one dimension, disabled residents, index-weighted
 * population). 1 is parity. Only shares meet, so stage and baseline may count different things.
 *
 * Interval: Wilson's of the share over the baseline share, which is taken as known; for money Wilson's on the
 * effective number of awards, or none without it; none for a stage counted in full. At x = 0 the ratio and
 * lower limit are 0, at x = X the upper limit is N/N_g. Not available: an empty stage, a group that the
 * baseline does not have.
 * Errors: none beyond those of {@link part}.
 */
export function representationRatio<S extends UnitKind, B extends UnitKind>(
  stage: Part<S>,
  baseline: Part<B>,
): Figure<'Wilson'> {
  if (stage.all === 0) return { available: false, reason: 'stage-is-empty' };
  if (baseline.group === 0) return { available: false, reason: 'group-absent-from-baseline' };
  const expectedShare = baseline.group / baseline.all;
  return {
    available: true,
    value: stage.group / stage.all / expectedShare,
    interval: overShares(stage, (share) => share / expectedShare),
  };
}

/**
 * Shortfall to parity X·N_g/N − x, in the unit of the stage: how many more (negative: fewer) the group would
 * have if its share were that of the baseline. Over the groups of one partition it sums to zero.
 *
 * Interval and availability as {@link representationRatio}, except that a group absent from the baseline has
 * the shortfall −x; a baseline that is empty as a whole has none.
 */
export function shortfallToParity<S extends UnitKind, B extends UnitKind>(
  stage: Part<S>,
  baseline: Part<B>,
): Figure<'Wilson'> {
  if (stage.all === 0) return { available: false, reason: 'stage-is-empty' };
  if (baseline.all === 0) return { available: false, reason: 'group-absent-from-baseline' };
  const parity = stage.all * (baseline.group / baseline.all);
  return {
    available: true,
    value: parity - stage.group,
    interval: overShares(stage, (share) => parity - share * stage.all),
  };
}

/**
 * Stage impact ratio (x_gk/x_g,k−1)/(X_k/X_k−1) of a group from one stage to the next: its conversion over
 * everybody's. Computed as the ratio of the two shares, which is the same number with the units cancelled.
 *
 * Interval: Katz's, both shares as independent binomials; a census has no sampling error, money counts its
 * effective number of awards. At x_gk = 0 the ratio is 0 without interval. Not available: either stage empty,
 * or the group absent from the stage before.
 */
export function stageImpactRatio<S extends UnitKind, T extends UnitKind>(
  now: Part<S>,
  before: Part<T>,
): Figure<'Katz'> {
  if (now.all === 0) return { available: false, reason: 'stage-is-empty' };
  if (before.all === 0) return { available: false, reason: 'stage-before-is-empty' };
  if (before.group === 0) return { available: false, reason: 'group-absent-from-stage-before' };
  const value = now.group / now.all / (before.group / before.all);
  return { available: true, value, interval: impactInterval(value, now, before) };
}

/** Variance of the logarithm of a part's share: 0 for a census, null where an amount has no effective count. */
export function logShareVarianceOf(part: Part): number | null {
  if (part.isCensus) return 0;
  const size = sampleSize(part);
  return size === null ? null : (part.all - part.group) / part.group / size;
}

/** Screening line, shown with its origin and never as a legal test in the United Kingdom. */
export const FOUR_FIFTHS = {
  threshold: 0.8,
  origin:
    'Four-fifths rule of the US Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4(D), 1978. ' +
    'A screening line only; it is not a test in UK law.',
} as const;

function overShares(stage: Part, change: (share: number) => number): Interval<'Wilson'> | NoInterval {
  if (stage.isCensus) return { method: 'none', reason: 'counted-in-full' };
  const size = sampleSize(stage);
  if (size === null) return { method: 'none', reason: 'amounts-are-not-counts' };
  const successes = stage.group === stage.all ? size : size * (stage.group / stage.all);
  const shares = atBothLevels('Wilson', (level) => wilsonLimits(successes, size, level));
  return mapInterval(shares, 'Wilson', change);
}

function impactInterval(ratio: number, now: Part, before: Part): Interval<'Katz'> | NoInterval {
  if (now.group === 0) return { method: 'none', reason: 'count-of-zero' };
  if (now.isCensus && before.isCensus) return { method: 'none', reason: 'counted-in-full' };
  const variances = [logShareVarianceOf(now), logShareVarianceOf(before)];
  if (variances.includes(null)) return { method: 'none', reason: 'amounts-are-not-counts' };
  const variance = variances.reduce<number>((sum, v) => sum + v!, 0);
  if (variance === 0) return { method: 'none', reason: 'group-is-everyone' };
  return katzInterval(ratio, variance);
}
