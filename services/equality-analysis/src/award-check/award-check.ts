import { must } from '@commissioning/service';
import type { equalityAnalysisApi } from '@commissioning/schemas';

/** What the rules of a check look at. `state` says `open` also while figures are on their way. */
export interface AwardCheck {
  readonly title: string;
  readonly state: 'open' | 'submitted' | 'completed' | 'superseded';
  readonly advice?: string;
  readonly mitigations: readonly equalityAnalysisApi.Mitigation[];
  readonly noMitigationBecause?: string;
  readonly preparedBy?: string;
  readonly approvedBy?: string;
  readonly returnedBecause?: string;
}

/** Who acts, and what could cloud their judgement of these awards. */
export interface Officer {
  readonly id: string;
  /** Sits or sat on the panel of this evaluation. */
  readonly onThePanel: boolean;
  /** Acts for an organisation that bids. */
  readonly actsForABidder: boolean;
}

const ADVICE = 40;
const REASON = 20;

/** The officer's advice in words; whoever wrote last is its author and cannot approve it. */
export function advise<C extends AwardCheck>(
  check: C,
  written: equalityAnalysisApi.WriteAdvice,
  author: Officer,
): C {
  mustStand(check, 'open', 'award-check-is-not-open');
  mustBeUninvolved(author);
  return { ...check, ...written, preparedBy: author.id };
}

/** Submitted by its author, on figures: late needs data is a reason to wait and not a pass. */
export function submit<C extends AwardCheck>(
  check: C,
  findings: equalityAnalysisApi.AwardFindings | undefined,
  author: Officer,
): C {
  mustStand(check, 'open', 'award-check-is-not-open');
  mustBeUninvolved(author);
  must(
    findings,
    'needs-data-is-not-there',
    'The needs figures are not here yet, so nothing can be said of who is reached. The check waits for them.',
  );
  must(
    (check.advice ?? '').trim().length >= ADVICE,
    'award-check-needs-advice',
    'Write your advice to the decision maker first: who gains, who is left out, and what follows from it.',
  );
  must(check.preparedBy === author.id, 'only-the-author-submits', 'Its author submits the advice.');
  must(
    findings.verdict !== 'gaps-found' ||
      check.mitigations.length > 0 ||
      (check.noMitigationBecause ?? '').trim().length >= REASON,
    'gaps-need-mitigations',
    'Gaps were found. Say what will be done about them, or why nothing can be.',
  );
  return { ...check, state: 'submitted', returnedBecause: undefined };
}

/** Approved by another person, who has no part in the awards either. */
export function approve<C extends AwardCheck>(check: C, approver: Officer): C {
  mustStand(check, 'submitted', 'award-check-is-not-submitted');
  must(check.preparedBy !== approver.id, 'own-approval', 'Another person approves what you have prepared.');
  mustBeUninvolved(approver);
  return { ...check, state: 'completed', approvedBy: approver.id };
}

/** Sent back to its author with a reason. */
export function sendBack<C extends AwardCheck>(check: C, approver: Officer, reason: string): C {
  mustStand(check, 'submitted', 'award-check-is-not-submitted');
  must(check.preparedBy !== approver.id, 'own-approval', 'Another person looks at what you have prepared.');
  must(reason.trim().length >= REASON, 'return-needs-a-reason', 'Say in a sentence what is missing.');
  return { ...check, state: 'open', returnedBecause: reason };
}

function mustBeUninvolved({ onThePanel, actsForABidder }: Officer): void {
  must(
    !onThePanel,
    'panel-member-has-an-interest',
    'You sat on the panel of this evaluation; somebody else checks its recommendation.',
  );
  must(!actsForABidder, 'interest-in-the-award', 'You act for an organisation that bids here.');
}

function mustStand({ state, title }: AwardCheck, wanted: AwardCheck['state'], code: string): void {
  must(
    state !== 'superseded',
    'set-has-changed',
    `The recommendation for ${title} has changed; this check is of an earlier set.`,
  );
  must(state === wanted, code, `The check for ${title} is ${state}, not ${wanted}.`);
}
