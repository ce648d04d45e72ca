import { must } from '@commissioning/service';

/** What a decision is about and how it ended. */
export interface DecisionDraft {
  readonly subject: 'theme' | 'award';
  readonly setHash?: string;
  readonly dueRegard: string;
  readonly reasons: string;
}

const OWN_WORDS = 20;

/**
 * The decision maker's own due regard is part of the decision (report 5.5; Equality Act 2010 s.149), and an award is
 * decided for exactly one recommended set.
 */
export function mustBeComplete(draft: DecisionDraft): void {
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
}
