import { londonDate } from '@commissioning/calendar';
import type { capacityBuildingApi } from '@commissioning/schemas';
import { calendarFile, type Organiser } from '../calendar/calendar';
import { TOLD } from '../session/session';
import { calendarMethod, letterAbout, sequenceOf, type Template } from './letter';
import { type Message, type PartyRow, referenceOf } from './letter.queries';
import { entriesOf, standingOf, toldOf } from './standing';

/** A letter to put in the queue. */
export interface Queued {
  readonly aboutId: string;
  readonly occasion: string;
  readonly message: Message;
}

const factsOf = (row: PartyRow) => {
  const { dates, venue, places, joiningLink } = standingOf(row);
  const [first, ...furtherDates] = dates;
  return {
    ...{ courseTitle: row.session.course.title, venue, places, ...first },
    ...(furtherDates.length > 0 && { furtherDates }),
    // Only for those who have places.
    ...(row.state === 'booked' && joiningLink !== null && { joiningLink }),
  };
};

const namesOf = (row: PartyRow): string[] => row.people.flatMap(({ name }) => name ?? []);

const unnamedOf = (row: PartyRow): number => row.places - namesOf(row).length;

/** What changed since the last letter, as the letter that says so; none when there is nothing to say. */
export function newsOf(row: PartyRow, organiser: Organiser, now: Date): Queued[] {
  const told = toldOf(row);
  const standing = standingOf(row);
  const template = letterAbout(told, standing, row.session.state === 'cancelled');
  if (template === undefined) return [];
  const party = factsOf(row);
  const method = calendarMethod(told, standing);
  const calendar = method && {
    calendar: { method, content: calendarFile(method, entriesOf(row, method === 'CANCEL'), organiser, now) },
  };
  const lostPlaces = told?.state === 'booked' || told?.state === 'offered';
  const facts = {
    'training-booked': { ...party, names: namesOf(row), ...calendar },
    'training-waiting': { ...party, ...(lostPlaces && reasonOf(row, ['capacity'])), ...calendar },
    'training-offered': { ...party, expiresAt: row.offeredUntil?.toISOString() },
    'training-offer-ended': party,
    'training-changed': {
      ...{ ...party, ...reasonOf(row, [...TOLD, 'terms']), ...calendar },
      before: { startsAt: told?.dates[0]?.startsAt, venue: told?.venue },
    },
    'training-places-changed': { ...party, placesBefore: told?.places, ...calendar },
    'training-cancelled': {
      ...{ ...party, because: row.because, ...calendar },
      ...(row.because === 'capacity-reduced' && reasonOf(row, ['capacity'])),
    },
    'training-session-cancelled': { ...party, reason: row.session.cancelledBecause, ...calendar },
  };
  const occasion = String(sequenceOf(told, standing));
  return [letterTo(row, template, occasion, facts[template as keyof typeof facts])];
}

/** Why the session was changed last in one of these parts; nothing where it never was. */
function reasonOf({ session }: PartyRow, parts: readonly capacityBuildingApi.ChangedPart[]) {
  const change = session.changes.find((one) => one.parts.some((part) => (parts as string[]).includes(part)));
  return change && { reason: change.reason };
}

/** What was asked for in a booking has an answer. The letter goes to whoever answers for the booking. */
export const answeredOf = (row: PartyRow, adjustment: string, version: number): Queued => {
  const contact = row.contactEmail ? { contactEmail: row.contactEmail } : {};
  const to = { organisationId: row.organisationId, ...contact };
  return queued(row.id, 'training-request-answered', `${adjustment}/${version}`, to, factsOf(row));
};

/** A reminder, written once for each date that the session has; people with an address of their own get theirs. */
export function remindersOf(row: PartyRow, template: Template, feedbackDays: number): Queued[] {
  const party = factsOf(row);
  const closesOn = londonDate(row.session.overAt.toISOString()).add({ days: feedbackDays }).toString();
  const facts = {
    'training-names-needed': { ...party, unnamed: unnamedOf(row) },
    'training-reminder': { ...party, names: namesOf(row), unnamed: unnamedOf(row) },
    'training-feedback': { ...party, closesOn },
  };
  const occasion = londonDate(row.session.startsAt.toISOString()).toString();
  const toParty = letterTo(row, template, occasion, facts[template as keyof typeof facts]);
  if (template !== 'training-reminder') return [toParty];
  const toPeople = row.people.flatMap(({ place, name, email }) =>
    name && email
      ? [queued(row.id, 'training-reminder-person', `${occasion}/${place}`, { email }, { ...party, name })]
      : [],
  );
  return [toParty, ...toPeople];
}

/** How a booked party looks to those who remind. */
export const reminded = (row: PartyRow) => ({
  ...{ bookedAt: row.bookedAt, startsAt: row.session.startsAt, overAt: row.session.overAt },
  unnamed: unnamedOf(row),
  attended: row.people.filter(({ attendance }) => attendance === 'attended' || attendance === 'partly')
    .length,
});

/** To everybody whom the register names; teams of the council are on no register and have the booking's contact. */
const letterTo = (row: PartyRow, template: Template, occasion: string, facts: object): Queued => {
  const internal = row.session.course.audience === 'internal' && row.contactEmail;
  const contact = internal ? { contactEmail: internal } : {};
  return queued(row.id, template, occasion, { organisationId: row.organisationId, ...contact }, facts);
};

/** A letter under its one reference. */
export function queued(
  aboutId: string,
  template: Template,
  occasion: string,
  to: { organisationId: string; contactEmail?: string } | { email: string },
  facts: object,
): Queued {
  const key = referenceOf({ aboutId, template, occasion });
  return { aboutId, occasion, message: { template, ...to, facts, key } as Message };
}
