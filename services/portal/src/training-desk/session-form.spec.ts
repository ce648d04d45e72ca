import type { capacityBuildingApi } from '@commissioning/schemas';
import { changeOf, formOfSession, sessionOf } from './session-form';

const fieldsOf = (result: object) =>
  'errors' in result ? Object.keys((result as { errors: { of: object } }).errors.of) : 'no errors';

const typed = {
  ...{ 'on-day': '1', 'on-month': '7', 'on-year': '2027', from: '9:30', until: '12:00' },
  ...{ venue: 'Town hall', ward: 'E05009335', capacity: '12', cap: '2' },
};

describe('scheduling', () => {
  it('means the clock on the wall in London', () => {
    expect(sessionOf(typed, 'c')).toMatchObject({
      session: { startsAt: '2027-07-01T08:30:00Z', endsAt: '2027-07-01T11:00:00Z', capacity: 12 },
    });
  });

  it('takes a session online without a venue or a ward', () => {
    const result = sessionOf(
      { ...typed, venue: '', online: 'yes', joiningLink: 'https://meet.example/a' },
      'c',
    );
    expect(result).toMatchObject({ session: { online: true, joiningLink: 'https://meet.example/a' } });
    expect('session' in result && 'ward' in result.session).toBe(false);
  });

  it('makes a series of dates at the same hours, or at hours of their own', () => {
    const furtherDates = '8 7 2027\r\n\r\n15/7/2027 14:00-16:00';
    expect(sessionOf({ ...typed, furtherDates }, 'c')).toMatchObject({
      session: {
        furtherDates: [
          { startsAt: '2027-07-08T08:30:00Z', endsAt: '2027-07-08T11:00:00Z' },
          { startsAt: '2027-07-15T13:00:00Z', endsAt: '2027-07-15T15:00:00Z' },
        ],
      },
    });
  });

  it('keeps places for some until the morning of a day', () => {
    const pool = { 'pool-small': '4', 'release-small-day': '20', 'release-small-month': '6' };
    expect(sessionOf({ ...typed, ...pool, 'release-small-year': '2027' }, 'c')).toMatchObject({
      session: { pools: [{ rule: 'small', places: 4, releaseAt: '2027-06-20T08:00:00Z' }] },
    });
  });

  it.each([
    ['on-day', { 'on-month': '13' }],
    ['from', { from: 'half past nine' }],
    ['until', { until: '25:00' }],
    ['venue', { venue: ' ' }],
    ['capacity', { capacity: 'many' }],
    ['cap', { cap: '-1' }],
    ['ward', { ward: 'Bow' }],
    ['furtherDates', { furtherDates: 'next week' }],
    ['joiningLink', { online: 'yes', joiningLink: 'meet.example' }],
    ['opens-day', { 'opens-day': '31', 'opens-month': '2', 'opens-year': '2027' }],
    ['release-small-day', { 'pool-small': '4' }],
    [
      'pool-small',
      {
        'pool-small': 'x',
        'release-small-day': '1',
        'release-small-month': '6',
        'release-small-year': '2027',
      },
    ],
  ])('says what is wrong beside %s', (field, change) => {
    expect(fieldsOf(sessionOf({ ...typed, ...change }, 'c'))).toEqual([field]);
  });

  it('refuses an hour that the change of clocks skips', () => {
    const skipped = { ...typed, 'on-day': '28', 'on-month': '3', from: '01:30' };
    expect(fieldsOf(sessionOf(skipped, 'c'))).toEqual(['from']);
  });
});

describe('changing a session', () => {
  const session = {
    dates: [
      { startsAt: '2027-07-01T08:30:00Z', endsAt: '2027-07-01T11:00:00Z' },
      { startsAt: '2027-07-08T13:00:00Z', endsAt: '2027-07-08T15:00:00Z' },
    ],
    ...{ online: false, venue: 'Town hall', ward: 'E05009335', deliveryPartner: 'Three Lanterns' },
    ...{ capPerOrganisation: 2, priority: ['small'] },
    ...{ bookingOpensAt: '2027-05-01T10:15:00Z', bookingClosesAt: '2027-06-30T16:00:00Z' },
  } as unknown as capacityBuildingApi.Session;

  it('begins with the session as it is, and changes nothing by itself', () => {
    const read = changeOf({ ...formOfSession(session), reason: 'Nothing' });
    expect(read).toEqual({
      change: {
        ...session.dates[0],
        furtherDates: [session.dates[1]],
        ...{ online: false, venue: 'Town hall', ward: 'E05009335', deliveryPartner: 'Three Lanterns' },
        ...{ capPerOrganisation: 2, priority: ['small'], reason: 'Nothing' },
        ...{ bookingOpensAt: '2027-05-01T10:15:00Z', bookingClosesAt: '2027-06-30T16:00:00Z' },
      },
    });
  });

  it('takes booking along that closes when the session starts', () => {
    const open = { ...session, bookingClosesAt: session.dates[0]?.startsAt } as capacityBuildingApi.Session;
    const earlier = { ...formOfSession(open), ...{ 'on-day': '15', 'on-month': '6' }, reason: 'The room' };
    expect(changeOf(earlier)).toMatchObject({
      change: { startsAt: '2027-06-15T08:30:00Z', bookingClosesAt: '2027-06-15T08:30:00Z' },
    });
  });

  it('asks why', () => {
    expect(fieldsOf(changeOf(formOfSession(session)))).toEqual(['reason']);
  });
});
