import { atLondonTime, CalendarError, LONDON, Temporal } from '@commissioning/calendar';
import { capacityBuildingApi, WardCode } from '@commissioning/schemas';
import { asErrors, dayOf, type FormErrors } from '../pages/form';
import { POOLS } from '../training/words';

/** A form as the browser sends it. */
export type Form = Readonly<Partial<Record<string, string | string[]>>>;
interface Wrong {
  readonly field: string;
  readonly text: string;
}
type NewSession = capacityBuildingApi.NewSession;
type Arrangements = Omit<NewSession, 'courseId' | 'capacity' | 'pools'>;
type Rule = capacityBuildingApi.PoolRule;

export const RULES = Object.keys(POOLS) as Rule[];
const [OPENING_TIME, CLOSING_TIME] = ['09:00', '17:00'];

export const typed = (form: Form, name: string): string => String(form[name] ?? '').trim();

/** A whole number of at least 1; undefined for anything else. */
export function countOf(form: Form, name: string): number | undefined {
  const text = typed(form, name);
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined;
}

/** The session that a form describes, or what is wrong with the form. Times are on the London clock. */
export function sessionOf(form: Form, courseId: string): { session: NewSession } | { errors: FormErrors } {
  const wrong: Wrong[] = [];
  const arrangements = arrangementsOf(form, wrong);
  const capacity = countOf(form, 'capacity');
  if (!capacity) wrong.push({ field: 'capacity', text: 'Enter how many places there are' });
  const pools = poolsOf(form, wrong);
  if (wrong.length > 0 || !arrangements || !capacity) return { errors: asErrors(wrong) };
  return { session: { courseId, ...arrangements, capacity, ...(pools.length > 0 && { pools }) } };
}

/** What a form changes in a session, and why; or what is wrong with it. Booking closes at the start unless it says when. */
export function changeOf(form: Form): { change: capacityBuildingApi.ChangeSession } | { errors: FormErrors } {
  const wrong: Wrong[] = [];
  const arrangements = arrangementsOf(form, wrong);
  const reason = typed(form, 'reason');
  const { bookingOpensAt, bookingClosesAt = arrangements?.startsAt } = arrangements ?? {};
  if (arrangements && !bookingOpensAt) wrong.push({ field: 'opens-day', text: 'Enter when booking opens' });
  if (!reason) wrong.push({ field: 'reason', text: 'Say why, for those who have booked' });
  if (wrong.length > 0 || !arrangements || !bookingOpensAt || !bookingClosesAt)
    return { errors: asErrors(wrong) };
  return { change: { ...arrangements, bookingOpensAt, bookingClosesAt, reason } };
}

/** Pools that a form asks for: a number beside a rule, and the day on which what is left is for everybody. */
export function poolsOf(form: Form, wrong: Wrong[]): capacityBuildingApi.NewPool[] {
  return RULES.flatMap((rule) => {
    if (!typed(form, `pool-${rule}`)) return [];
    const [places, day] = [countOf(form, `pool-${rule}`), dayOf(plain(form), `release-${rule}`)];
    if (!places)
      wrong.push({
        field: `pool-${rule}`,
        text: `Enter how many places are kept for ${POOLS[rule].whom}, such as 4`,
      });
    if (!day)
      wrong.push({
        field: `release-${rule}-day`,
        text: `Enter until when places are kept for ${POOLS[rule].whom}`,
      });
    return places && day ? [{ rule, places, releaseAt: moment(day, OPENING_TIME) }] : [];
  });
}

function arrangementsOf(form: Form, wrong: Wrong[]): Arrangements | undefined {
  const day = dayOf(plain(form), 'on');
  if (!day) wrong.push({ field: 'on-day', text: 'Enter the date, such as 1 12 2026' });
  const [from, until] = [timeOf(form, 'from', 'starts', wrong), timeOf(form, 'until', 'ends', wrong)];
  const first = day && from && until ? dateAt(day, from, until, 'from', wrong) : undefined;
  const furtherDates = from && until ? furtherDatesOf(form, from, until, wrong) : [];
  const [online, ward, joiningLink] = [
    !!typed(form, 'online'),
    typed(form, 'ward'),
    typed(form, 'joiningLink'),
  ];
  const venue = online ? 'Online' : typed(form, 'venue');
  if (!venue) wrong.push({ field: 'venue', text: 'Enter the venue, or say that it is online' });
  if (!online && ward && !WardCode.safeParse(ward).success)
    wrong.push({ field: 'ward', text: 'Select the ward, or leave it out' });
  if (joiningLink && !/^https:\/\/\S+$/.test(joiningLink))
    wrong.push({ field: 'joiningLink', text: 'Enter an address that begins with https://' });
  const capPerOrganisation = countOf(form, 'cap');
  if (!capPerOrganisation)
    wrong.push({ field: 'cap', text: 'Enter how many places one organisation may have' });
  const bookingOpensAt = windowOf(form, 'opens', OPENING_TIME, wrong);
  const bookingClosesAt = windowOf(form, 'closes', CLOSING_TIME, wrong);
  const priority = RULES.filter((rule) => [form['priority'] ?? []].flat().includes(rule));
  if (wrong.length > 0 || !first || !capPerOrganisation) return undefined;
  const deliveryPartner = typed(form, 'deliveryPartner');
  return {
    ...{ ...first, venue, online, capPerOrganisation },
    ...(furtherDates.length > 0 && { furtherDates }),
    ...(online && joiningLink && { joiningLink }),
    ...(!online && ward && { ward }),
    ...(deliveryPartner && { deliveryPartner }),
    ...(bookingOpensAt && { bookingOpensAt }),
    ...(bookingClosesAt && { bookingClosesAt }),
    ...(priority.length > 0 && { priority }),
  };
}

