import type { capacityBuildingApi } from '@commissioning/schemas';
import { placesBar } from './places-bar';
import { chosenOf, fits, lineOf, searchOf, standing } from './session-list';

type Session = capacityBuildingApi.Session;

const now = '2026-11-18T12:00:00Z';
const on = (day: string) => ({ startsAt: `${day}T10:00:00Z`, endsAt: `${day}T12:00:00Z` });
const count = { booked: 6, offered: 2, held: 0, reserved: 0, free: 4 };
const aSession = (change: Partial<Session> = {}): Session =>
  ({
    ...{ id: 's', courseId: 'c', courseTitle: 'Finance', competencies: ['finance'], audience: 'external' },
    ...{ startsAt: '2026-12-01T10:00:00Z', endsAt: '2026-12-01T13:00:00Z', venue: 'Town hall' },
    dates: [{ startsAt: '2026-12-01T10:00:00Z', endsAt: '2026-12-01T13:00:00Z' }],
    ...{ online: false, state: 'scheduled', capacity: 12, capPerOrganisation: 2, places: count },
    ...{ bookingOpensAt: '2026-11-01T10:00:00Z', bookingClosesAt: '2026-12-01T10:00:00Z' },
    ...{ pools: [], priority: [], placesFree: 4, partiesWaiting: 0, version: 1 },
    ...change,
  }) as Session;

describe('looking for a session', () => {
  it('asks the service for what was chosen, and for nothing that does not exist', () => {
    const search = searchOf({ about: 'finance', where: 'online', places: 'free', programme: 'internal' });
    expect(Object.fromEntries(search)).toEqual({
      ...{ audience: 'internal', competency: 'finance', online: 'true', withPlaces: 'true' },
    });
    expect(searchOf({ about: 'juggling', where: 'moon', places: 'all' }).toString()).toBe('');
    expect(chosenOf({ about: 'finance', where: '' })).toEqual({ about: 'finance' });
  });

  it('finds the same sessions in the calendar as in the list', () => {
    const full = aSession({ placesFree: 0 });
    expect([aSession(), full].map((session) => fits(session, { places: 'free' }))).toEqual([true, false]);
    const pool = { rule: 'small' as const, places: 2, taken: 0, free: 2, releaseAt: now };
    expect(fits(aSession({ placesFree: 0, pools: [pool] }), { places: 'free' })).toBe(true);
    expect(fits(aSession(), { where: 'online' })).toBe(false);
    expect(fits(aSession(), { where: 'venue', about: 'finance' })).toBe(true);
    expect(fits(aSession(), { about: 'equality' })).toBe(false);
  });

  it('names every date of a series', () => {
    const dates = ['2026-12-01', '2026-12-08'].map((day) => ({
      ...{ startsAt: `${day}T10:00:00Z`, endsAt: `${day}T13:00:00Z` },
    }));
    expect(lineOf(aSession({ dates }), now).when).toEqual([
      'Tuesday 1 December 2026, 10:00am to 1:00pm',
      'Tuesday 8 December 2026, 10:00am to 1:00pm',
    ]);
  });

  it.each([
    ['Cancelled', { state: 'cancelled' }],
    ['Over', { dates: [on('2026-11-18')] }],
    [
      'Booking has closed',
      { dates: [on('2026-11-18'), on('2026-11-25')], bookingClosesAt: on('2026-11-18').startsAt },
    ],
    ['Booking opens 20 November 2026 at 9:00am', { bookingOpensAt: '2026-11-20T09:00:00Z' }],
    ['Booking has closed', { bookingClosesAt: '2026-11-18T12:00:00Z' }],
    ['4 places free', {}],
    ['1 place free', { placesFree: 1 }],
    ['2 places kept for some', { placesFree: 0, places: { ...count, free: 0, reserved: 2 } }],
    ['Full: waiting list', { placesFree: 0, places: { ...count, free: 0 } }],
  ] as const)('says “%s”', (text, change) => {
    expect(standing(aSession(change as Partial<Session>), now).text).toBe(text);
  });
});

describe('the bar of places', () => {
  it('is as long as the capacity and leaves out what is nothing', () => {
    const { parts, width } = placesBar(aSession());
    expect(parts.map(({ kind, x, width: length }) => [kind, x, length])).toEqual([
      ['booked', 0, 300],
      ['offered', 300, 100],
      ['free', 400, 200],
    ]);
    expect(width).toBe(600);
  });

  it('says for whom places are kept, and until when', () => {
    const pools = [
      { rule: 'small', places: 5, releaseAt: '2026-11-24T09:00:00Z', taken: 1, free: 4 },
    ] as const;
    const kept = aSession({ pools: [...pools], places: { ...count, reserved: 4, free: 0 } });
    const { parts, sentence } = placesBar(kept);
    expect(parts.map(({ text }) => text)).toContain(
      '4 kept for small organisations until 24 November 2026 at 9:00am',
    );
    expect(sentence).toBe('None of the 12 places is free for everybody just now.');
  });
});
