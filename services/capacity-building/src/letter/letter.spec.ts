import { Temporal } from '@commissioning/calendar';
import { calendarMethod, letterAbout, Reminders, sequenceOf, type Standing, type Told } from './letter';

const booked: Standing = {
  ...{ state: 'booked', places: 2, venue: 'Town hall', offeredUntil: null },
  dates: [{ startsAt: '2026-12-01T10:00:00.000Z', endsAt: '2026-12-01T13:00:00.000Z' }],
  joiningLink: null,
};
const later = [{ startsAt: '2026-12-01T10:00:00.000Z', endsAt: '2026-12-01T14:00:00.000Z' }];
const waiting = { ...booked, state: 'waiting' };
const offered = { ...booked, state: 'offered', offeredUntil: new Date('2026-11-04T10:00:00Z') };
const cancelled = { ...booked, state: 'cancelled' };
const knows = (standing: Standing, sequence = 0): Told => ({ ...standing, sequence });

describe('what an organisation is told', () => {
  it.each([
    ['books', undefined, booked, 'training-booked'],
    ['has to wait', undefined, waiting, 'training-waiting'],
    ['is offered places', knows(waiting), offered, 'training-offered'],
    [
      'is offered them for longer',
      knows(offered),
      { ...offered, offeredUntil: new Date(0) },
      'training-offered',
    ],
    ['takes the offer', knows(offered), booked, 'training-booked'],
    ['loses the offer', knows(offered), { ...waiting, state: 'expired' }, 'training-offer-ended'],
    ['gives places back', knows(booked), cancelled, 'training-cancelled'],
    ['gives a part back', knows(booked), { ...booked, places: 1 }, 'training-places-changed'],
    [
      'is given a further date',
      knows(booked),
      { ...booked, dates: [...booked.dates, ...later] },
      'training-changed',
    ],
    [
      'is given another link',
      knows(booked),
      { ...booked, joiningLink: 'https://x.example' },
      'training-changed',
    ],
    ['is moved to another room', knows(booked), { ...booked, venue: 'Library' }, 'training-changed'],
    ['is moved while it waits', knows(waiting), { ...waiting, dates: later }, 'training-changed'],
  ] as const)('when it %s', (_, told, now, template) => {
    expect(letterAbout(told, now, false)).toBe(template);
  });

  it('when the council cancels is not that it gave its places back', () => {
    expect(letterAbout(knows(booked), cancelled, true)).toBe('training-session-cancelled');
  });

  it('is nothing when nothing changed, or when it came and went unheard', () => {
    for (const standing of [booked, waiting, offered, cancelled])
      expect(letterAbout(knows(standing), standing, false)).toBeUndefined();
    expect(letterAbout(undefined, cancelled, false)).toBeUndefined();
    expect(letterAbout(knows(cancelled), { ...cancelled, venue: 'Library' }, true)).toBeUndefined();
  });
});

describe('the calendar of an organisation', () => {
  it('is numbered up with every change, and not without one', () => {
    expect(sequenceOf(undefined, booked)).toBe(0);
    expect(sequenceOf(knows(booked, 4), booked)).toBe(4);
    expect(sequenceOf(knows(booked, 4), { ...booked, venue: 'Library' })).toBe(5);
  });

  it('hears of places that are booked, and of those that were', () => {
    expect(calendarMethod(undefined, booked)).toBe('REQUEST');
    expect(calendarMethod(knows(booked), cancelled)).toBe('CANCEL');
    expect(calendarMethod(knows(waiting), cancelled)).toBeUndefined();
    expect(calendarMethod(undefined, offered)).toBeUndefined();
  });
});

describe('reminders', () => {
  const reminders = new Reminders(5, 2);
  // The session is on Tuesday 1 December 2026.
  const times = { startsAt: new Date('2026-12-01T10:00:00Z'), overAt: new Date('2026-12-01T13:00:00Z') };
  const party = { ...times, bookedAt: new Date('2026-11-02T10:00:00Z'), unnamed: 1, attended: 0 };
  const on = (date: string, more: Partial<typeof party> = {}) =>
    reminders.dueFor({ ...party, ...more }, Temporal.Instant.from(`${date}T09:00:00Z`));

  it('ask for names five working days before, where names are missing', () => {
    expect(on('2026-11-23')).toEqual([]);
    expect(on('2026-11-24')).toEqual(['training-names-needed']);
    expect(on('2026-11-24', { unnamed: 0 })).toEqual([]);
  });

  it('remind people two working days before', () => {
    expect(on('2026-11-26', { unnamed: 0 })).toEqual([]);
    expect(on('2026-11-27', { unnamed: 0 })).toEqual(['training-reminder']);
    expect(on('2026-12-01', { unnamed: 0 })).toEqual(['training-reminder']);
  });

  it('spare those who booked today', () => {
    expect(on('2026-11-30', { bookedAt: new Date('2026-11-30T08:00:00Z') })).toEqual([]);
  });

  it('ask how it was, those who came', () => {
    expect(on('2026-12-02')).toEqual([]);
    expect(on('2026-12-02', { attended: 1 })).toEqual(['training-feedback']);
  });
});
