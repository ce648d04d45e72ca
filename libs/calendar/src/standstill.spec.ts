import fc from 'fast-check';
import {
  daysBetween,
  endOfDay,
  isWorkingDay,
  latestStandstillNotice,
  standstill,
  Temporal,
  workingDaysBetween,
  type StandstillRule,
} from './index';

const noticeDays = fc
  .integer({ min: 60, max: 3800 })
  .map((days) => Temporal.PlainDate.from('2018-01-01').add({ days }));

describe('standstill under the Procurement Act', () => {
  it.each([
    ['Monday 2 March 2026, no holiday near', '2026-03-02', '2026-03-11'],
    ['Friday 12 June 2026: Scotland is closed on the 15th', '2026-06-12', '2026-06-24'],
    [
      'Saturday 7 March 2026: counts from Monday; Northern Ireland is closed on the 17th',
      '2026-03-07',
      '2026-03-19',
    ],
    ['Monday 22 December 2025: Christmas, and 2 January in Scotland', '2025-12-22', '2026-01-06'],
    ['Thursday 2 April 2026: Good Friday, Easter Monday', '2026-04-02', '2026-04-15'],
  ])('runs 8 working days with the day of the notice: %s', (_, notice, last) => {
    const { lastDay, endsAt, days, unit } = standstill(notice, 'procurement-act');
    expect(String(lastDay)).toBe(last);
    expect(endsAt.equals(endOfDay(last))).toBe(true);
    expect({ days, unit }).toEqual({ days: 8, unit: 'working-days' });
  });

  it('would have ended a day too early by the calendar of England alone', () => {
    const { firstDay, lastDay } = standstill('2026-06-12', 'procurement-act');
    expect(workingDaysBetween(firstDay, lastDay, 'england') + 1).toBe(9);
  });

  it('ends at midnight London time: 23:00 UTC in summer', () => {
    expect(String(standstill('2026-06-12', 'procurement-act').endsAt)).toBe('2026-06-24T23:00:00Z');
  });

  it('cites the section', () => {
    expect(standstill('2026-06-12', 'procurement-act').source).toContain('s. 51(2)');
    expect(standstill('2026-06-12', 'procurement-act-voluntary').source).toContain('s. 51 and');
  });

  it('when voluntary is as long as the notice says, and never under 8', () => {
    expect(String(standstill('2026-03-02', 'procurement-act-voluntary').lastDay)).toBe('2026-03-11');
    expect(String(standstill('2026-03-02', 'procurement-act-voluntary', 10).lastDay)).toBe('2026-03-13');
    expect(() => standstill('2026-03-02', 'procurement-act-voluntary', 7)).toThrow(
      expect.objectContaining({ code: 'standstill-too-short' }),
    );
  });

  it('holds exactly 8 working days whatever the day of the notice', () => {
    fc.assert(
      fc.property(noticeDays, (notice) => {
        const { firstDay, lastDay } = standstill(notice, 'procurement-act');
        expect(workingDaysBetween(notice.subtract({ days: 1 }), lastDay, 'procurement-act')).toBe(8);
        expect(isWorkingDay(firstDay, 'procurement-act') && isWorkingDay(lastDay, 'procurement-act')).toBe(
          true,
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('standstill under the 2015 Regulations', () => {
  it.each([
    ['Monday 22 November 2021 → Thursday 2 December', '2021-11-22', '2021-12-02'],
    ['Wednesday 20 March 2019 → Saturday 30th → Monday 1 April', '2019-03-20', '2019-04-01'],
    ['Tuesday 20 March 2018 → Good Friday → after Easter Monday', '2018-03-20', '2018-04-03'],
    ['Friday 5 July 2019 → Monday 15th; 12 July is a working day in England', '2019-07-05', '2019-07-15'],
  ])('is 10 calendar days after sending, to the end of a working day: %s', (_, sent, last) => {
    const { lastDay, unit } = standstill(sent, 'pcr-2015');
    expect(String(lastDay)).toBe(last);
    expect(unit).toBe('calendar-days');
  });

  it('is never shorter than 10 days nor longer than the Christmas or Easter closure makes it', () => {
    fc.assert(
      fc.property(noticeDays, (sent) => {
        const length = daysBetween(sent, standstill(sent, 'pcr-2015').lastDay);
        expect(length).toBeGreaterThanOrEqual(10);
        expect(length).toBeLessThanOrEqual(14);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the latest notice for a day of signature', () => {
  it('to sign on 25 June 2026 the notice goes out on Friday 12 June', () => {
    expect(String(latestStandstillNotice('2026-06-25', 'procurement-act'))).toBe('2026-06-12');
  });

  it('is in time, and the next working day would not be', () => {
    const rules = fc.constantFrom<StandstillRule>('procurement-act', 'procurement-act-voluntary', 'pcr-2015');
    fc.assert(
      fc.property(noticeDays, rules, (signOn, rule) => {
        const notice = latestStandstillNotice(signOn, rule);
        const ends = (on: Temporal.PlainDate) => daysBetween(standstill(on, rule).lastDay, signOn);
        expect(ends(notice)).toBeGreaterThan(0);
        let next = notice.add({ days: 1 });
        while (!isWorkingDay(next, rule === 'pcr-2015' ? 'england' : 'procurement-act'))
          next = next.add({ days: 1 });
        expect(ends(next)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});
