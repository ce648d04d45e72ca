import type { capacityBuildingApi } from '@commissioning/schemas';
import { CHANGED } from '../bookings/booking-view';
import { formatMoment, formatSpan } from '../pages/format';
import { POOLS } from '../training/words';

type Session = capacityBuildingApi.Session;
type Change = capacityBuildingApi.ChangeSession;

/** One thing that a change of a session alters. */
export interface Difference {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** What a change alters, in the words of the page; what stays is left out. */
export function differences(
  session: Session,
  change: Change,
  nameOfWard: (code: string) => string,
): Difference[] {
  const where = (online: boolean | undefined, venue: string) => (online ? 'Online' : venue);
  const ward = (code: string | undefined) => (code ? nameOfWard(code) : 'Not said');
  const turns = (rules: readonly capacityBuildingApi.PoolRule[] = []) =>
    rules.map((rule) => POOLS[rule].text).join(', ') || 'Who came first';
  const dates = [{ startsAt: change.startsAt, endsAt: change.endsAt }, ...(change.furtherDates ?? [])];
  const all: Difference[] = [
    { what: 'When', before: spans(session.dates), after: spans(dates) },
    {
      what: 'Where',
      before: where(session.online, session.venue),
      after: where(change.online, change.venue),
    },
    {
      what: 'Address to join it online',
      before: session.joiningLink ?? 'Not said',
      after: change.joiningLink ?? 'Not said',
    },
    { what: 'Ward', before: ward(session.ward), after: ward(change.ward) },
    {
      what: 'Given by',
      before: session.deliveryPartner ?? 'The council',
      after: change.deliveryPartner ?? 'The council',
    },
    {
      what: 'At most for one organisation',
      before: String(session.capPerOrganisation),
      after: String(change.capPerOrganisation),
    },
    {
      what: 'Booking opens',
      before: formatMoment(session.bookingOpensAt),
      after: formatMoment(change.bookingOpensAt),
    },
    {
      what: 'Booking closes',
      before: formatMoment(session.bookingClosesAt),
      after: formatMoment(change.bookingClosesAt),
    },
    { what: 'First in the waiting list', before: turns(session.priority), after: turns(change.priority) },
  ];
  return all.filter(({ before, after }) => before !== after);
}

/** What of a session was changed, such as "the number of places (4 to 6)". */
export function changedInWords({ parts, before, after }: capacityBuildingApi.SessionChange): string {
  return parts
    .map((part) =>
      part === 'capacity'
        ? `${CHANGED.capacity} (${String(before['capacity'])} to ${String(after['capacity'])})`
        : CHANGED[part],
    )
    .join(', ');
}

const spans = (dates: readonly capacityBuildingApi.SessionDate[]): string =>
  dates.map(({ startsAt, endsAt }) => formatSpan(startsAt, endsAt)).join('; ');
