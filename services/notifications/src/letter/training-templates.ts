import type { notificationsApi } from '@commissioning/schemas';
import { day, type Letter, moment, time, weekday } from './letter';

type Message = Extract<notificationsApi.NewMessage, { template: `training-${string}` }>;

/** What each letter about training needs to know, as it was asked for. */
export type TrainingFacts = {
  [Template in Message['template']]: Extract<Message, { template: Template }>['facts'];
};

type Party = Pick<
  TrainingFacts['training-waiting'],
  'courseTitle' | 'startsAt' | 'endsAt' | 'furtherDates' | 'venue' | 'joiningLink' | 'places'
>;

const place = (count: number): string => `${count} ${count === 1 ? 'place' : 'places'}`;
const when = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): string =>
  `${weekday(startsAt)}, ${time(startsAt)} to ${time(endsAt)}`;
const which = (party: Party): string =>
  [
    ...[party.courseTitle, when(party), ...(party.furtherDates ?? []).map(when), party.venue],
    ...(party.joiningLink ? [`Join at ${party.joiningLink}`] : []),
  ].join('\n');
const who = (names: readonly string[], places: number): string =>
  names.length === 0
    ? `Nobody is named yet for your ${place(places)}. You can name people until the session begins.`
    : `Who comes: ${[...names, ...(names.length < places ? [`${places - names.length} still to be named`] : [])].join(', ')}. You can change names until the session begins.`;

const bookings = { text: 'Your bookings', path: '/training/bookings' };

const ENDED: Readonly<Record<TrainingFacts['training-cancelled']['because'], string>> = {
  'given-back': 'You gave your places back.',
  declined: 'You did not take the places that were offered to you.',
  'left-list': 'You do not wait any more.',
  moved: 'You moved to another session; a letter of its own tells you of that one.',
  'session-cancelled': 'This session will not take place.',
  'capacity-reduced': 'The session has fewer places now, and yours are among those that went. We are sorry.',
};

/** The letters about training. */
export const TRAINING_LETTERS: { [Name in keyof TrainingFacts]: (facts: TrainingFacts[Name]) => Letter } = {
  'training-booked': ({ names, calendar, ...party }) => ({
    subject: `Booked: ${party.courseTitle}`,
    paragraphs: [
      `${place(party.places)} booked for you.`,
      which(party),
      who(names, party.places),
      'If somebody needs something to take part, such as an interpreter or help with childcare, ask for it with your booking as early as you can.',
      'Please give places back that you do not need; somebody may be waiting.',
    ],
    link: bookings,
    calendar,
  }),
  'training-waiting': ({ reason, calendar, ...party }) => ({
    subject: `On the waiting list: ${party.courseTitle}`,
    paragraphs: [
      ...(reason === undefined
        ? []
        : ['The session has fewer places now, and yours are among those that went. We are sorry.', reason]),
      `You wait for ${place(party.places)}${reason === undefined ? '' : ', before everybody else'}.`,
      which(party),
      'When places come free we will offer them to you, all together. You can leave the list at any time.',
    ],
    link: bookings,
    calendar,
  }),
  'training-offered': ({ expiresAt, ...party }) => ({
    subject: `Places for you: ${party.courseTitle}`,
    paragraphs: [
      `${place(party.places)} came free for you.`,
      which(party),
      `They are held for you until ${weekday(expiresAt)} at ${time(expiresAt)}. After that they go to who is next.`,
    ],
    link: { text: 'Take the places', path: '/training/bookings' },
  }),
  'training-offer-ended': (party) => ({
    subject: `An offer has ended: ${party.courseTitle}`,
    paragraphs: [`${place(party.places)} that were held for you went on to who was next.`, which(party)],
    link: bookings,
  }),
  'training-changed': ({ before, reason, calendar, ...party }) => ({
    subject: `Changed: ${party.courseTitle}`,
    paragraphs: [
      `This session has changed. It was to be on ${weekday(before.startsAt)}, ${before.venue}. It is now:`,
      which(party),
      ...(reason === undefined ? [] : [`Why: ${reason}`]),
      'Your places are kept. If you cannot come, please give them back.',
    ],
    link: bookings,
    calendar,
  }),
  'training-places-changed': ({ placesBefore, calendar, ...party }) => ({
    subject: `You now have ${place(party.places)}: ${party.courseTitle}`,
    paragraphs: [`You had ${place(placesBefore)} and now have ${party.places}.`, which(party)],
    link: bookings,
    calendar,
  }),
  'training-cancelled': ({ because, reason, calendar, ...party }) => ({
    subject: `${because === 'capacity-reduced' ? 'Fewer places' : 'No places any more'}: ${party.courseTitle}`,
    paragraphs: [ENDED[because], ...(reason === undefined ? [] : [`Why: ${reason}`]), which(party)],
    link: bookings,
    calendar,
  }),
  'training-session-cancelled': ({ reason, calendar, ...party }) => ({
    subject: `Cancelled: ${party.courseTitle}`,
    paragraphs: [
      'This session will not take place. We are sorry.',
      ...(reason === null ? [] : [reason]),
      which(party),
      'You need to do nothing. Other sessions are open for booking.',
    ],
    link: { text: 'Other sessions', path: '/training' },
    calendar,
  }),
  'training-names-needed': ({ unnamed, ...party }) => ({
    subject: `Who comes? ${party.courseTitle}`,
    paragraphs: [
      `${place(unnamed)} of your ${party.places} still ${unnamed === 1 ? 'has' : 'have'} no name.`,
      which(party),
      'Please name who comes, or give back what you do not need.',
    ],
    link: { text: 'Name people', path: '/training/bookings' },
  }),
  'training-reminder': ({ names, unnamed, ...party }) => ({
    subject: `Coming up: ${party.courseTitle}`,
    paragraphs: [
      'Please tell the people who come.',
      which(party),
      who(names, names.length + unnamed),
      'If somebody cannot come, name another person or give the place back.',
    ],
    link: bookings,
  }),
  'training-reminder-person': ({ name, ...party }) => ({
    subject: `Coming up: ${party.courseTitle}`,
    paragraphs: [
      `${name}, you have a place.`,
      which(party),
      'If you cannot come, please tell whoever booked for you, so that somebody else can.',
    ],
    link: { text: 'The session', path: '/training' },
  }),
  'training-feedback': ({ closesOn, ...party }) => ({
    subject: `How was it? ${party.courseTitle}`,
    paragraphs: [
      `Thank you for coming on ${day(party.startsAt)}. Please tell us until ${day(closesOn)} how it was. We do not keep who said what.`,
      'Certificates of attendance are ready with your booking.',
    ],
    link: bookings,
  }),
  'training-request-answered': (party) => ({
    subject: `An answer to your request: ${party.courseTitle}`,
    paragraphs: [
      'What was asked for with this booking has an answer. Whoever asked can read it with the booking; it is not in this e-mail.',
      which(party),
    ],
    link: bookings,
  }),
  'training-adjustments-unconfirmed': ({ courseTitle, startsAt, unconfirmed, cannotMeet }) => ({
    subject: `Not arranged yet: ${courseTitle}`,
    paragraphs: [
      `${courseTitle} begins on ${moment(startsAt)}, and ${unconfirmed === 1 ? 'one adjustment is' : `${unconfirmed} adjustments are`} not confirmed${cannotMeet > 0 ? `, ${cannotMeet} of them because nobody was found` : ''}.`,
      'What people need is on the board only, never in an e-mail.',
    ],
    link: { text: 'The board', path: '/training/adjustments' },
  }),
};
