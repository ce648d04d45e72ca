import { z } from 'zod';
import { Id, Instant, Line, Version } from '../../primitives';

const MOST_PLACES = 50;

/** Who comes, place by place; null where the person is still to be named. */
const Names = z.array(Line.nullable()).max(MOST_PLACES);

/** Places for an organisation. A party of several waits as one when there is not room for all of it. */
export const NewBooking = z
  .strictObject({
    sessionId: Id,
    organisationId: Id,
    places: z.int().min(1).max(MOST_PLACES),
    names: Names.default([]),
  })
  .meta({ id: 'NewBooking' });
export type NewBooking = z.infer<typeof NewBooking>;

export const BookingState = z.enum(['booked', 'waiting', 'offered', 'cancelled', 'expired']);
export type BookingState = z.infer<typeof BookingState>;

export const Attendance = z.enum(['attended', 'partly', 'not']);
export type Attendance = z.infer<typeof Attendance>;

/** One place of a booking. The name is personal data: it is shown to the organisation and to coordinators only. */
export const Attendee = z
  .strictObject({ place: z.int().positive(), name: Line.optional(), attendance: Attendance.optional() })
  .meta({ id: 'Attendee' });
export type Attendee = z.infer<typeof Attendee>;

export const Booking = z
  .strictObject({
    id: Id,
    sessionId: Id,
    courseId: Id,
    courseTitle: Line,
    startsAt: Instant,
    endsAt: Instant,
    venue: Line,
    organisationId: Id,
    /** Absent until the register's entry has arrived here. */
    organisationName: Line.optional(),
    places: z.int().positive(),
    state: BookingState,
    bookedAt: Instant,
    /** Of an offer: accepted before this moment or lost. */
    offeredUntil: Instant.optional(),
    /** Of a waiting party: how many parties stand before it. */
    partiesBefore: z.int().nonnegative().optional(),
    people: z.array(Attendee),
    version: Version,
  })
  .meta({ id: 'Booking' });
export type Booking = z.infer<typeof Booking>;

export const BookingList = z.strictObject({ items: z.array(Booking) }).meta({ id: 'BookingList' });

export const BookingQuery = z.strictObject({ organisationId: Id });

/** The whole list of names, place by place. */
export const NamePeople = z.strictObject({ names: Names }).meta({ id: 'NamePeople' });
export type NamePeople = z.infer<typeof NamePeople>;

/** The register of one booking: every place, once. */
export const RecordAttendance = z
  .strictObject({
    people: z
      .array(z.strictObject({ place: z.int().positive(), attendance: Attendance }))
      .min(1)
      .max(MOST_PLACES),
  })
  .meta({ id: 'RecordAttendance' });
export type RecordAttendance = z.infer<typeof RecordAttendance>;
