import { Temporal } from '@commissioning/calendar';
import { mustBeSound } from './session';

const NOW = Date.parse('2026-11-02T10:00:00Z');
const HOUR = 3_600_000;
const terms = {
  startsAt: NOW + 48 * HOUR,
  endsAt: NOW + 50 * HOUR,
  bookingOpensAt: NOW,
  bookingClosesAt: NOW + 48 * HOUR,
  capacity: 12,
  capPerOrganisation: 2,
};
const on = Temporal.PlainDate.from('2026-11-04');

describe('a session', () => {
  it('is scheduled when its times and places are sound', () => {
    expect(() => mustBeSound(terms, NOW, on)).toBreak('nothing');
  });

  it.each([
    ['session-starts-in-the-past', { startsAt: NOW }],
    ['session-ends-before-it-starts', { endsAt: NOW + 48 * HOUR }],
    ['booking-window-unsound', { bookingOpensAt: NOW + 48 * HOUR }],
    ['booking-window-unsound', { bookingClosesAt: NOW + 49 * HOUR }],
    ['cap-over-capacity', { capPerOrganisation: 13 }],
  ])('is refused as %s', (code, change) => {
    expect(() => mustBeSound({ ...terms, ...change }, NOW, on)).toBreak(code);
  });

  it('is not scheduled for a year whose bank holidays nobody knows', () => {
    const far = Temporal.PlainDate.from('2031-05-01');
    expect(() => mustBeSound(terms, NOW, far)).toBreak('session-beyond-bank-holidays');
  });
});
