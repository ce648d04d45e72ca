import { must } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';

/** A decision about the award, as the register of decisions told it. */
export interface Decision {
  readonly id: string;
  readonly setHash: string;
  /** The equality check that it was taken on; null where there was none. */
  readonly checkId: string | null;
  readonly outcome: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  /** What scrutiny made of it; null while nobody has called it in. */
  readonly callIn: string | null;
}

/** A completed equality check, as equality analysis told it. */
export interface Check {
  readonly id: string;
  readonly setHash: string;
  readonly preparedBy: string;
  readonly approvedBy: string;
  readonly completedAt: string;
}

/** What the gate looks at. `panel` are all who ever sat on it. */
export interface Gate {
  readonly setHash: string;
  readonly panel: readonly string[];
  readonly decisions: readonly Decision[];
  readonly checks: readonly Check[];
  readonly openLowPrices: number;
  readonly openExclusions: number;
}

/**
 * The conditions of an award, each with whether it is met: an equality check of exactly this set, then a decision
 * about exactly this set, by somebody without a part in the evaluation, and nothing open about the bids.
 */
export function conditions(gate: Gate): evaluationApi.GateCondition[] {
  const check = latest(gate.checks, ({ completedAt }) => completedAt);
  const decision = latest(gate.decisions, ({ decidedAt }) => decidedAt);
  const checked = check?.setHash === gate.setHash ? check : undefined;
  const decided = decision?.setHash === gate.setHash ? decision : undefined;
  const sat = (person: string) => gate.panel.includes(person);
  return [
    condition(
      'award-needs-equality-check',
      Boolean(check),
      'An equality check of the recommended set is completed.',
    ),
    ...(check ? aboutTheCheck(checked, sat) : []),
    condition('award-needs-a-decision', Boolean(decision), 'The decision maker has decided.'),
    ...(decision ? aboutTheDecision(decided, checked, sat) : []),
    condition(
      'low-price-is-not-explained',
      gate.openLowPrices === 0,
      'Every low price was explained and accepted.',
    ),
    condition(
      'exclusion-waits-for-approval',
      gate.openExclusions === 0,
      'No exclusion waits for a second person.',
    ),
  ];
}

type Sat = (person: string) => boolean;

const aboutTheCheck = (checked: Check | undefined, sat: Sat) => [
  condition('check-is-of-another-set', Boolean(checked), 'The equality check is of exactly this set.'),
  condition(
    'checker-sat-on-the-panel',
    !checked || !(sat(checked.preparedBy) || sat(checked.approvedBy)),
    'Nobody of the panel prepared or approved the equality check.',
  ),
];

const aboutTheDecision = (decided: Decision | undefined, checked: Check | undefined, sat: Sat) => [
  condition('decision-is-about-another-set', Boolean(decided), 'The decision is about exactly this set.'),
  condition('decision-rejects-the-set', decided?.outcome !== 'rejected', 'The decision approves the set.'),
  condition(
    'decision-came-before-the-check',
    !decided || !checked || decided.checkId === checked.id,
    'The equality check was complete before the decision.',
  ),
  condition(
    'decider-sat-on-the-panel',
    !decided || !sat(decided.decidedBy),
    'The decision maker had no part in the evaluation.',
  ),
  condition(
    'decision-is-called-in',
    decided?.callIn !== 'called-in',
    'Scrutiny has not called the decision in, or has recorded an outcome.',
  ),
  condition(
    'decision-was-referred-back',
    decided?.callIn !== 'referred-back',
    'Scrutiny has not referred the decision back.',
  ),
];

/** Throws the first condition that is not met, with the whole list; resolves to the decision that the award rests on. */
export function mustBeReady(gate: Gate): Decision {
  const all = conditions(gate);
  const open = all.find(({ met }) => !met);
  must(!open, open?.code ?? '', `Not yet: ${open?.sentence}`, { conditions: all });
  return latest(gate.decisions, ({ decidedAt }) => decidedAt) as Decision;
}

const condition = (code: string, met: boolean, sentence: string): evaluationApi.GateCondition => ({
  code,
  met,
  sentence,
});

/** Of two at the same moment the one told last. */
function latest<Item>(items: readonly Item[], at: (item: Item) => string): Item | undefined {
  return items.reduce<Item | undefined>(
    (last, item) => (last && at(last) > at(item) ? last : item),
    undefined,
  );
}
