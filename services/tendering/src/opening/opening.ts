import { Temporal } from '@commissioning/calendar';
import { must } from '@commissioning/service';
import { takesBids, type Tender } from '../tender/tender';

/** What the rules of an opening look at. */
export interface ProposedOpening {
  readonly proposedBy: string;
  readonly confirmedBy: string | null;
}

/** Bids are opened once, after the deadline (report 5.4). */
export function mustBeOpenable(tender: Tender, now: Temporal.Instant): void {
  must(
    tender.state === 'published' || tender.state === 'closed',
    'tender-cannot-be-opened',
    `${tender.title} is ${tender.state}; only a tender that has closed is opened.`,
  );
  must(
    !takesBids(tender, now),
    'tender-is-not-closed',
    `${tender.title} still takes bids. They are opened after the deadline.`,
  );
}

/** Opening takes two officers: the one who proposes it cannot also confirm it. */
export function mustBeConfirmable(opening: ProposedOpening, officer: string): void {
  must(!opening.confirmedBy, 'opening-already-confirmed', 'These bids are open already.');
  must(
    opening.proposedBy !== officer,
    'opening-needs-two-officers',
    'You proposed this opening; a second officer must confirm it.',
  );
}
