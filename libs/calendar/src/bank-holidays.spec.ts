import {
  bankHolidayIn,
  bankHolidaysOf,
  BANK_HOLIDAY_TABLE,
  DIVISIONS,
  Temporal,
  type Division,
} from './index';

/** Easter Sunday by the anonymous Gregorian computus, so that the table is checked against arithmetic. */
function easter(year: number): Temporal.PlainDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return new Temporal.PlainDate(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}

/** Substitutes are given one after the other: the next day that is neither a weekend nor taken. */
function substituted(dates: Temporal.PlainDate[]): string[] {
  const taken = new Set(dates.filter((date) => date.dayOfWeek < 6).map(String));
  for (let date of dates.filter((each) => each.dayOfWeek >= 6)) {
    while (date.dayOfWeek >= 6 || taken.has(String(date))) date = date.add({ days: 1 });
    taken.add(String(date));
  }
  return [...taken];
}

function monday(year: number, month: number, which: 'first' | 'last'): string {
  const end = new Temporal.PlainDate(year, month, 1);
  const from = which === 'first' ? end : end.add({ months: 1 }).subtract({ days: 7 });
  return String(from.add({ days: (8 - from.dayOfWeek) % 7 }));
}

/** Days that no rule gives: proclaimed once, or moved. */
const PROCLAIMED: Record<number, { add: string[]; drop: string[]; only?: Division }[]> = {
  2020: [{ add: ['2020-05-08'], drop: ['2020-05-04'] }],
  2022: [{ add: ['2022-06-02', '2022-06-03', '2022-09-19'], drop: ['2022-05-30'] }],
  2023: [{ add: ['2023-05-08'], drop: [] }],
  2026: [{ add: ['2026-06-15'], drop: [], only: 'scotland' }],
};

function byRule(year: number, division: Division): string[] {
  const on = (month: number, date: number) => new Temporal.PlainDate(year, month, date);
  const rule = new Set([
    ...substituted(division === 'scotland' ? [on(1, 1), on(1, 2)] : [on(1, 1)]),
    String(easter(year).subtract({ days: 2 })),
    monday(year, 5, 'first'),
    monday(year, 5, 'last'),
    ...substituted([on(12, 25), on(12, 26)]),
    monday(year, 8, division === 'scotland' ? 'first' : 'last'),
    ...(division === 'scotland' ? substituted([on(11, 30)]) : [String(easter(year).add({ days: 1 }))]),
    ...(division === 'northern-ireland' ? [...substituted([on(3, 17)]), ...substituted([on(7, 12)])] : []),
  ]);
  for (const { add, drop, only } of PROCLAIMED[year] ?? []) {
    if (only && only !== division) continue;
    add.forEach((each) => rule.add(each));
    drop.forEach((each) => rule.delete(each));
  }
  return [...rule].sort();
}

describe('the table of bank holidays', () => {
  const years = Array.from({ length: 11 }, (_, index) => 2018 + index);
  const cases = DIVISIONS.flatMap((division) => years.map((year) => ({ division, year })));

  it.each(cases)('agrees with the rules of the 1971 Act in $division, $year', ({ division, year }) => {
    const listed = bankHolidaysOf(division).filter((date) => date.startsWith(`${year}-`));
    expect(listed).toEqual(byRule(year, division));
  });

  it('ends with the years that it says it covers', () => {
    for (const division of DIVISIONS) {
      const days = bankHolidaysOf(division);
      expect(days[0]!.slice(0, 4)).toBe(BANK_HOLIDAY_TABLE.from.slice(0, 4));
      expect(days.at(-1)!.slice(0, 4)).toBe(BANK_HOLIDAY_TABLE.until.slice(0, 4));
    }
  });

  it('never lists a weekend', () => {
    const weekends = DIVISIONS.flatMap(bankHolidaysOf).filter(
      (iso) => Temporal.PlainDate.from(iso).dayOfWeek > 5,
    );
    expect(weekends).toEqual([]);
  });

  it('names the parts of the country in which a day is one', () => {
    expect(bankHolidayIn('2026-06-15')).toEqual(['scotland']);
    expect(bankHolidayIn('2026-04-06')).toEqual(['england-and-wales', 'northern-ireland']);
    expect(bankHolidayIn('2026-12-25')).toEqual(DIVISIONS);
    expect(bankHolidayIn('2026-06-16')).toEqual([]);
  });
});
