import { z } from 'zod';
import { Instant, Line, Prose } from '../../primitives';

export const MOST_PLACES = 50;

export const Attendance = z.enum(['attended', 'partly', 'not']);
export type Attendance = z.infer<typeof Attendance>;

/** The register of one booking: some or all of its places, each once. Of a series one date at a time. */
export const RecordAttendance = z
  .strictObject({
    people: z
      .array(z.strictObject({ place: z.int().positive(), attendance: Attendance }))
      .min(1)
      .max(MOST_PLACES),
    /** Which date of a series, from 1. */
    date: z.int().min(1).max(31).optional(),
    /** Why something that was recorded is corrected. */
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
