import type { capacityBuildingApi } from '@commissioning/schemas';
import { addressOf, correctionsView, dateAsked, registerView } from './register';

const dates = ['2026-12-01', '2026-12-08'].map((day) => ({
  ...{ startsAt: `${day}T10:00:00Z`, endsAt: `${day}T13:00:00Z` },
}));
const series = { dates } as capacityBuildingApi.Session;
const single = { dates: dates.slice(0, 1) } as capacityBuildingApi.Session;
const line = { bookingId: 'b', organisationId: 'o', organisationName: 'Paper Boat', version: 3 };
const register: capacityBuildingApi.SessionRegister = {
  items: [
    { ...line, place: 1, name: 'Ayesha', attendance: 'partly' },
    { ...line, place: 2 },
  ],
  ...{ expected: 2, toMark: 1 },
};

describe('the register', () => {
  it('has everybody who is expected, named or not, and counts whom to mark', () => {
    const view = registerView(register, single);
    expect(view.people.map(({ called, came }) => [called, came?.text])).toEqual([
      ['Ayesha', 'Came for a part'],
      ['Person 2, not named', undefined],
    ]);
    expect(view).toMatchObject({ expected: 2, toMark: 1, dates: [] });
  });

  it('comes back to where somebody was looking', () => {
    expect(addressOf({})).toBe('');
    expect(addressOf({ date: '2', find: 'Khan & Co' })).toBe('?date=2&find=Khan+%26+Co');
  });

  it('says of a correction from what to what, and of a series on which date', () => {
    const corrected = {
      ...{ ...line, id: 'e', place: 2, date: 2, from: 'not' as const, to: 'attended' as const },
      ...{ correctedAt: '2026-12-08T10:10:00Z', correctedBy: 'Tom' },
    };
    expect(correctionsView([corrected], series)).toMatchObject([
      { called: 'Person 2, not named', from: 'Did not come', to: 'Came', on: '2026-12-08T10:00:00Z' },
    ]);
    expect(correctionsView([{ ...corrected, date: 1 }], single)[0]).not.toHaveProperty('on');
  });

  it('of a series is about one date at a time', () => {
    expect(registerView(register, series).dates.map(({ text }) => text)).toEqual([
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
