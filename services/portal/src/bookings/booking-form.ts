import { capacityBuildingApi } from '@commissioning/schemas';
import { asErrors, type FormErrors } from '../pages/form';

/** A form as the browser sends it. */
export type Form = Readonly<Record<string, string>>;
type Contact = capacityBuildingApi.Contact;

/** Who comes, for which organisation or team: the first step of a booking. */
export interface Party {
  readonly organisationId: string;
  readonly places: number;
  readonly names: readonly (string | null)[];
}

/** The places of a party that is not booked yet, with who is named so far. */
export const comersOf = ({ places, names }: Party): { place: number; name: string | null }[] =>
  Array.from({ length: places }, (_, index) => ({ place: index + 1, name: names[index] ?? null }));

const MOST_PLACES = capacityBuildingApi.MOST_PLACES;
const text = (form: Form, name: string): string => (form[name] ?? '').trim();

/** Names, one a line; places beyond them stay to be named. */
const namesOf = (form: Form): string[] =>
  text(form, 'names')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/**
 * The party that a form asks places for, or what is wrong with the form. `whose`: "organisation" or "team"; `cap`: how
 * many places one of these may have in the session.
 */
export function partyOf(form: Form, whose: string, cap: number): { party: Party } | { errors: FormErrors } {
  const typed = text(form, 'places');
  const places = /^[1-9]\d{0,4}$/.test(typed) ? Number(typed) : undefined;
  const names = namesOf(form);
  const most = Math.min(cap, MOST_PLACES);
  const wrong = [
    ...(form['organisationId'] ? [] : [{ field: 'organisationId', text: `Select the ${whose}` }]),
    ...(places ? [] : [{ field: 'places', text: 'Enter how many places you need, such as 2' }]),
    ...(places && places > most
      ? [{ field: 'places', text: `One ${whose} may have at most ${most} places: ask for fewer` }]
      : []),
    ...(places && names.length > places
      ? [
          {
            field: 'names',
            text: `You name ${names.length} people for ${places === 1 ? '1 place' : `${places} places`}: ask for more places or name fewer`,
          },
        ]
      : []),
  ];
  if (wrong.length > 0 || !places) return { errors: asErrors(wrong) };
  return { party: { organisationId: form['organisationId'] as string, places, names } };
}

/**
 * Who answers for the booking: all of it or nothing of it is left out. A team of the council is on no register, so
 * that nobody would be written to without.
 */
export function contactOf(
  form: Form,
  whose: 'organisation' | 'team',
): { contact?: Contact } | { errors: FormErrors } {
  const [name, email, phone] = ['contact-name', 'contact-email', 'contact-phone'].map((field) =>
    text(form, field),
  ) as [string, string, string];
  if (!name && !email && !phone && whose === 'organisation') return {};
  const wrong = [
    ...(name ? [] : [{ field: 'contact-name', text: 'Enter the name of the person to contact' }]),
    ...(capacityBuildingApi.Contact.shape.email.safeParse(email).success
      ? []
      : [{ field: 'contact-email', text: 'Enter an email address, such as name@example.org' }]),
  ];
  return wrong.length > 0
    ? { errors: asErrors(wrong) }
    : { contact: { name, email, ...(phone && { phone }) } };
}

/** The names of a party place by place, with the addresses that were given before; an empty field is nobody yet. */
export function namesByPlace(
  form: Form,
  people: readonly capacityBuildingApi.Attendee[],
): (string | capacityBuildingApi.Person | null)[] {
  return people.map(({ place, name: before, email }) => {
    const name = text(form, `name-${place}`);
    if (!name) return null;
    return email && name === before ? { name, email } : name;
  });
}

/** The places that a form gives back, each once. */
export const placesGivenBack = (form: Readonly<Partial<Record<string, string | string[]>>>): number[] => [
  ...new Set(
    [form['place'] ?? []]
      .flat()
      .filter((typed) => /^[1-9]\d?$/.test(typed))
      .map(Number),
  ),
];
