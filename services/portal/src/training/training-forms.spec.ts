import type { capacityBuildingApi } from '@commissioning/schemas';
import { bookingOf, registerOf, sessionOf } from './training-forms';

const fieldsOf = (result: object) =>
  'errors' in result ? Object.keys((result as { errors: { of: object } }).errors.of) : 'no errors';

describe('booking', () => {
  it('names people line by line and leaves the rest to be named', () => {
    const form = { organisationId: 'o', places: '3', names: ' Ayesha Khan \r\n\r\nBo\n' };
    expect(bookingOf(form, 's')).toEqual({
      booking: { sessionId: 's', organisationId: 'o', places: 3, names: ['Ayesha Khan', 'Bo'] },
    });
  });

  it.each([
    ['places', { places: '0' }],
    ['places', { places: '2.5' }],
    ['places', { places: '' }],
    ['organisationId', { organisationId: '' }],
    ['names', { names: 'A\nB\nC' }],
  ])('says what is wrong beside %s', (field, change) => {
    const form = { organisationId: 'o', places: '2', names: '', ...change };
    expect(fieldsOf(bookingOf(form, 's'))).toEqual([field]);
  });
});

describe('scheduling', () => {
  const typed = {
    ...{ 'on-day': '1', 'on-month': '7', 'on-year': '2027', from: '9:30', until: '12:00' },
    ...{ venue: 'Town hall', ward: 'E05009335', capacity: '12', cap: '2' },
  };

  it('means the clock on the wall in London', () => {
    expect(sessionOf(typed, 'c')).toMatchObject({
      session: { startsAt: '2027-07-01T08:30:00Z', endsAt: '2027-07-01T11:00:00Z', capacity: 12 },
    });
  });

  it('takes a session online without a ward', () => {
    const result = sessionOf({ ...typed, ward: '' }, 'c');
    expect('session' in result && 'ward' in result.session).toBe(false);
  });

  it.each([
    ['on-day', { 'on-month': '13' }],
    ['from', { from: 'half past nine' }],
    ['until', { until: '25:00' }],
    ['venue', { venue: ' ' }],
    ['capacity', { capacity: 'many' }],
    ['cap', { cap: '-1' }],
    ['ward', { ward: 'Bow' }],
  ])('says what is wrong beside %s', (field, change) => {
    expect(fieldsOf(sessionOf({ ...typed, ...change }, 'c'))).toEqual([field]);
  });

  it('refuses an hour that the change of clocks skips', () => {
    const skipped = { ...typed, 'on-day': '28', 'on-month': '3', from: '01:30' };
    expect(fieldsOf(sessionOf(skipped, 'c'))).toEqual(['from']);
  });
});

describe('the register of attendance', () => {
  const booking = (id: string, count: number) =>
    ({
      id,
      people: Array.from({ length: count }, (_, n) => ({ place: n + 1 })),
    }) as capacityBuildingApi.Booking;
  const bookings = [booking('a', 2), booking('b', 1)];

  it('leaves a booking without answers for later', () => {
    const form = { 'came-b-1': 'partly', 'version-b': '3', 'version-a': '1' };
    expect(registerOf(form, bookings)).toEqual({
      registers: [{ bookingId: 'b', version: '3', people: [{ place: 1, attendance: 'partly' }] }],
    });
  });

  it('asks for the person who was left out', () => {
    expect(fieldsOf(registerOf({ 'came-a-1': 'attended' }, bookings))).toEqual(['came-a-2']);
  });

  it('is refused when nothing is marked, or something that does not exist', () => {
    expect(registerOf({}, bookings)).toHaveProperty('errors');
    expect(registerOf({ 'came-b-1': 'asleep' }, bookings)).toHaveProperty('errors');
  });
});
