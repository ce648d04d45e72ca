import { Temporal } from '@commissioning/calendar';

/** A day of the grid with what takes place on it; days of the months around fill the first and the last week. */
export interface CalendarDay<Session> {
  readonly date: string;
  readonly day: number;
  readonly isToday: boolean;
  readonly isInMonth: boolean;
  readonly sessions: readonly Session[];
}

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** A month in weeks from Monday to Sunday. `sessionsOn` has what takes place by day, such as `2026-11-18`. */
export function monthOf<Session>(
  month: Temporal.PlainYearMonth,
  sessionsOn: ReadonlyMap<string, readonly Session[]>,
  today: Temporal.PlainDate,
) {
  const first = month.toPlainDate({ day: 1 });
  const monday = first.subtract({ days: first.dayOfWeek - 1 });
  const weeks = Math.ceil((first.dayOfWeek - 1 + month.daysInMonth) / WEEKDAYS.length);
  const dayAt = (offset: number): CalendarDay<Session> => {
    const date = monday.add({ days: offset });
    return {
      date: date.toString(),
      day: date.day,
      isToday: date.equals(today),
      isInMonth: date.month === month.month,
      sessions: sessionsOn.get(date.toString()) ?? [],
    };
  };
  return {
    name: nameOf(month),
    weeks: Array.from({ length: weeks }, (_, week) =>
      WEEKDAYS.map((_, weekday) => dayAt(week * WEEKDAYS.length + weekday)),
    ),
    before: linkTo(month.subtract({ months: 1 })),
    after: linkTo(month.add({ months: 1 })),
  };
}

/** The month that an address asks for, or that of today. */
export function monthAsked(text: string | undefined, today: Temporal.PlainDate): Temporal.PlainYearMonth {
  return text && /^20\d{2}-(0[1-9]|1[0-2])$/.test(text)
    ? Temporal.PlainYearMonth.from(text)
    : today.toPlainYearMonth();
}

const nameOf = (month: Temporal.PlainYearMonth): string =>
  month.toPlainDate({ day: 1 }).toLocaleString('en-GB', { month: 'long', year: 'numeric' });

const linkTo = (month: Temporal.PlainYearMonth) => ({ month: month.toString(), name: nameOf(month) });
