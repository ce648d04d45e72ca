import type { capacityBuildingApi } from '@commissioning/schemas';
import { formatDay, formatSpan } from '../pages/format';
import { places, POOLS, STATES } from '../training/words';

type Booking = capacityBuildingApi.Booking;

const ENDED: Readonly<Record<capacityBuildingApi.EndedBecause, string>> = {
  'given-back': 'The places were given back.',
  declined: 'The offer was declined.',
  'left-list': 'The party left the waiting list.',
  moved: 'The booking was moved to another session.',
  'session-cancelled': 'The session was cancelled.',
  'capacity-reduced': 'The session became smaller, and the places had to be taken back.',
};
/** The parts of a session that a change may touch, in a sentence. */
export const CHANGED: Readonly<Record<capacityBuildingApi.ChangedPart, string>> = {
  time: 'the time',
  venue: 'the place',
  online: 'whether it is online',
  terms: 'the terms of booking',
  capacity: 'the number of places',
  pools: 'the places kept for some',
};
export const CAME: Readonly<Record<capacityBuildingApi.Attendance, { text: string; classes: string }>> = {
  attended: { text: 'Came', classes: 'govuk-tag--green' },
  partly: { text: 'Came for a part', classes: 'govuk-tag--yellow' },
  not: { text: 'Did not come', classes: 'govuk-tag--grey' },
};

/** A booking as its organisation and the coordinators see it; what can still be done with it depends on the time. */
export function bookingView(booking: Booking, now: string) {
  const { state, startsAt } = booking;
  const overAt = booking.dates.at(-1)?.endsAt ?? booking.endsAt;
  const isAhead = now < startsAt;
  const isOver = now >= overAt;
  const isLiving = state === 'booked' || state === 'offered' || state === 'waiting';
  const wasCancelled = booking.because === 'session-cancelled' && !booking.movedTo;
  return {
    ...booking,
    when: booking.dates.map((date) => formatSpan(date.startsAt, date.endsAt)),
    where: booking.online ? 'Online' : booking.venue,
    overAt,
    tag: isOver && isLiving ? afterwards(booking) : STATES[state],
    ended: booking.because && ENDED[booking.because],
    toName: booking.people.filter(({ name }) => !name).length,
    people: booking.people.map((one) => ({
      ...one,
      called: one.name ?? `Person ${one.place}, not named yet`,
      came: one.attendance && CAME[one.attendance],
    })),
    standing: isAhead ? booking.waiting && standingOf(booking.waiting) : undefined,
    waitedInVain: !isAhead && state === 'waiting',
    change: booking.sessionChange && {
      ...booking.sessionChange,
      what: booking.sessionChange.parts.map((part) => CHANGED[part]).join(', '),
    },
    may: {
      swapNames: isAhead && isLiving,
      giveBack: isAhead && isLiving,
      leave: isAhead && state === 'waiting',
      answer: state === 'offered' && now < (booking.offeredUntil ?? ''),
      move: (isAhead && state === 'booked') || wasCancelled,
      answerChange: isAhead && isLiving && booking.sessionChange?.kept === false,
      askForNeeds: now < overAt && isLiving,
      addToCalendar: now < overAt && state === 'booked',
      lookBack: isOver && state === 'booked',
    },
  };
}

/** What became of a booking that was not ended before its session was. */
function afterwards({ state, people }: Booking): { text: string; classes: string } {
  if (state !== 'booked') return { text: 'No place became free', classes: 'govuk-tag--grey' };
  const came = people.filter(({ attendance }) => attendance && attendance !== 'not').length;
  const isMarked = people.some(({ attendance }) => attendance);
  return isMarked
    ? { text: `${came} of ${people.length} came`, classes: came > 0 ? 'govuk-tag--green' : 'govuk-tag--grey' }
    : { text: 'Over', classes: 'govuk-tag--grey' };
}

/** Where a waiting party stands, and why: each reason, and each time that it was passed over. */
export function standingOf(
  { position, priority, hadPlaces, held, tooLarge, passes }: capacityBuildingApi.Standing,
  who: 'You' | 'They' = 'You',
) {
  const them = who === 'You' ? 'you' : 'them';
  const place = position === 1 ? `${who} are next.` : `${who} are number ${position} in the list.`;
  return {
    position: tooLarge
      ? `The session has fewer places in all than ${who.toLowerCase()} ask for, so that ${who.toLowerCase()} have no turn.`
      : place,
    because: [
      ...(tooLarge && who === 'You' ? ['Wait for fewer places, or leave the list.'] : []),
      ...(hadPlaces
        ? [`${who} had places before the session became smaller, so ${who.toLowerCase()} come first.`]
        : []),
      ...(priority ? [`${who} stand before others because places go first to ${POOLS[priority].whom}.`] : []),
      ...(held > 0
        ? [
            `${places(held)} ${held === 1 ? 'is' : 'are'} kept for ${them} until there is room for all of ${them}.`,
          ]
        : []),
    ],
    passes: passes.map(({ at, placesFree, reason }) => ({
      day: formatDay(at),
      text: `${places(placesFree)} became free. ${reason}`,
    })),
  };
}
