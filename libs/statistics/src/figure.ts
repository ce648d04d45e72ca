import type { Interval } from './levels';

/** Why a figure that has a value has no interval. */
export type NoIntervalReason =
  'count-of-zero' | 'group-is-everyone' | 'amounts-are-not-counts' | 'counted-in-full';

/** The statement that no interval exists. */
export interface NoInterval {
  readonly method: 'none';
  readonly reason: NoIntervalReason;
}

/** Why a figure does not exist. */
export type NoFigureReason =
  | 'stage-is-empty'
  | 'stage-before-is-empty'
  | 'group-absent-from-baseline'
  | 'group-absent-from-stage-before'
  | 'lost-at-an-earlier-stage';

/** A value with its interval, or the statement that there is none and why. */
export type Figure<Method extends string> =
  | { readonly available: true; readonly value: number; readonly interval: Interval<Method> | NoInterval }
  | { readonly available: false; readonly reason: NoFigureReason };

/** True, and narrows the type, where a figure's interval exists. */
export function hasLimits<Method extends string>(
  interval: Interval<Method> | NoInterval,
): interval is Interval<Method> {
  return interval.method !== 'none';
}
