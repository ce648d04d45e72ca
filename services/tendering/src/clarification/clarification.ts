import { Temporal } from '@commissioning/calendar';
import { must } from '@commissioning/service';
import type { tenderingApi } from '@commissioning/schemas';
import { takesBids, type Tender } from '../tender/tender';

/** Questions are taken until the cut-off, or else until bids close. */
export function mustTakeQuestions(
  tender: Tender,
  { clarificationsUntil }: Pick<tenderingApi.TenderTerms, 'clarificationsUntil'>,
  now: Temporal.Instant,
): void {
  const inTime =
    !clarificationsUntil || Temporal.Instant.compare(now, Temporal.Instant.from(clarificationsUntil)) < 0;
  must(
    takesBids(tender, now) && inTime,
    'clarifications-are-closed',
    'Questions about this tender are no longer taken.',
  );
}

/** A question is answered once, for everybody, while everybody can still use the answer. */
export function mustBeAnswerable(
  clarification: { readonly answer: string | null },
  tender: Tender,
  now: Temporal.Instant,
): void {
  must(clarification.answer === null, 'clarification-already-answered', 'This question was answered before.');
  must(
    takesBids(tender, now),
    'clarification-answered-too-late',
    'Bids have closed; an answer now would help nobody.',
  );
}
