import { z } from 'zod';
import { Id, Instant, Line, Prose, Version } from '../../primitives';
import { paged, pageOf } from '../paging';
import { Find } from './find';

/** Places of one booking. */
export const MOST_PLACES = 50;

/** Whether somebody came to all of it, to a part, or not. */
export const Attendance = z.enum(['attended', 'partly', 'not']);
export type Attendance = z.infer<typeof Attendance>;

/**
 * The register of one booking: some or all of its places, each once. Of a series one date at a time. `name` is of
 * somebody whom nobody had named, or, with a reason, of somebody who came for another.
 */
export const RecordAttendance = z
  .strictObject({
    people: z
      .array(z.strictObject({ place: z.int().positive(), attendance: Attendance, name: Line.optional() }))
      .min(1)
      .max(MOST_PLACES),
    /** Which date of a series, from 1. */
    date: z.int().min(1).max(31).optional(),
    /** Why something that was recorded is corrected: nothing is corrected without. */
    reason: Prose.optional(),
  })
  .meta({ id: 'RecordAttendance' });
export type RecordAttendance = z.infer<typeof RecordAttendance>;

/** One line of the register as it was written, and what became of it. */
export const AttendanceEntry = z
  .strictObject({
    place: z.int().positive(),
    date: z.int().positive(),
    attendance: Attendance,
    recordedAt: Instant,
    recordedBy: Line,
    reason: Prose.optional(),
    /** False once a later line corrects this one. */
    stands: z.boolean(),
  })
  .meta({ id: 'AttendanceEntry' });
export type AttendanceEntry = z.infer<typeof AttendanceEntry>;

export const AttendanceHistory = z
  .strictObject({ items: z.array(AttendanceEntry) })
  .meta({ id: 'AttendanceHistory' });

const place = { bookingId: Id, place: z.int().positive(), name: Line.optional() };
const organisation = { organisationId: Id, organisationName: Line.optional() };

/** The register of a session on one of its dates (from 1), a page of bookings at a time. */
export const RegisterQuery = z.strictObject({
  date: z.coerce.number().int().min(1).max(31).default(1),
  find: Find.optional(),
  ...paged,
});
export type RegisterQuery = z.infer<typeof RegisterQuery>;

/** Who is expected on the date and what the register says of them; the counts are of the whole session. */
export const SessionRegister = pageOf(
  z
    .strictObject({
      ...{ ...place, ...organisation },
      attendance: Attendance.optional(),
      /** Of the booking, for `If-Match`. */
      version: Version,
    })
    .meta({ id: 'RegisterLine' }),
)
  .extend({ expected: z.int().nonnegative(), toMark: z.int().nonnegative() })
  .meta({ id: 'SessionRegister' });
export type SessionRegister = z.infer<typeof SessionRegister>;

/** A page of the corrections; without a cursor it begins with the last. */
export const RegisterCorrectionsQuery = z.strictObject(paged);
export type RegisterCorrectionsQuery = z.infer<typeof RegisterCorrectionsQuery>;

/** What was corrected in the register of a session, the last first: who, when, from what to what, why. */
export const RegisterCorrections = pageOf(
  z
    .strictObject({
      ...{ id: Id, ...place, ...organisation, date: z.int().positive() },
      ...{ from: Attendance, to: Attendance },
      ...{ correctedAt: Instant, correctedBy: Line, reason: Prose.optional() },
    })
    .meta({ id: 'RegisterCorrection' }),
).meta({ id: 'RegisterCorrections' });
export type RegisterCorrections = z.infer<typeof RegisterCorrections>;
