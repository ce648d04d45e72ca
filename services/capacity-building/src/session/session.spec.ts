import { Temporal } from '@commissioning/calendar';
import { mustBeSeries, mustBeSound, mustBeWithinCapacity, partsChanged } from './session';

const NOW = Date.parse('2026-11-02T10:00:00Z');
const HOUR = 3_600_000;
const terms = {
  startsAt: NOW + 48 * HOUR,
  bookingOpensAt: NOW,
  bookingClosesAt: NOW + 48 * HOUR,
};
const on = Temporal.PlainDate.from('2026-11-04');

describe('a session', () => {
  it('is scheduled when its times are sound', () => {
    expect(() => mustBeSound(terms, NOW, on)).toBreak('nothing');
  });

  it.each([
    ['session-starts-in-the-past', { startsAt: NOW }],
    ['booking-window-unsound', { bookingOpensAt: NOW + 48 * HOUR }],
    ['booking-window-unsound', { bookingClosesAt: NOW + 49 * HOUR }],
  ])('is refused as %s', (code, change) => {
    expect(() => mustBeSound({ ...terms, ...change }, NOW, on)).toBreak(code);
  });

  it('lets no organisation have more than all of it, unless it had that before it became smaller', () => {
    expect(() => mustBeWithinCapacity(12, 12)).toBreak('nothing');
    expect(() => mustBeWithinCapacity(13, 12)).toBreak('cap-over-capacity');
    expect(() => mustBeWithinCapacity(13, 12, 13)).toBreak('nothing');
    expect(() => mustBeWithinCapacity(14, 12, 13)).toBreak('cap-over-capacity');
  });

  it('is not scheduled for a year whose bank holidays nobody knows', () => {
    const far = Temporal.PlainDate.from('2031-05-01');
    expect(() => mustBeSound(terms, NOW, far)).toBreak('session-beyond-bank-holidays');
  });
});

describe('a series', () => {
  const on = (from: number, to: number) => ({ startsAt: NOW + from * HOUR, endsAt: NOW + to * HOUR });

  it('has dates one after the other, each of which ends after it starts', () => {
    expect(() => mustBeSeries([on(1, 3), on(3, 5), on(48, 50)])).toBreak('nothing');
    expect(() => mustBeSeries([on(1, 1)])).toBreak('session-ends-before-it-starts');
    expect(() => mustBeSeries([on(1, 3), on(2, 5)])).toBreak('series-out-of-order');
  });
});

describe('a change of a session', () => {
  const dates = [{ startsAt: '2026-12-01T10:00:00Z', endsAt: '2026-12-01T13:00:00Z' }];
  const before = { dates, venue: 'Town hall', online: false, terms: { capPerOrganisation: 2 } };

  it('is named by what differs for those who come', () => {
    const later = [{ startsAt: '2026-12-01T11:00:00Z', endsAt: '2026-12-01T14:00:00Z' }];
    expect(partsChanged(before, { ...before, dates: later })).toEqual(['time']);
    expect(partsChanged(before, { ...before, venue: 'Library', online: true })).toEqual(['venue', 'online']);
    expect(partsChanged(before, { ...before, terms: { capPerOrganisation: 3 } })).toEqual(['terms']);
    expect(partsChanged(before, { ...before })).toEqual([]);
  });
});
