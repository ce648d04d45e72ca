import { dayInWords } from '../contract/day-in-words';
import type { Obstacle } from '../contract/contract';

/** The newest decision about the set that was awarded. Days are `YYYY-MM-DD`. */
export interface Decision {
  readonly outcome: string;
  /** Last day on which scrutiny can call it in; left out where the register did not say. */
  readonly callInEndsOn?: string;
  /** What scrutiny made of it; left out while nobody has called it in. */
  readonly callIn?: string;
}

/**
 * What about the decision stands in the way of a signature: a decision is carried out when scrutiny can no longer call
 * it in, or has recorded that it stands. Where it was referred back, the next decision about the same set counts.
 */
export function decisionObstacle(decision: Decision | undefined, today: string): Obstacle | undefined {
  if (!decision)
    return {
      code: 'decision-not-known-yet',
      sentence:
        'The register of decisions has not told yet on which decision this award rests. Try again in a moment.',
    };
  const { outcome, callIn, callInEndsOn } = decision;
  if (outcome !== 'approved')
    return {
      code: 'decision-rejects-the-award',
      sentence: 'The decision maker has decided against this award. It cannot be signed.',
    };
  if (callIn === 'called-in')
    return {
      code: 'decision-is-called-in',
      sentence: 'Scrutiny has called the decision in. Nobody may sign before its outcome is recorded.',
    };
  if (callIn === 'referred-back')
    return {
      code: 'decision-was-referred-back',
      sentence:
        'Scrutiny has referred the decision back. The decision maker decides again before anybody signs.',
    };
  if (!callIn && callInEndsOn && today <= callInEndsOn)
    return {
      code: 'call-in-window-is-open',
      sentence: `Scrutiny may call the decision in until the end of ${dayInWords(callInEndsOn)}. Nobody may sign before.`,
    };
  return undefined;
}
