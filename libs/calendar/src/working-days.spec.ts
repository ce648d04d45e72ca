import fc from 'fast-check';
import {
  addWorkingDays,
  bankHolidaysOf,
  DIVISIONS,
  isWorkingDay,
  subtractWorkingDays,
  Temporal,
  whyNotWorking,
  workingDayFrom,
  workingDaysBetween,
  workingDayUntil,
  type WorkingCalendar,
} from './index';

const calendars = fc.constantFrom<WorkingCalendar>('procurement-act', 'england');
const insideTable = fc
  .integer({ min: 0, max: 3800 })
  .map((days) => Temporal.PlainDate.from('2018-01-01').add({ days }));

describe('a working day', () => {
  it('under the Procurement Act is none where any part of the kingdom has a bank holiday', () => {
    expect(whyNotWorking('2026-06-15', 'procurement-act')).toEqual(['scotland']);
    expect(whyNotWorking('2026-07-13', 'procurement-act')).toEqual(['northern-ireland']);
    expect(whyNotWorking('2026-08-31', 'procurement-act')).toEqual(['england-and-wales', 'northern-ireland']);
  });

  it('for council periods leaves out the bank holidays of England alone', () => {
    expect(isWorkingDay('2026-06-15', 'england')).toBe(true);
    expect(isWorkingDay('2026-07-13', 'england')).toBe(true);
    expect(whyNotWorking('2026-08-31', 'england')).toEqual(['england-and-wales']);
  });

  it('is never a Saturday or a Sunday', () => {
    expect(whyNotWorking('2026-06-13', 'england')).toBe('weekend');
    expect(whyNotWorking('2026-06-14', 'procurement-act')).toBe('weekend');
  });

  it.each(['2017-12-31', '2029-01-01'])('is not guessed outside the table: %s', (date) => {
    const refused = expect.objectContaining({ code: 'outside-bank-holiday-table' });
    expect(() => isWorkingDay(date, 'england')).toThrow(refused);
    expect(() => workingDaysBetween(date, '2026-01-05', 'england')).toThrow(refused);
    expect(() => workingDaysBetween('2026-01-05', date, 'england')).toThrow(refused);
  });

  it('is known on the first and the last day of the table', () => {
    expect(whyNotWorking('2018-01-01', 'england')).toEqual(['england-and-wales']);
    expect(whyNotWorking('2028-12-31', 'england')).toBe('weekend');
  });

  it('is not guessed either when the count runs off the end of the table', () => {
    expect(() => addWorkingDays('2028-12-28', 2, 'england')).toThrow(/outside the table of bank holidays/);
  });
});

describe('counting', () => {
  it('five working days after Thursday 2 April 2026 is Monday 13 April: Easter falls between', () => {
    expect(String(addWorkingDays('2026-04-02', 5, 'england'))).toBe('2026-04-13');
    expect(String(subtractWorkingDays('2026-04-13', 5, 'england'))).toBe('2026-04-02');
  });

  it('one after Saturday is Monday, one before Sunday is Friday, none leaves the day alone', () => {
    expect(String(addWorkingDays('2026-06-06', 1, 'england'))).toBe('2026-06-08');
    expect(String(subtractWorkingDays('2026-06-07', 1, 'england'))).toBe('2026-06-05');
    expect(String(addWorkingDays('2026-06-06', 0, 'england'))).toBe('2026-06-06');
    expect(() => addWorkingDays('2026-06-06', -1, 'england')).toThrow(
      expect.objectContaining({ code: 'not-a-whole-number-of-days' }),
    );
  });

  it('Friday to Monday is 1, to Sunday 0, back to Friday −1', () => {
    expect(workingDaysBetween('2026-06-05', '2026-06-08', 'england')).toBe(1);
    expect(workingDaysBetween('2026-06-05', '2026-06-07', 'england')).toBe(0);
    expect(workingDaysBetween('2026-06-08', '2026-06-05', 'england')).toBe(-1);
  });

  it('has 253 working days in England in 2026 and 247 under the Act', () => {
    const count = (calendar: WorkingCalendar) => workingDaysBetween('2025-12-31', '2026-12-31', calendar);
    const weekdays = 261;
    const closed = (divisions: readonly (typeof DIVISIONS)[number][]) =>
      new Set(divisions.flatMap((each) => bankHolidaysOf(each).filter((date) => date.startsWith('2026'))))
        .size;
    expect(count('england')).toBe(253);
    expect(count('england')).toBe(weekdays - closed(['england-and-wales']));
    expect(count('procurement-act')).toBe(247);
    expect(count('procurement-act')).toBe(weekdays - closed(DIVISIONS));
  });

  it('there and back again comes home, and the days between are as many as were added', () => {
    fc.assert(
      fc.property(insideTable, fc.integer({ min: 0, max: 60 }), calendars, (date, count, calendar) => {
        const start = workingDayFrom(date, calendar);
        const end = addWorkingDays(start, count, calendar);
        expect(workingDaysBetween(start, end, calendar)).toBe(count);
        expect(subtractWorkingDays(end, count, calendar).equals(start)).toBe(true);
        expect(isWorkingDay(end, calendar)).toBe(true);
        expect(workingDayUntil(end, calendar).equals(end)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('a working day under the Act is one in England too, and not the other way round', () => {
    fc.assert(
      fc.property(insideTable, (date) => {
        if (isWorkingDay(date, 'procurement-act')) expect(isWorkingDay(date, 'england')).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(isWorkingDay('2026-01-02', 'england')).toBe(true);
    expect(isWorkingDay('2026-01-02', 'procurement-act')).toBe(false);
  });
});
