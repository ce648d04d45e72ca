import { must } from '@commissioning/service';
import type { tenderingApi } from '@commissioning/schemas';

/** A submission that has neither been withdrawn nor replaced. */
export interface StandingSubmission {
  readonly submittedAt: string;
  /** The revision of the bid that was submitted. */
  readonly revision: number;
}

/** Uploaded is not submitted: where a bid stands, from what is missing, what was submitted and what changed since. */
export function standingOf(
  gaps: readonly tenderingApi.BidGap[],
  revision: number,
  submission: StandingSubmission | undefined,
): tenderingApi.BidStanding {
  if (submission) return submission.revision === revision ? 'submitted' : 'submitted-with-changes';
  return gaps.length === 0 ? 'complete-not-submitted' : 'incomplete';
}

/** The strip above every page of a bid, in words. */
export function says(
  standing: tenderingApi.BidStanding,
  gaps: readonly tenderingApi.BidGap[],
  submission: StandingSubmission | undefined,
): string {
  switch (standing) {
    case 'submitted':
      return `Submitted on ${moment(submission)}. Nothing else is needed.`;
    case 'submitted-with-changes':
      return `Submitted on ${moment(submission)}. It was changed since: what was submitted then stands until you submit again.`;
    case 'complete-not-submitted':
      return 'Complete, but not submitted. It does not count until you submit it.';
    case 'incomplete':
      return `Incomplete: ${gaps.length} ${gaps.length === 1 ? 'thing is' : 'things are'} missing. It does not count until you submit it.`;
  }
}

/** Only a complete bid is submitted; the answer names everything that is missing. */
export function mustBeComplete(gaps: readonly tenderingApi.BidGap[]): void {
  const [first] = gaps;
  must(!first, 'bid-is-incomplete', first?.says ?? '', { gaps });
}

/** What is not submitted cannot be withdrawn. */
export function mustBeSubmitted<Submission>(
  submission: Submission | null | undefined,
): asserts submission is Submission {
  must(submission, 'bid-is-not-submitted', 'This bid is not submitted, so there is nothing to withdraw.');
}

const moment = (submission: StandingSubmission | undefined): string =>
  submission
    ? new Date(submission.submittedAt).toLocaleString('en-GB', {
        ...{ timeZone: 'Europe/London', day: 'numeric', month: 'long', year: 'numeric' },
        ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
      })
    : '';
