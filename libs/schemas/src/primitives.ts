import { z } from 'zod';

/** A UUID; aggregates get a version 7 one, so that they sort by time of creation. */
export const Id = z.uuid().meta({ id: 'Id' });
export type Id = z.infer<typeof Id>;

/** One line of text, 1–200 characters, no line breaks. */
export const Line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\r\n]*$/, 'must be a single line');

/** Several paragraphs, 1–10,000 characters. */
export const Prose = z.string().trim().min(1).max(10_000);

/** A moment in UTC, ISO 8601 with `Z`. */
export const Instant = z.iso.datetime({ precision: undefined });

/** A calendar date in Europe/London, `YYYY-MM-DD`. */
export const Day = z.iso.date();

/** Money in whole pence, never negative. £1 is 100. */
export const Pence = z.int().nonnegative();

/** The GSS code of an electoral ward, such as E05009317. Names change; codes do not. */
export const WardCode = z.string().regex(/^E05\d{6}$/, 'must be a ward code such as E05009317');

/** Raised by one with every change; sent back in `If-Match`. */
export const Version = z.int().positive();

/** Who did something: a person of the council, of an organisation, or a system. */
export const ActorId = z.string().min(1).max(200);
