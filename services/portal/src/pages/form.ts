import { randomUUID } from 'node:crypto';
import { ApiProblem } from './service-api';

/** An error summary as the page shows it, linked to its fields. */
export interface FormErrors {
  /** For govukErrorSummary. */
  readonly list: readonly { readonly text: string; readonly href?: string }[];
  /** By field name: for a component's errorMessage. */
  readonly of: Readonly<Record<string, { readonly text: string }>>;
}

/**
 * Errors of a refused request. A pointer such as `/budgetPence` becomes the field that `fields` names for it, or
 * `budgetPence`; a broken rule stands in the summary alone unless `codes` gives it a field.
 */
export function errorsOf(
  error: unknown,
  fields: Readonly<Record<string, string>> = {},
  codes: Readonly<Record<string, string>> = {},
): FormErrors {
  if (!(error instanceof ApiProblem) || error.problem.status >= 500) throw error;
  const { code, detail, errors } = error.problem;
  const entries = errors?.length
    ? errors.map(({ pointer, message }) => {
        const name = pointer.split('/')[1] ?? '';
        return { field: fields[name] ?? name, text: sentence(message) };
      })
    : [{ field: codes[code] ?? '', text: detail }];
  return asErrors(entries);
}

/** Errors that the portal itself found in a form, before asking a service. */
export const asErrors = (entries: readonly { field: string; text: string }[]): FormErrors => ({
  list: entries.map(({ field, text }) => ({ text, ...(field && { href: `#${field}` }) })),
  of: Object.fromEntries(entries.filter(({ field }) => field).map(({ field, text }) => [field, { text }])),
});

/** A key for a form's hidden `_key` field: a double submit is recognised by it. */
export const formKey = (): string => randomUUID();

/** Pounds as people type them ("£12,500" or "12500.50") to pence; undefined when it is no amount. */
export function penceOf(text: string | undefined): number | undefined {
  const plain = (text ?? '').replace(/[£,\s]/g, '');
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(plain)) return undefined;
  const [pounds = '0', pence = ''] = plain.split('.');
  return Number(pounds) * 100 + Number(pence.padEnd(2, '0'));
}

/** The three fields of a GOV.UK date input to `YYYY-MM-DD`; undefined when it is no date. */
export function dayOf(form: Readonly<Record<string, string>>, name: string): string | undefined {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => form[`${name}-${part}`]?.trim() ?? '');
  const text = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(text)
    ? text
    : undefined;
}

/** What a schema says of a value, for a person: schemas speak of types. */
const IN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Too small: expected string|received undefined$/i, 'This is missing'],
  [/^Too small: expected array/, 'Choose at least one'],
  [/^Too big: expected string to have <=(\d+) characters$/, 'Use at most $1 characters'],
  [/^Invalid option/, 'Choose one of the answers'],
  [/^Invalid/, 'This cannot be read'],
];

function sentence(message: string): string {
  const [pattern, words] = IN_WORDS.find(([each]) => each.test(message)) ?? [];
  if (pattern && words) return message.replace(new RegExp(`.*(?:${pattern.source}).*`, pattern.flags), words);
  return message.charAt(0).toUpperCase() + message.slice(1);
}
