import type { capacityBuildingApi } from '@commissioning/schemas';
import { CAME } from '../bookings/booking-view';
import { formatDay } from '../pages/format';

type Register = capacityBuildingApi.SessionRegister;
type Session = capacityBuildingApi.Session;

export const ANSWERS = [
  { value: 'attended', text: 'Came' },
  { value: 'partly', text: 'For a part' },
  { value: 'not', text: 'Did not come' },
] as const;

/** What of a register is looked at, as it stands in the address of the page. */
export interface Look {
  readonly date?: string;
  readonly find?: string;
  readonly cursor?: string;
}

/** `?date=2&find=Khan`; empty where all of it is looked at from the beginning. */
export function addressOf({ date, find, cursor }: Look): string {
  const query = new URLSearchParams({
    ...{ ...(date && { date }), ...(find && { find }), ...(cursor && { cursor }) },
  }).toString();
  return query && `?${query}`;
}

/** Which date of a series the register is about, from 1: the one asked for, else the last that has begun. */
export function dateAsked(text: string | undefined, { dates }: Session, now: string): number {
  const asked = Number(text);
  if (Number.isInteger(asked) && asked >= 1 && asked <= dates.length) return asked;
  return Math.max(1, dates.filter(({ startsAt }) => startsAt <= now).length);
}

/** Who is expected on one date, as the page calls them, with what the register says of them. */
export function registerView({ items, ...register }: Register, { dates }: Session) {
  return {
    ...register,
    people: items.map((line) => ({
      ...line,
      called: line.name ?? `Person ${line.place}, not named`,
      organisation: line.organisationName ?? 'An organisation not known here yet',
      came: line.attendance && CAME[line.attendance],
    })),
    dates:
      dates.length > 1
        ? dates.map(({ startsAt }, index) => ({ number: index + 1, text: formatDay(startsAt) }))
        : [],
  };
}

/** What was corrected, in the words of the page. */
export const correctionsView = (items: capacityBuildingApi.RegisterCorrections['items'], session: Session) =>
  items.map((one) => ({
    ...one,
    called: one.name ?? `Person ${one.place}, not named`,
    organisation: one.organisationName ?? 'An organisation not known here yet',
    from: CAME[one.from].text,
    to: CAME[one.to].text,
    ...(session.dates.length > 1 && { on: session.dates[one.date - 1]?.startsAt }),
  }));
