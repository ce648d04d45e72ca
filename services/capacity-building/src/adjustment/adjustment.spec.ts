import { type Actor, type Role, ROLES, systemActor } from '@commissioning/auth';
import { Temporal } from '@commissioning/calendar';
import { after, LeadTimes, mayArrange, mustBeAhead, mustBePlaceOf, standing, timeLeft } from './adjustment';

const person = (...roles: Role[]): Actor => ({ id: 'p', name: 'P', kind: 'person', roles, scopes: [] });

describe('a reasonable adjustment', () => {
  it.each([
    ['requested', 'source', 'sourced'],
    ['sourced', 'confirm', 'confirmed'],
    ['requested', 'confirm', 'confirmed'],
    ['sourced', 'refuse', 'cannot-meet'],
    ['cannot-meet', 'source', 'sourced'],
    ['confirmed', 'source', 'sourced'],
    ['confirmed', 'withdraw', 'withdrawn'],
  ] as const)('that is %s and takes the step %s becomes %s', (state, step, next) => {
    expect(after(state, step)).toBe(next);
  });

  it.each([
    ['confirmed', 'confirm'],
    ['cannot-meet', 'confirm'],
    ['cannot-meet', 'refuse'],
    ['withdrawn', 'source'],
    ['withdrawn', 'withdraw'],
  ] as const)('that is %s cannot take the step %s', (state, step) => {
    expect(() => after(state, step)).toBreak('adjustment-step-out-of-order');
  });

  it('is asked about again when the session moves after the supplier said yes', () => {
    const session = { startsAt: new Date('2026-12-01T10:00:00Z'), venue: 'Town hall' };
    const yes = { state: 'confirmed', confirmedStartsAt: session.startsAt, confirmedVenue: 'Town hall' };
    expect(standing(yes, session)).toEqual({ state: 'confirmed', movedSince: false });
    expect(standing(yes, { ...session, startsAt: new Date('2026-12-02T10:00:00Z') })).toEqual({
      ...{ state: 'sourced', movedSince: true },
    });
    expect(standing(yes, { ...session, venue: 'Library' }).movedSince).toBe(true);
    const asked = { state: 'requested', confirmedStartsAt: null, confirmedVenue: null };
    expect(standing(asked, session)).toEqual({ state: 'requested', movedSince: false });
  });

  it('is for people who have a place or wait for one, of a session that is not over', () => {
    const session = { state: 'scheduled', overAt: new Date(1_000) };
    const booking = (state: string) => ({ state, places: 1 });
    for (const state of ['booked', 'offered', 'waiting'])
      expect(() => mustBeAhead(booking(state), session, 999)).toBreak('nothing');
    expect(() => mustBeAhead(booking('cancelled'), session, 999)).toBreak('adjustment-needs-a-booking');
    expect(() => mustBeAhead(booking('booked'), { ...session, state: 'cancelled' }, 999)).toBreak(
      'adjustment-needs-a-booking',
    );
    expect(() => mustBeAhead(booking('booked'), session, 1_000)).toBreak('session-is-over');
    expect(() => mustBePlaceOf([1, 3], 2)).toBreak('adjustment-for-no-place');
    expect(() => mustBePlaceOf([1, 3], 3)).toBreak('nothing');
  });
});

describe('the time that suppliers need', () => {
  // 1 December 2026 is a Tuesday; ten working days before it is Tuesday 17 November.
  const startsAt = new Date('2026-12-01T10:00:00Z');
  const on = (date: string) => timeLeft(10, startsAt, Temporal.PlainDate.from(date));

  it('is counted in working days back from the session', () => {
    expect(on('2026-11-16').arrangeBy.toString()).toBe('2026-11-17');
    expect(on('2026-11-16')).toMatchObject({ workingDaysLeft: 1, late: false });
    expect(on('2026-11-17')).toMatchObject({ workingDaysLeft: 0, late: false });
  });

  it('is over on the day after, and the request says so at once', () => {
    expect(on('2026-11-18')).toMatchObject({ workingDaysLeft: -1, late: true });
    // A weekend takes no working day and is late all the same.
    expect(
      timeLeft(1, new Date('2026-11-30T10:00:00Z'), Temporal.PlainDate.from('2026-11-28')),
    ).toMatchObject({ workingDaysLeft: 0, late: true });
  });
});

describe('the lead times of a council', () => {
  it('are the usual ones, except for those it knows better', () => {
    const times = new LeadTimes('bsl=20,travel=0');
    expect([times.of('bsl'), times.of('travel'), times.of('captioning')]).toEqual([20, 0, 10]);
    expect(new LeadTimes('').of('bsl')).toBe(15);
  });

  it('are of kinds that exist', () => {
    expect(() => new LeadTimes('parking=1')).toThrow('parking');
  });
});

describe('who arranges', () => {
  it('is a training coordinator', () => {
    expect(mayArrange(person('training-coordinator'))).toBe(true);
    expect(mayArrange(person())).toBe(false);
    expect(mayArrange(systemActor('evaluation'))).toBe(false);
  });

  it.each(ROLES.filter((role) => role !== 'training-coordinator'))(
    'is never a %s, though they coordinate training as well',
    (role) => {
      expect(mayArrange(person(role))).toBe(false);
      expect(mayArrange(person(role, 'training-coordinator'))).toBe(false);
    },
  );
});
