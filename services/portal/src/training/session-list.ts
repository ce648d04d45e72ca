import { londonDate } from '@commissioning/calendar';
import { capacityBuildingApi } from '@commissioning/schemas';
import { formatMoment, formatSpan } from '../pages/format';
import { COMPETENCIES, places } from './words';

type Session = capacityBuildingApi.Session;
interface Tag {
  readonly text: string;
  readonly classes: string;
}

/** What the address of a page may ask for. */
export type Asked = Readonly<Partial<Record<(typeof FILTERS)[number], string>>>;
const FILTERS = ['programme', 'about', 'where', 'places', 'month'] as const;

export const ABOUT: readonly (readonly [value: string, text: string])[] = [
  ['', 'Everything'],
  ...Object.entries(COMPETENCIES),
];
export const PROGRAMMES: readonly (readonly [value: string, text: string])[] = [
  ['', 'For organisations'],
  ['internal', 'For council officers'],
];

/** What of an address is a choice; anything else in it is left out. */
export function chosenOf(asked: Asked): Record<string, string> {
  return Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value: unknown = asked[name];
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    }),
  );
}

/** The question to the service for the sessions that somebody looks for. */
export function searchOf(asked: Asked): URLSearchParams {
  const { about, where, places: wanted, programme } = asked;
  return new URLSearchParams({
    ...(programme === 'internal' && { audience: 'internal' }),
    ...(capacityBuildingApi.Competency.safeParse(about).success && { competency: about as string }),
    ...((where === 'online' || where === 'venue') && { online: String(where === 'online') }),
    ...(wanted === 'free' && { withPlaces: 'true' }),
  });
}

/** The same question asked of one session, for a calendar that has all of the month. */
export function fits(session: Session, asked: Asked): boolean {
  const search = searchOf(asked);
  const [competency, online] = [search.get('competency'), search.get('online')];
  return (
    (!competency || (session.competencies as readonly string[]).includes(competency)) &&
    (!online || String(session.online) === online) &&
    (!search.has('withPlaces') || session.placesFree > 0 || session.pools.some(({ free }) => free > 0))
  );
}

/** A series is over with its last date. */
const overAt = ({ dates, endsAt }: Session): string => dates.at(-1)?.endsAt ?? endsAt;

/** A session as a line of the list. */
export const lineOf = (session: Session, now: string) => ({
  ...session,
  when: session.dates.map(({ startsAt, endsAt }) => formatSpan(startsAt, endsAt)),
  where: session.online ? 'Online' : session.venue,
  overAt: overAt(session),
  tag: standing(session, now),
});

/** A session as an entry of one day of the calendar, with the hour at which it begins on that day. */
export const entryOf = (session: Session, day: string, now: string) => ({
  ...lineOf(session, now),
  startsAt:
    session.dates.find(({ startsAt }) => londonDate(startsAt).toString() === day)?.startsAt ??
    session.startsAt,
});

/** What somebody who wants to come needs to know first. */
export function standing(session: Session, now: string): Tag {
  if (session.state === 'cancelled') return { text: 'Cancelled', classes: 'govuk-tag--red' };
  if (now >= overAt(session)) return { text: 'Over', classes: 'govuk-tag--grey' };
  if (now < session.bookingOpensAt)
    return { text: `Booking opens ${formatMoment(session.bookingOpensAt)}`, classes: 'govuk-tag--blue' };
  if (now >= session.bookingClosesAt) return { text: 'Booking has closed', classes: 'govuk-tag--grey' };
  if (session.placesFree > 0)
    return { text: `${places(session.placesFree)} free`, classes: 'govuk-tag--green' };
  return session.places.reserved > 0
    ? { text: `${places(session.places.reserved)} kept for some`, classes: 'govuk-tag--yellow' }
    : { text: 'Full: waiting list', classes: 'govuk-tag--yellow' };
}
