const LONDON = 'Europe/London';
const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: LONDON,
});
const timeFormat = new Intl.DateTimeFormat('en-GB', {
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
  timeZone: LONDON,
});

/** 20 March 2018, from a date or a moment. */
export const day = (value: string): string =>
  dayFormat.format(new Date(value.length === 10 ? `${value}T12:00:00Z` : value));

/** 20 March 2018 at 5:30pm, London time. */
export const moment = (value: string): string => `${day(value)} at ${time(value)}`;

/** 5:30pm, London time. */
export const time = (value: string): string => timeFormat.format(new Date(value)).replace(/\s/g, '');

/** Tuesday 1 December 2026, London time. */
export const weekday = (value: string): string =>
  `${new Date(value).toLocaleDateString('en-GB', { weekday: 'long', timeZone: LONDON })} ${day(value)}`;

/** £12,500, or £12,500.50 where there are pence. */
export const pounds = (pence: number): string =>
  (pence / 100).toLocaleString('en-GB', {
    style: 'currency',
    currency: 'GBP',
    minimumFractionDigits: pence % 100 === 0 ? 0 : 2,
  });

/** What is said: a subject, paragraphs, and where to go on. `link` is a path of the portal. */
export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link?: { readonly text: string; readonly path: string };
  readonly calendar?: CalendarPart;
}

/** A calendar file that a mail program offers to take over. */
export interface CalendarPart {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

/** In whose name, and where the portal answers. */
export interface Sender {
  readonly council: string;
  readonly publicUrl: string;
}

const WHY = 'You get this because your organisation takes part in community commissioning.';

/** A letter as plain text and as HTML; both say the same. Nothing of the content is taken for markup. */
export function written(
  { paragraphs, link }: Letter,
  { council, publicUrl }: Sender,
): { text: string; html: string } {
  const address = link && new URL(link.path, publicUrl).toString();
  const text = [...paragraphs, ...(link ? [`${link.text}: ${address}`] : []), `${council}\n${WHY}`].join(
    '\n\n',
  );
  const body = paragraphs.map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`);
  const html = [
    '<!doctype html><html lang="en-GB"><body style="font:16px/1.5 sans-serif;color:#0b0c0c;max-width:38em">',
    ...body,
    ...(link && address ? [`<p><a href="${escaped(address)}">${escaped(link.text)}</a></p>`] : []),
    `<p style="color:#505a5f">${escaped(council)}<br>${WHY}</p></body></html>`,
  ].join('\n');
  return { text, html };
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
