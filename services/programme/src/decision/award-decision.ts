import { must } from '@commissioning/service';

/** The set that an evaluation recommends now. `since` is the sequence of the recommendation from which it was this one. */
export interface RecommendedSet {
  readonly setHash: string;
  readonly since: bigint;
}

/** A completed equality check, as equality analysis told it. */
export interface AwardCheck {
  readonly id: string;
  readonly setHash: string;
  /** The sequence of the recommendation that was checked; 0 where the check does not say. */
  readonly recommendationSequence: bigint;
  readonly preparedBy: string;
  readonly approvedBy: string;
}

/**
 * An award is decided for the set that is recommended now, after an equality check of exactly this set, by somebody
 * who neither prepared nor approved that check. A set that was changed and changed back needs a new check.
 * Sequences tell what came first, since each of the services has a clock of its own. Answers the check, the newest one.
 */
export function mustBeChecked(
  decided: { readonly setHash: string; readonly decidedBy: string },
  recommended: RecommendedSet | undefined,
  checks: readonly AwardCheck[],
): AwardCheck {
  must(
    recommended && checks.length > 0,
    'decision-needs-equality-check',
    'This set has no completed equality check yet. It comes before the decision.',
  );
  must(
    recommended.setHash === decided.setHash,
    'decision-set-changed',
    'The recommended set is not the one that this decision is about: read the recommendation again.',
  );
  const check = checks.findLast(
    ({ setHash, recommendationSequence }) =>
      setHash === decided.setHash && recommendationSequence >= recommended.since,
  );
  must(
    check,
    'decision-set-changed',
    'The recommended set was changed after its equality check: it needs a new one.',
  );
  must(
    decided.decidedBy !== check.preparedBy && decided.decidedBy !== check.approvedBy,
    'decider-made-the-check',
    'You prepared or approved the equality check of this set; somebody else decides.',
  );
  return check;
}
