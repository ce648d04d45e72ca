import type { capacityBuildingApi } from '@commissioning/schemas';
import { dateAsked, registerView } from './register';

const dates = ['2026-12-01', '2026-12-08'].map((day) => ({
  ...{ startsAt: `${day}T10:00:00Z`, endsAt: `${day}T13:00:00Z` },
}));
const series = { dates } as capacityBuildingApi.Session;
const single = { dates: dates.slice(0, 1) } as capacityBuildingApi.Session;
const booking = {
  ...{ id: 'b', version: 3, organisationName: 'Paper Boat' },
  people: [
    { place: 1, name: 'Ayesha', attendance: 'partly', byDate: [{ date: 1, attendance: 'attended' }] },
    { place: 2 },
  ],
} as capacityBuildingApi.Booking;

describe('the register', () => {
  it('has everybody who is expected, named or not, and counts whom to mark', () => {
    const view = registerView([booking], single, 1);
    expect(view.people.map(({ name, attendance }) => [name, attendance])).toEqual([
      ['Ayesha', 'partly'],
      ['Person 2, not named', undefined],
    ]);
    expect(view).toMatchObject({ toMark: 1, dates: [] });
  });

  it('of a series is about one date at a time', () => {
    expect(registerView([booking], series, 1).people[0]?.attendance).toBe('attended');
    expect(registerView([booking], series, 2)).toMatchObject({ toMark: 2 });
    expect(registerView([booking], series, 2).dates.map(({ text }) => text)).toEqual([
      '1 December 2026',
      '8 December 2026',
    ]);
  });

  it('opens at the date that has begun last, or the one asked for', () => {
    expect(dateAsked(undefined, series, '2026-11-01T00:00:00Z')).toBe(1);
    expect(dateAsked(undefined, series, '2026-12-08T10:00:00Z')).toBe(2);
    expect(dateAsked('1', series, '2026-12-08T10:00:00Z')).toBe(1);
    expect(dateAsked('9', series, '2026-12-01T10:00:00Z')).toBe(1);
  });
});
