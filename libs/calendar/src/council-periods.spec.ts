import fc from 'fast-check';
import {
  day,
  daysBetween,
  earliestKeyDecision,
  financialYear,
  financialYearNamed,
  financialYearsOf,
  keyDecisionNotice,
  latestKeyDecisionNotice,
  Temporal,
} from './index';

const anyDay = fc
  .integer({ min: 0, max: 7300 })
  .map((days) => Temporal.PlainDate.from('2015-01-01').add({ days }));

describe('the notice of a key decision', () => {
  it('published 14 February 2018 for 20 March has 33 clear days, so the decision goes by notice', () => {
    expect(keyDecisionNotice('2018-02-14', '2018-03-20')).toMatchObject({ clearDays: 33, route: 'notice' });
  });

  it.each([
    ['28 clear days: by notice', '2018-02-19', 28, 'notice'],
    ['27: only under general exception', '2018-02-20', 27, 'general-exception'],
    ['5: still general exception', '2018-03-14', 5, 'general-exception'],
    ['4: special urgency', '2018-03-15', 4, 'special-urgency'],
    ['on the day itself: special urgency', '2018-03-20', -1, 'special-urgency'],
  ])('%s', (_, notice, clearDays, route) => {
    expect(keyDecisionNotice(notice, '2018-03-20')).toMatchObject({ clearDays, route });
  });

  it('cites the regulation of the route', () => {
    expect(keyDecisionNotice('2018-02-14', '2018-03-20').source).toMatch(/2012, reg\. 9\(2\)$/);
    expect(keyDecisionNotice('2018-03-14', '2018-03-20').source).toMatch(/reg\. 10\(1\)$/);
    expect(keyDecisionNotice('2018-03-19', '2018-03-20').source).toMatch(/reg\. 11$/);
  });

  it('at the latest lies exactly on the border between notice and exception', () => {
    fc.assert(
      fc.property(anyDay, (decision) => {
        const latest = latestKeyDecisionNotice(decision);
        expect(keyDecisionNotice(latest, decision).route).toBe('notice');
        expect(keyDecisionNotice(latest.add({ days: 1 }), decision).route).toBe('general-exception');
        expect(earliestKeyDecision(latest).equals(decision)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the financial year', () => {
  it('turns on 1 April', () => {
    expect(financialYear('2019-03-31').label).toBe('2018/19');
    expect(financialYear('2019-04-01').label).toBe('2019/20');
    expect(financialYear('2100-01-01').label).toBe('2099/00');
  });

  it('can be asked for by name, and a wrong name is refused', () => {
    expect(String(financialYearNamed('2018/19').startsOn)).toBe('2018-04-01');
    expect(String(financialYearNamed('1999/00').endsOn)).toBe('2000-03-31');
    for (const wrong of ['2018/20', '2018-19', '18/19', '2018/2019', '']) {
      expect(() => financialYearNamed(wrong)).toThrow(
        expect.objectContaining({ code: 'not-a-financial-year' }),
      );
    }
  });

  it('four years from 1 April 2019 are four whole ones, a leap year among them', () => {
    const years = financialYearsOf('2019-04-01', '2023-03-31');
    expect(years.map(({ label, days }) => [label, days])).toEqual([
      ['2019/20', 366],
      ['2020/21', 365],
      ['2021/22', 365],
      ['2022/23', 365],
    ]);
  });

  it('refuses a period that ends before it starts', () => {
    expect(() => financialYearsOf('2019-04-02', '2019-04-01')).toThrow(
      expect.objectContaining({ code: 'dates-out-of-order' }),
    );
  });

  it('splits any period into parts that add up to it and follow one another', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 2000 }), (start, length) => {
        const end = start.add({ days: length });
        const years = financialYearsOf(start, end);
        expect(years.reduce((sum, { days }) => sum + days, 0)).toBe(daysBetween(start, end) + 1);
        expect(years[0]!.label).toBe(financialYear(start).label);
        expect(years.at(-1)!.label).toBe(financialYear(end).label);
        years.slice(1).forEach((year, index) => {
          expect(day(years[index]!.endsOn).add({ days: 1 }).equals(year.startsOn)).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });
});
