import { Temporal } from '@commissioning/calendar';
import { FeedbackWindow, isAsked } from './feedback';

const window = new FeedbackWindow(14);
// 23:30 in London is still the day of the session there.
const endsAt = new Date('2026-07-01T22:30:00Z');
const at = (iso: string) => Temporal.Instant.from(iso);

describe('feedback', () => {
  it('is taken from the end of the session to the last minute of the last day', () => {
    expect(() => window.mustBeOpen(endsAt, at('2026-07-01T22:29:59.999Z'))).toBreak('feedback-not-open');
    expect(() => window.mustBeOpen(endsAt, at('2026-07-01T22:30:00Z'))).toBreak('nothing');
    expect(window.of(endsAt).closesOn.toString()).toBe('2026-07-15');
    expect(() => window.mustBeOpen(endsAt, at('2026-07-15T22:59:59Z'))).toBreak('nothing');
    expect(() => window.mustBeOpen(endsAt, at('2026-07-15T23:00:00Z'))).toBreak('feedback-closed');
  });

  it('is read from the day after, when nothing can be added any more', () => {
    expect(window.isClosed(endsAt, Temporal.PlainDate.from('2026-07-15'))).toBe(false);
    expect(window.isClosed(endsAt, Temporal.PlainDate.from('2026-07-16'))).toBe(true);
  });

  it('is asked of people who came', () => {
    expect(['attended', 'partly', 'not', null].map(isAsked)).toEqual([true, true, false, false]);
  });
});
