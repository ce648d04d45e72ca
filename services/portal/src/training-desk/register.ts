import type { capacityBuildingApi } from '@commissioning/schemas';
import { CAME } from '../bookings/booking-view';
import { formatDay } from '../pages/format';

type Booking = capacityBuildingApi.Booking;
type Session = capacityBuildingApi.Session;

export const ANSWERS = [
  { value: 'attended', text: 'Came' },
  { value: 'partly', text: 'For a part' },
  { value: 'not', text: 'Did not come' },
] as const;

/** Which date of a series the register is about, from 1: the one asked for, else the last that has begun. */
export function dateAsked(text: string | undefined, { dates }: Session, now: string): number {
  const asked = Number(text);
  if (Number.isInteger(asked) && asked >= 1 && asked <= dates.length) return asked;
  return Math.max(1, dates.filter(({ startsAt }) => startsAt <= now).length);
}

/** Everybody expected on one date, with what the register says of them; those to be marked are counted. */
export function registerView(booked: readonly Booking[], { dates }: Session, date: number) {
  const isSeries = dates.length > 1;
  const people = booked.flatMap((booking) =>
    booking.people.map((one) => {
      const attendance = isSeries
        ? one.byDate?.find((entry) => entry.date === date)?.attendance
        : one.attendance;
      return {
        ...{ bookingId: booking.id, version: booking.version, place: one.place, attendance },
        name: one.name ?? `Person ${one.place}, not named`,
        organisation: booking.organisationName ?? 'An organisation not known here yet',
        came: attendance && CAME[attendance],
      };
    }),
  );
  return {
    people,
    toMark: people.filter(({ attendance }) => !attendance).length,
    dates: isSeries
      ? dates.map(({ startsAt }, index) => ({ number: index + 1, text: formatDay(startsAt) }))
      : [],
  };
}
