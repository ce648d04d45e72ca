import { Temporal } from '@commissioning/calendar';
import { must } from '@commissioning/service';
import type { tenderingApi } from '@commissioning/schemas';
import { type Circumstances, findingsOf } from './findings';

/** What the rules of a tender look at. */
export interface Tender {
  readonly title: string;
  readonly state: tenderingApi.TenderState;
  readonly closesAt?: string;
}

/** The findings of the day of publication, complete: frozen with the tender. */
export type Frozen = Required<Pick<tenderingApi.TenderFindings, 'regime' | 'proportion' | 'formula'>>;

/** Only a draft changes: what is advertised is frozen (report 5.4: evaluation criteria are pre-advertised). */
export function mustBeDraft(tender: Tender): void {
  must(
    tender.state === 'draft',
    'tender-is-frozen',
    `${tender.title} is ${tender.state}; what was advertised does not change.`,
  );
}

/**
 * A draft becomes public and is frozen from then on. Refused with the first of everything that stands in the way;
 * the answer names them all.
 */
export function publish<T extends Tender>(
  tender: T,
  terms: tenderingApi.TenderTerms,
  circumstances: Circumstances,
): { tender: T & { closesAt: string }; findings: Frozen } {
  must(tender.state === 'draft', 'tender-already-published', `${tender.title} was published before.`);
  const { regime, proportion, formula, problems } = findingsOf(terms, circumstances);
  const [first] = problems;
  must(!first, first?.code ?? '', first?.says ?? '', { problems });
  must(
    regime && proportion && formula && terms.closesAt,
    'tender-needs-closing-date',
    'Say until when bids are taken.',
  );
  return {
    tender: { ...tender, state: 'published', closesAt: terms.closesAt },
    findings: { regime, proportion, formula },
  };
}

/** Whether bids are taken at a moment: from publication until, not including, the closing time, to the millisecond. */
export function takesBids({ state, closesAt }: Tender, now: Temporal.Instant): boolean {
  // The sweep may have noted the closing of a tender that another change, begun before, still belongs to.
  if ((state !== 'published' && state !== 'closed') || !closesAt) return false;
  return now.epochMilliseconds < Temporal.Instant.from(closesAt).epochMilliseconds;
}

/** Nothing is written to a bid, submitted or withdrawn after the closing time (report 5.4). */
export function mustTakeBids(tender: Tender, now: Temporal.Instant): void {
  must(takesBids(tender, now), 'tender-is-closed', `${tender.title} does not take bids at this time.`);
}

/** Whether the closing time has come for a published tender. */
export const isDue = (tender: Tender, now: Temporal.Instant): boolean =>
  tender.state === 'published' && !takesBids(tender, now);

/** The state that a reader sees: a tender is closed when its time has come, whether the sweep noted it or not. */
export const stateAt = (tender: Tender, now: Temporal.Instant): tenderingApi.TenderState =>
  isDue(tender, now) ? 'closed' : tender.state;

const LIVE: readonly tenderingApi.TenderState[] = ['published', 'closed', 'opened'];

/** A competition that is public ends without an award, with a reason that everybody reads. */
export function cancel<T extends Tender>(tender: T, reason: string): T & { cancelReason: string } {
  must(
    LIVE.includes(tender.state),
    'tender-is-not-live',
    `${tender.title} is ${tender.state}; only a live tender is cancelled.`,
  );
  return { ...tender, state: 'cancelled', cancelReason: reason };
}
