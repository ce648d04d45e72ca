import type { Completeness } from './distribution';
import { demand, probability } from './errors';
import { hasLimits, type Figure } from './figure';
import type { Limits } from './levels';
import { FOUR_FIFTHS } from './reach';

/** What may be said of a group's reach. `insufficient evidence` is a result of its own, never a pass. */
export type ReachVerdict = 'over' | 'parity' | 'under' | 'insufficient evidence';

/** Why the verdict is what it is. */
export type VerdictReason =
  | 'interval-above-parity'
  | 'interval-below-parity'
  | 'interval-within-parity-band'
  | 'interval-too-wide'
  | 'no-interval'
  | 'no-figure'
  | 'too-few-stated';

/** The verdict with its reason, and whether the point value alone crosses the screening line. */
export interface Verdict {
  readonly verdict: ReachVerdict;
  readonly reason: VerdictReason;
  /** The ratio itself is under four fifths, whatever the interval: small groups are flagged by the gap. */
  readonly isGapFlagged: boolean;
  readonly screening: typeof FOUR_FIFTHS;
}

/** What a verdict needs: how much must be stated, at which level, and what still counts as parity. */
export interface VerdictRules {
  readonly completenessThreshold: number;
  readonly level: 'at95' | 'at998';
  readonly parityBand: Limits;
}

/** 80 % stated; the 95 % interval; parity from four fifths to its inverse. */
export const DEFAULT_VERDICT_RULES: VerdictRules = {
  completenessThreshold: 0.8,
  level: 'at95',
  parityBand: { lower: 0.8, upper: 1.25 },
};

/**
 * Verdict on a representation ratio. Under `completenessThreshold` of known groups: insufficient evidence.
 * Otherwise the interval decides: wholly above 1 over, wholly below 1 under, around 1 and within the parity
 * band parity, around 1 and reaching out of the band insufficient evidence, since a gap that matters cannot
 * be ruled out. A ratio counted in full is judged by its value against the band. No figure or no interval:
 * insufficient evidence.
 *
 * Errors: a threshold outside 0 to 1, a band that does not contain 1.
 */
export function reachVerdict(
  ratio: Figure<string>,
  howComplete: Pick<Completeness, 'share'>,
  rules: VerdictRules = DEFAULT_VERDICT_RULES,
): Verdict {
  const { completenessThreshold, level, parityBand } = rules;
  probability(completenessThreshold, 'The completeness threshold');
  const holdsOne = parityBand.lower <= 1 && parityBand.upper >= 1;
  demand(holdsOne, 'out-of-range', 'The parity band must contain 1.');
  const isGapFlagged = ratio.available && ratio.value < FOUR_FIFTHS.threshold;
  const say = (verdict: ReachVerdict, reason: VerdictReason): Verdict => ({
    verdict,
    reason,
    isGapFlagged,
    screening: FOUR_FIFTHS,
  });

  if (!ratio.available || howComplete.share === null) return say('insufficient evidence', 'no-figure');
  if (howComplete.share < completenessThreshold) return say('insufficient evidence', 'too-few-stated');
  const { interval, value } = ratio;
  if (!hasLimits(interval)) {
    return interval.reason === 'counted-in-full'
      ? judgeKnown(value, parityBand, say)
      : say('insufficient evidence', 'no-interval');
  }
  const { lower, upper } = interval[level];
  if (lower > 1) return say('over', 'interval-above-parity');
  if (upper < 1) return say('under', 'interval-below-parity');
  return lower >= parityBand.lower && upper <= parityBand.upper
    ? say('parity', 'interval-within-parity-band')
    : say('insufficient evidence', 'interval-too-wide');
}

function judgeKnown(
  value: number,
  band: Limits,
  say: (verdict: ReachVerdict, reason: VerdictReason) => Verdict,
): Verdict {
  if (value < band.lower) return say('under', 'interval-below-parity');
  if (value > band.upper) return say('over', 'interval-above-parity');
  return say('parity', 'interval-within-parity-band');
}