/** A time of the clock as people type it, such as 9:30. */
function timeOf(form: Form, field: string, what: string, wrong: Wrong[]): string | undefined {
  const text = typed(form, field);
  if (/^([01]?\d|2[0-3]):[0-5]\d$/.test(text)) return text.padStart(5, '0');
  wrong.push({ field, text: `Enter when it ${what}, such as 10:00` });
  return undefined;
}

/** One date a line, such as `8 12 2026`; with hours of its own where they differ: `8 12 2026 14:00-16:00`. */
function furtherDatesOf(form: Form, from: string, until: string, wrong: Wrong[]) {
  const lines = typed(form, 'furtherDates')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.flatMap((line) => {
    const [, day = '', month = '', year = '', begins = from, ends = until] =
      /^(\d{1,2})[ /](\d{1,2})[ /](\d{4})(?:\s+(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2}))?$/.exec(line) ?? [];
    const date = dayOf({ 'x-day': day, 'x-month': month, 'x-year': year }, 'x');
    if (!date) {
      wrong.push({
        field: 'furtherDates',
        text: `“${line}” is no date: write it like 8 12 2026 or 8 12 2026 14:00-16:00`,
      });
      return [];
    }
    const times = [begins, ends].map((time) => time.padStart(5, '0')) as [string, string];
    return dateAt(date, ...times, 'furtherDates', wrong) ?? [];
  });
}

function dateAt(day: string, from: string, until: string, field: string, wrong: Wrong[]) {
  try {
    const [startsAt, endsAt] = [moment(day, from), moment(day, until)];
    if (startsAt < endsAt) return { startsAt, endsAt };
    wrong.push({ field: field === 'from' ? 'until' : field, text: `Enter an end later than ${from}` });
    return undefined;
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    wrong.push({ field, text: error.message });
    return undefined;
  }
}

/** The end of a window of booking: a day with a time, which is usual when left out; undefined without a day. */
function windowOf(form: Form, name: string, usual: string, wrong: Wrong[]): string | undefined {
  const parts = ['day', 'month', 'year'].map((part) => typed(form, `${name}-${part}`));
  if (parts.every((part) => part === '')) return undefined;
  const day = dayOf(plain(form), name);
  if (!day) {
    wrong.push({ field: `${name}-day`, text: 'Enter a date, such as 1 12 2026, or leave it out' });
    return undefined;
  }
  const time = typed(form, `${name}-time`) ? timeOf(form, `${name}-time`, name, wrong) : usual;
  return time && moment(day, time);
}

const moment = (day: string, time: string): string => atLondonTime(day, time).toString();

const plain = (form: Form): Record<string, string> =>
  Object.fromEntries(Object.keys(form).map((name) => [name, typed(form, name)]));

/** The form that describes a session as it is, to be changed. Booking that closes at the start goes with the start. */
export function formOfSession(session: capacityBuildingApi.Session): Form {
  const { dates, online, ward, deliveryPartner, joiningLink, capPerOrganisation, priority } = session;
  const [first = session, ...further] = dates;
  return {
    ...dayFields('on', first.startsAt),
    ...{ from: clock(first.startsAt), until: clock(first.endsAt), venue: online ? '' : session.venue },
    ...{ online: online ? 'yes' : '', ward: ward ?? '', deliveryPartner: deliveryPartner ?? '' },
    joiningLink: joiningLink ?? '',
    furtherDates: further.map(lineOfDate).join('\n'),
    ...{ cap: String(capPerOrganisation), priority: [...priority] },
    ...dayFields('opens', session.bookingOpensAt),
    'opens-time': clock(session.bookingOpensAt),
    ...(session.bookingClosesAt !== first.startsAt && {
      ...dayFields('closes', session.bookingClosesAt),
      'closes-time': clock(session.bookingClosesAt),
    }),
  };
}

const inLondon = (moment: string) => Temporal.Instant.from(moment).toZonedDateTimeISO(LONDON);

export const clock = (moment: string): string => inLondon(moment).toPlainTime().toString().slice(0, 5);

export function dayFields(name: string, moment: string): Record<string, string> {
  const { day, month, year } = inLondon(moment);
  return { [`${name}-day`]: String(day), [`${name}-month`]: String(month), [`${name}-year`]: String(year) };
}

function lineOfDate({ startsAt, endsAt }: capacityBuildingApi.SessionDate): string {
  const { day, month, year } = inLondon(startsAt);
  return `${day} ${month} ${year} ${clock(startsAt)}-${clock(endsAt)}`;
}
