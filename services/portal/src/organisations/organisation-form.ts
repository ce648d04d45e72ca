import { organisationsApi } from '@commissioning/schemas';
import { asErrors, type FormErrors, penceOf } from '../pages/form';

/** The fields of the form as the browser sends them; a group of checkboxes is one text or several. */
export type OrganisationForm = Partial<Record<string, string | string[]>>;

type Identifiers = organisationsApi.Identifier[];

/** Numbers that the form asks for by name; an organisation's others stay as they are. */
const ASKED = { charityNumber: 'GB-CHC', companyNumber: 'GB-COH' } as const;

/** Codes as somebody types them where there are no names to choose from. */
const CODES = /[\s,;]+/;

export const textOf = (form: OrganisationForm, name: string): string => {
  const value = form[name];
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim();
};

export const manyOf = (form: OrganisationForm, name: string): string[] => {
  const value = form[name] ?? [];
  return (Array.isArray(value) ? value : value.split(CODES)).filter((item) => item !== '');
};

/** Groups have commas and spaces in their names: one checked box is one text. */
const checkedOf = (form: OrganisationForm, name: string): string[] => {
  const value = form[name] ?? [];
  return Array.isArray(value) ? value : [value].filter((item) => item !== '');
};

/** The organisation that a form describes, or what is wrong with the form. */
export function draftOf(
  form: OrganisationForm,
  otherIdentifiers: Identifiers = [],
): { organisation: organisationsApi.NewOrganisation } | { errors: FormErrors } {
  const annualIncomePence = penceOf(textOf(form, 'income'));
  const draft = {
    name: textOf(form, 'name'),
    legalForm: textOf(form, 'legalForm'),
    identifiers: [
      ...Object.entries(ASKED).flatMap(([field, scheme]) => {
        const id = textOf(form, field);
        return id ? [{ scheme, id }] : [];
      }),
      ...otherIdentifiers.filter(({ scheme }) => !Object.values<string>(ASKED).includes(scheme)),
    ],
    annualIncomePence,
    homeWard: textOf(form, 'homeWard'),
    wardsServed: manyOf(form, 'wardsServed'),
    equalityFocus: checkedOf(form, 'equalityFocus'),
    ...(textOf(form, 'contactEmail') && { contactEmail: textOf(form, 'contactEmail') }),
  };
  const checked = organisationsApi.NewOrganisation.safeParse(draft);
  if (checked.success) return { organisation: checked.data };
  const wrong = new Set(checked.error.issues.map(({ path }) => String(path[0])));
  return {
    errors: asErrors(
      Object.entries(SENTENCES)
        .filter(([property]) => wrong.has(property))
        .map(([, entry]) => entry),
    ),
  };
}

/** What the form shows of an entry that is to be changed. */
export function formOf(entry: organisationsApi.OrganisationEntry): OrganisationForm {
  const numberIn = (scheme: string) => entry.identifiers.find((known) => known.scheme === scheme)?.id ?? '';
  return {
    name: entry.name,
    legalForm: entry.legalForm,
    charityNumber: numberIn(ASKED.charityNumber),
    companyNumber: numberIn(ASKED.companyNumber),
    income: (entry.annualIncomePence / 100).toFixed(entry.annualIncomePence % 100 === 0 ? 0 : 2),
    homeWard: entry.homeWard,
    wardsServed: entry.wardsServed,
    equalityFocus: entry.equalityFocus,
    contactEmail: entry.contactEmail ?? '',
  };
}

const SENTENCES: Readonly<Record<string, { field: string; text: string }>> = {
  name: { field: 'name', text: 'Enter the name of the organisation' },
  legalForm: { field: 'legalForm', text: 'Select the legal form' },
  identifiers: { field: 'charityNumber', text: 'Enter the numbers as the registers write them' },
  annualIncomePence: { field: 'income', text: 'Enter last year’s income in pounds, such as £42,000' },
  contactEmail: { field: 'contactEmail', text: 'Enter an email address, such as name@example.org' },
  homeWard: { field: 'homeWard', text: 'Select the ward where the organisation is based' },
  wardsServed: { field: 'wardsServed', text: 'Select at least one ward that the organisation serves' },
  equalityFocus: { field: 'equalityFocus', text: 'Select groups from the list' },
};
