import { atLondonTime, CalendarError } from '@commissioning/calendar';
import { type capacityBuildingApi, WardCode } from '@commissioning/schemas';
import { asErrors, dayOf, type FormErrors } from '../pages/form';

/** A form as the browser sends it. */
export type Form = Readonly<Record<string, string>>;
type Wrong = { field: string; text: string };

const text = (form: Form, name: string): string => (form[name] ?? '').trim();

/** A whole number of at least 1; undefined for anything else. */
function countOf(form: Form, name: string): number | undefined {
  const typed = text(form, name);
  return /^[1-9]\d{0,4}$/.test(typed) ? Number(typed) : undefined;
}

/** Names, one a line; places beyond them stay to be named. */
export const namesOf = (form: Form, name: string): string[] =>
  text(form, name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The booking that a form asks for, or what is wrong with the form. */
export function bookingOf(
  form: Form,
  sessionId: string,
): { booking: capacityBuildingApi.NewBooking } | { errors: FormErrors } {
  const places = countOf(form, 'places');
  const names = namesOf(form, 'names');
  const wrong: Wrong[] = [
    ...(form['organisationId'] ? [] : [{ field: 'organisationId', text: 'Select the organisation' }]),
    ...(places ? [] : [{ field: 'places', text: 'Enter how many places you need, such as 2' }]),
    ...(places && names.length > places
      ? [
          {
            field: 'names',
            text: `You name ${names.length} people for ${places}: ask for more places or name fewer`,
          },
        ]
      : []),
  ];
  if (wrong.length > 0 || !places) return { errors: asErrors(wrong) };
  return { booking: { sessionId, organisationId: form['organisationId'] as string, places, names } };
}

/** The session that a form describes, or what is wrong with the form. Times are on the London clock. */
export function sessionOf(
  form: Form,
  courseId: string,
): { session: capacityBuildingApi.NewSession } | { errors: FormErrors } {
  const wrong: Wrong[] = [];
  const day = dayOf(form, 'on');
  if (!day) wrong.push({ field: 'on-day', text: 'Enter the date, such as 1 12 2026' });
  const at = (field: string, what: string): string | undefined => {
    try {
      if (!/^\d{1,2}:\d{2}$/.test(text(form, field))) throw new CalendarError('not-a-date', '');
      return day && atLondonTime(day, text(form, field).padStart(5, '0')).toString();
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      wrong.push({ field, text: error.message || `Enter when it ${what}, such as 10:00` });
      return undefined;
    }
  };
  const [startsAt, endsAt] = [at('from', 'starts'), at('until', 'ends')];
  const venue = text(form, 'venue');
  if (!venue) wrong.push({ field: 'venue', text: 'Enter the venue, or “online”' });
  const ward = text(form, 'ward');
  if (ward && !WardCode.safeParse(ward).success)
    wrong.push({ field: 'ward', text: 'Select the ward, or leave it out for a session online' });
  const [capacity, capPerOrganisation] = [countOf(form, 'capacity'), countOf(form, 'cap')];
  if (!capacity) wrong.push({ field: 'capacity', text: 'Enter how many places there are' });
  if (!capPerOrganisation)
    wrong.push({ field: 'cap', text: 'Enter how many places one organisation may have' });
  if (wrong.length > 0 || !startsAt || !endsAt || !capacity || !capPerOrganisation)
    return { errors: asErrors(wrong) };
  return {
    session: { courseId, startsAt, endsAt, venue, ...(ward && { ward }), capacity, capPerOrganisation },
  };
}

/** One booking's part of the register. */
export interface RegisterOfBooking {
  readonly bookingId: string;
  readonly version: string;
  readonly people: capacityBuildingApi.RecordAttendance['people'];
}

/**
 * What a register of attendance says, booking by booking: `came-<booking>-<place>` beside `version-<booking>`. A
 * booking without any answer is left for later; one with some but not all is named.
 */
export function registerOf(
  form: Form,
  bookings: readonly capacityBuildingApi.Booking[],
): { registers: RegisterOfBooking[] } | { errors: FormErrors } {
  const registers: RegisterOfBooking[] = [];
  const wrong: Wrong[] = [];
  for (const { id, people, organisationName } of bookings) {
    const answers = people.flatMap(({ place }) => {
      const attendance = form[`came-${id}-${place}`];
      return attendance === 'attended' || attendance === 'partly' || attendance === 'not'
        ? [{ place, attendance } as const]
        : [];
    });
    if (answers.length === 0) continue;
    const missing = people.find(({ place }) => !answers.some((answer) => answer.place === place));
    if (missing)
      wrong.push({
        field: `came-${id}-${missing.place}`,
        text: `Say for everybody of ${organisationName ?? 'the organisation'} whether they came`,
      });
    else registers.push({ bookingId: id, version: form[`version-${id}`] ?? '', people: answers });
  }
  if (wrong.length > 0) return { errors: asErrors(wrong) };
  if (registers.length === 0)
    return {
      errors: asErrors([{ field: '', text: 'Nothing was marked: say for at least one booking who came' }]),
    };
  return { registers };
}
