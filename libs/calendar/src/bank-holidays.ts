/** A part of the United Kingdom that has bank holidays of its own. */
export type Division = 'england-and-wales' | 'scotland' | 'northern-ireland';

/** The three divisions, in the order in which GOV.UK lists them. */
export const DIVISIONS: readonly Division[] = ['england-and-wales', 'scotland', 'northern-ireland'];

/** First and last day for which the bank holidays below are complete. Outside it nothing is guessed. */
export const BANK_HOLIDAY_TABLE = {
  from: '2018-01-01',
  until: '2028-12-31',
  source: 'GOV.UK, UK bank holidays (https://www.gov.uk/bank-holidays), Open Government Licence v3.0',
  asPublishedIn: '2026',
} as const;

/** Month-day of every bank holiday by year; substitute days stand where the day itself was a weekend. */
const BY_YEAR: Record<Division, Record<number, string>> = {
  'england-and-wales': {
    2018: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
    2019: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
    2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
    2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
    2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
    2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
    2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
    2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
    2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
    2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
    2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  },
  scotland: {
    2018: '01-01 01-02 03-30 05-07 05-28 08-06 11-30 12-25 12-26',
    2019: '01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26',
    2020: '01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28',
    2021: '01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28',
    2022: '01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27',
    2023: '01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26',
    2024: '01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26',
    2025: '01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26',
    // 15 June 2026 stands alone: by royal proclamation of February 2026, for the World Cup.
    2026: '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28',
    2027: '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28',
    2028: '01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26',
  },
  'northern-ireland': {
    2018: '01-01 03-19 03-30 04-02 05-07 05-28 07-12 08-27 12-25 12-26',
    2019: '01-01 03-18 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26',
    2020: '01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28',
    2021: '01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27 12-28',
    2022: '01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27',
    2023: '01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26',
    2024: '01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26',
    2025: '01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26',
    2026: '01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28',
    2027: '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28',
    2028: '01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26',
  },
};

const DAYS: Record<Division, ReadonlySet<string>> = {
  'england-and-wales': daysOf('england-and-wales'),
  scotland: daysOf('scotland'),
  'northern-ireland': daysOf('northern-ireland'),
};

/**
 * Every bank holiday of a division in the table, as ISO dates in order. Source: BANK_HOLIDAY_TABLE.source.
 * The days of 2018–2028 without gaps; nothing before or after.
 */
export function bankHolidaysOf(division: Division): readonly string[] {
  return [...DAYS[division]].sort();
}

/**
 * The divisions in which an ISO date (`2026-06-15`) is a bank holiday; empty when in none. The caller must
 * have checked that the date is inside the table: `isWorkingDay` does, and refuses outside it.
 */
export function bankHolidayIn(isoDate: string): Division[] {
  return DIVISIONS.filter((division) => DAYS[division].has(isoDate));
}

function daysOf(division: Division): ReadonlySet<string> {
  return new Set(
    Object.entries(BY_YEAR[division]).flatMap(([year, days]) =>
      days.split(' ').map((day) => `${year}-${day}`),
    ),
  );
}
