import { addWorkingDays, day, keyDecisionNotice, earliestKeyDecision } from '@commissioning/calendar';
import { must } from '@commissioning/service';
import type { programmeApi } from '@commissioning/schemas';

/** What a decision is about and how it ended. */
export type DecisionDraft = programmeApi.NewDecision;

const OWN_WORDS = 20;

/**
 * The decision maker's own due regard is part of the decision (report 5.5; Equality Act 2010 s.149), an award is
 * decided for exactly one recommended set, and a key decision shows the options that were not taken (section 2).
 */
export function mustBeComplete(
  draft: Pick<DecisionDraft, 'subject' | 'setHash' | 'dueRegard' | 'key' | 'alternatives'>,
): void {
  must(
    draft.dueRegard.trim().length >= OWN_WORDS,
    'decision-needs-due-regard',
    'Say in your own words how you had due regard to the equality duty.',
  );
  must(
    draft.subject !== 'award' || draft.setHash,
    'decision-needs-the-set',
    'An award is decided for exactly one recommended set: give its hash.',
  );
  must(
    !draft.key || draft.alternatives?.length,
    'key-decision-needs-alternatives',
    'Record at least one alternative that was considered, and why it was not taken.',
  );
}

/** A theme is approved by a decision only after its equality screening: due regard cannot be had afterwards. */
export function mustBeScreened(
  outcome: DecisionDraft['outcome'],
  theme: { readonly title: string; readonly isScreened: boolean },
): void {
  must(
    outcome === 'rejected' || theme.isScreened,
    'decision-needs-screening',
    `${theme.title} has no equality screening yet. It comes before a decision that approves.`,
  );
}

/** An open line of the forward plan. */
export interface Notice {
  readonly id: string;
  readonly key: boolean;
  readonly keyReason?: string;
  readonly noticeOn: string;
}

export type GivenNotice = NonNullable<programmeApi.Decision['notice']>;

/**
 * A key decision waits for 28 clear days after its notice. Earlier only by the general exception (five clear days,
 * with the reason why waiting was impracticable) or by special urgency (with the agreement of the chair of scrutiny).
 * Resolves to the notice as the decision records it; undefined for a decision that is not key.
 * @see SI 2012/2089 regs 9 to 11.
 */
export function mustHaveNotice(
  draft: Pick<DecisionDraft, 'key' | 'exception'>,
  notice: Notice | undefined,
  today: string,
): GivenNotice | undefined {
  must(
    draft.key || !notice?.key,
    'decision-was-planned-as-key',
    'Notice was given of this as a key decision: it is taken as one.',
  );
  if (!draft.key) return undefined;
  must(
    notice?.key && notice.keyReason,
    'key-decision-needs-notice',
    'Give notice of a key decision in the forward plan first.',
  );
  const { clearDays, route } = keyDecisionNotice(notice.noticeOn, today);
  const { exception } = draft;
  const allowed =
    route === 'notice' ||
    (route === 'general-exception' && exception) ||
    (exception?.kind === 'special' && exception.agreedBy);
  must(
    allowed,
    'key-decision-too-early',
    `Notice was given on ${inWords(notice.noticeOn)}. 28 clear days end before ${inWords(earliestKeyDecision(notice.noticeOn).toString())}; earlier only with ${
      route === 'general-exception'
        ? 'the reason for a general exception'
        : 'the agreement of the chair of scrutiny to special urgency'
    }.`,
  );
  return {
    plannedDecisionId: notice.id,
    keyReason: notice.keyReason,
    noticeOn: notice.noticeOn,
    clearDays,
    route,
  };
}

/** How long scrutiny may call a decision in. */
export class CallInPolicy {
  constructor(readonly workingDays: number) {}
}

/** The last day on which scrutiny can call a decision in: working days after the day it was taken. */
export const callInEnds = (decidedOn: string, workingDays: number): string =>
  addWorkingDays(day(decidedOn), workingDays, 'england').toString();

/** What the call-in rules look at. */
export interface Standing {
  readonly callInEndsOn: string;
  readonly callIn?: programmeApi.CallIn;
}

/** A decision is called in once, within its window. */
export function mustBeOpenToCallIn({ callInEndsOn, callIn }: Standing, today: string): void {
  must(!callIn, 'decision-called-in-before', 'This decision was called in before.');
  must(
    today <= callInEndsOn,
    'call-in-window-over',
    `This decision could be called in until ${inWords(callInEndsOn)}.`,
  );
}

/** An outcome ends a call-in that is open. */
export function mustBeCalledIn({ callIn }: Standing): programmeApi.CallIn {
  must(callIn, 'decision-not-called-in', 'Nobody has called this decision in.');
  must(!callIn.outcome, 'call-in-is-over', 'The outcome of this call-in is recorded already.');
  return callIn;
}

/** Where a decision stands on a day. */
export function standingOf(
  { callInEndsOn, callIn }: Standing,
  today: string,
): programmeApi.Decision['standing'] {
  if (callIn) return callIn.outcome ?? 'called-in';
  return today <= callInEndsOn ? 'call-in-open' : 'confirmed';
}

const inWords = (isoDay: string): string =>
  new Date(isoDay).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
