import fc from 'fast-check';
import {
  atLondonTime,
  clearDaysBetween,
  day,
  daysBetween,
  earliestEvent,
  endOfDay,
  fullDaysBetween,
  latestNotice,
  londonDate,
  startOfDay,
  Temporal,
} from './index';

const anyDay = fc
  .integer({ min: 0, max: 3650 })
  .map((days) => Temporal.PlainDate.from('2018-01-01').add({ days }));

describe('a date', () => {
  it.each(['2019-02-29', '2018-13-01', '20 March 2018', '2018-3-20', '', '2018-03-20T10:00'])(
    'is refused when it is not one: %s',
    (text) => expect(() => day(text)).toThrow(expect.objectContaining({ code: 'not-a-date' })),
  );

  it('is the one on the wall in London: half past eleven at night UTC in June is tomorrow', () => {
    expect(String(londonDate('2026-06-30T23:30:00Z'))).toBe('2026-07-01');
    expect(String(londonDate('2026-01-31T23:30:00Z'))).toBe('2026-01-31');
  });

  it('begins and ends by London midnight, 23 hours apart when the clocks go forward', () => {
    expect(String(startOfDay('2026-03-29'))).toBe('2026-03-29T00:00:00Z');
    expect(String(endOfDay('2026-03-29'))).toBe('2026-03-29T23:00:00Z');
    expect(String(endOfDay('2026-10-25'))).toBe('2026-10-26T00:00:00Z');
  });

  it('holds every moment from its start to just before its end', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const last = endOfDay(date).subtract({ nanoseconds: 1 });
        expect(londonDate(startOfDay(date)).equals(date)).toBe(true);
        expect(londonDate(last).equals(date)).toBe(true);
        expect(londonDate(endOfDay(date)).equals(date.add({ days: 1 }))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a deadline typed by a person', () => {
  it('is London time, winter and summer', () => {
    expect(String(atLondonTime('2026-01-15', '12:00'))).toBe('2026-01-15T12:00:00Z');
    expect(String(atLondonTime('2026-07-15', '12:00'))).toBe('2026-07-15T11:00:00Z');
  });

  it('is refused in the hour that is skipped on 29 March 2026', () => {
    const at = (time: string) => () => atLondonTime('2026-03-29', time);
    expect(at('00:59:59')).not.toThrow();
    expect(at('01:00')).toThrow(expect.objectContaining({ code: 'time-does-not-exist' }));
    expect(at('01:59:59')).toThrow(expect.objectContaining({ code: 'time-does-not-exist' }));
    expect(at('02:00')).not.toThrow();
  });

  it('is refused in the hour that happens twice on 25 October 2026', () => {
    const at = (time: string) => () => atLondonTime('2026-10-25', time);
    expect(at('00:59:59')).not.toThrow();
    expect(at('01:30')).toThrow(expect.objectContaining({ code: 'time-happens-twice' }));
    expect(at('02:00')).not.toThrow();
    expect(() => atLondonTime('2026-10-25', 'noon')).toThrow(expect.objectContaining({ code: 'not-a-date' }));
  });
});

describe('days between', () => {
  it('1 and 26 March are 25, the other way −25, the same day 0', () => {
    expect(daysBetween('2026-03-01', '2026-03-26')).toBe(25);
    expect(daysBetween('2026-03-26', '2026-03-01')).toBe(-25);
    expect(daysBetween('2026-03-26', '2026-03-26')).toBe(0);
  });

  it('moments count by London dates: 23:59 on Monday to 00:01 on Tuesday is one day', () => {
    const late = atLondonTime('2026-06-01', '23:59');
    const early = atLondonTime('2026-06-02', '00:01');
    expect(daysBetween(late, early)).toBe(1);
    expect(fullDaysBetween(late, early)).toBe(0);
  });

  it('25 days across the change of clocks are 25, though an hour is missing', () => {
    const publishedAt = atLondonTime('2026-03-10', '09:00');
    const closesAt = atLondonTime('2026-04-04', '09:00');
    expect(daysBetween(publishedAt, closesAt)).toBe(25);
    expect(fullDaysBetween(publishedAt, closesAt)).toBe(25);
    expect(closesAt.since(publishedAt).total('hours')).toBe(25 * 24 - 1);
  });

  it('from noon to noon is a whole day at 23, 24 and 25 hours, and a second less is none', () => {
    for (const date of ['2026-03-28', '2026-06-01', '2026-10-24']) {
      const noon = atLondonTime(date, '12:00');
      const next = atLondonTime(day(date).add({ days: 1 }), '12:00');
      expect(fullDaysBetween(noon, next)).toBe(1);
      expect(fullDaysBetween(noon, next.subtract({ seconds: 1 }))).toBe(0);
    }
  });
});

describe('clear days', () => {
  it('count neither end: 14 February to 20 March 2018 is 33', () => {
    expect(clearDaysBetween('2018-02-14', '2018-03-20')).toBe(33);
    expect(clearDaysBetween('2018-03-19', '2018-03-20')).toBe(0);
    expect(clearDaysBetween('2018-03-20', '2018-03-20')).toBe(-1);
  });

  it('lead back to the latest notice and forward to the earliest event', () => {
    expect(String(latestNotice('2018-03-20', 28))).toBe('2018-02-19');
    expect(String(earliestEvent('2018-02-19', 28))).toBe('2018-03-20');
    expect(() => latestNotice('2018-03-20', 2.5)).toThrow(
      expect.objectContaining({ code: 'not-a-whole-number-of-days' }),
    );
    expect(() => earliestEvent('2018-03-20', -1)).toThrow(
      expect.objectContaining({ code: 'not-a-whole-number-of-days' }),
    );
  });

  it('the latest notice has just enough of them, a day later one too few', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 90 }), (event, clear) => {
        const notice = latestNotice(event, clear);
        expect(clearDaysBetween(notice, event)).toBe(clear);
        expect(clearDaysBetween(notice.add({ days: 1 }), event)).toBe(clear - 1);
        expect(earliestEvent(notice, clear).equals(event)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
