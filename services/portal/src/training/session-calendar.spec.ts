import { Temporal } from '@commissioning/calendar';
import { monthAsked, monthOf } from './session-calendar';

const today = Temporal.PlainDate.from('2026-11-18');
const november = Temporal.PlainYearMonth.from('2026-11');
const monthCalled = (month: string, sessionsOn = new Map<string, string[]>()) =>
  monthOf(Temporal.PlainYearMonth.from(month), sessionsOn, today);

describe('the calendar of sessions', () => {
  it('begins on a Monday, ends on a Sunday and holds every day of the month once', () => {
    const { weeks } = monthCalled('2026-11');
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(weeks[0]?.[0]?.date).toBe('2026-10-26');
    expect(weeks.at(-1)?.[6]?.date).toBe('2026-12-06');
    expect(weeks.flat().filter(({ isInMonth }) => isInMonth)).toHaveLength(30);
  });

  it('needs four weeks only for a February that begins on a Monday', () => {
    expect(monthCalled('2027-02').weeks).toHaveLength(4);
  });

  it('shows on each day what takes place there, and marks today', () => {
    const days = monthCalled('2026-11', new Map([['2026-11-18', ['early', 'late']]])).weeks.flat();
    expect(days.filter(({ sessions }) => sessions.length > 0)).toEqual([
      { date: '2026-11-18', day: 18, isToday: true, isInMonth: true, sessions: ['early', 'late'] },
    ]);
  });

  it('leads to the months beside it across the turn of the year', () => {
    expect(monthCalled('2026-12').after).toEqual({ month: '2027-01', name: 'January 2027' });
  });

  it('shows the month of today for an address that names none', () => {
    expect(monthAsked('2027-13', today)).toEqual(november);
    expect(monthAsked(undefined, today)).toEqual(november);
    expect(monthAsked('2027-03', today).toString()).toBe('2027-03');
  });
});
