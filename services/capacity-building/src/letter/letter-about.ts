import { londonDate } from '@commissioning/calendar';
import { calendarFile, type Organiser } from '../calendar/calendar';
import { calendarMethod, letterAbout, sequenceOf, type Standing, type Template, type Told } from './letter';
import { type Message, type PartyRow, referenceOf } from './letter.queries';

/** How a booking stands, as far as its organisation is told of it. */
export const standingOf = ({ state, places, offeredUntil, session }: PartyRow): Standing => ({
  ...{ state, places, offeredUntil },
  ...{ startsAt: session.startsAt, endsAt: session.endsAt, venue: session.venue },
});

const partyOf = ({ places, session }: PartyRow) => ({
  courseTitle: session.course.title,
  startsAt: session.startsAt.toISOString(),
  endsAt: session.endsAt.toISOString(),
  ...{ venue: session.venue, places },
});

const namesOf = ({ people }: PartyRow): string[] => people.flatMap(({ name }) => name ?? []);

const unnamedOf = (row: PartyRow): number => row.places - namesOf(row).length;

/** What changed since the last letter, as the letter that says so; undefined when there is nothing to say. */
export function newsOf(row: PartyRow, organiser: Organiser, now: Date): Message | undefined {
  const told: Told | undefined = row.told ?? undefined;
  const standing = standingOf(row);
  const template = letterAbout(told, standing, row.session.state === 'cancelled');
  if (template === undefined) return undefined;
  const party = partyOf(row);
  const method = calendarMethod(told, standing);
  const sequence = sequenceOf(told, standing);
  const entries = row.session.dates.map(({ number, startsAt, endsAt }) => ({
    ...{ bookingId: row.id, date: number, sequence, title: party.courseTitle },
    ...{ startsAt, endsAt, venue: party.venue, places: party.places },
    cancelled: method === 'CANCEL',
  }));
  const calendar = method && { method, content: calendarFile(method, entries, organiser, now) };
  const facts = {
    'training-booked': { ...party, names: namesOf(row), calendar },
    'training-waiting': party,
    'training-offered': { ...party, expiresAt: row.offeredUntil?.toISOString() },
    'training-offer-ended': party,
    'training-changed': {
      ...{ ...party, ...(calendar && { calendar }) },
      before: { startsAt: told?.startsAt.toISOString(), venue: told?.venue },
    },
    'training-places-changed': { ...party, placesBefore: told?.places, ...(calendar && { calendar }) },
    'training-cancelled': { ...party, ...(calendar && { calendar }) },
    'training-session-cancelled': { ...party, ...(calendar && { calendar }) },
  };
  return messageOf(row, template, String(sequence), facts[template as keyof typeof facts]);
}

/** A reminder, written once for each date that the session has. */
export function reminderOf(row: PartyRow, template: Template, feedbackDays: number): Message {
  const party = partyOf(row);
  const closesOn = londonDate(row.session.overAt.toISOString()).add({ days: feedbackDays }).toString();
  const facts = {
    'training-names-needed': { ...party, unnamed: unnamedOf(row) },
    'training-reminder': { ...party, names: namesOf(row), unnamed: unnamedOf(row) },
    'training-feedback': { ...party, closesOn },
  };
  return messageOf(row, template, dateOf(row), facts[template as keyof typeof facts]);
}

/** The occasion of a reminder: the date of the session. */
export const dateOf = ({ session }: PartyRow): string =>
  londonDate(session.startsAt.toISOString()).toString();

/** How a booked party looks to those who remind. */
export const reminded = (row: PartyRow) => ({
  ...{ bookedAt: row.bookedAt, startsAt: row.session.startsAt, endsAt: row.session.overAt },
  unnamed: unnamedOf(row),
  attended: row.people.filter(({ attendance }) => attendance === 'attended' || attendance === 'partly')
    .length,
});

const messageOf = (row: PartyRow, template: Template, occasion: string, facts: object): Message =>
  ({
    ...{ template, organisationId: row.organisationId, facts },
    key: referenceOf({ aboutId: row.id, template, occasion }),
  }) as Message;
