import { z } from 'zod';
import { Day, Id, Instant, Line, Prose, Version } from '../../primitives';
import { Attendance, MOST_PLACES } from './attendance';
import { Audience } from './course';
import { paged, pageOf } from '../paging';
import { Find } from './find';
import { ChangedPart, SessionDate } from './session';
import { Standing } from './waiting-list';

const Email = z.email().max(200);

/** Somebody who comes, and where reminders may be sent. */
export const Person = z.strictObject({ name: Line, email: Email.optional() }).meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

/** Who comes, place by place: a name, or a name with an address; null where the person is still to be named. */
const Names = z.array(z.union([Line, Person]).nullable()).max(MOST_PLACES);

/** Who answers for a booking. Personal data: shown to the organisation and to coordinators only. */
export const Contact = z
  .strictObject({ name: Line, email: Email, phone: Line.optional() })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof Contact>;

/** Places for an organisation. A party of several waits as one when there is not room for all of it. */
export const NewBooking = z
  .strictObject({
    sessionId: Id,
    /** The organisation; for an internal course, the team of the council. */
    organisationId: Id,
    places: z.int().min(1).max(MOST_PLACES),
    names: Names.default([]),
    contact: Contact.optional(),
  })
  .meta({ id: 'NewBooking' });
export type NewBooking = z.infer<typeof NewBooking>;

export const BookingState = z.enum(['booked', 'waiting', 'offered', 'cancelled', 'expired']);
export type BookingState = z.infer<typeof BookingState>;

/** Why a booking ended: given back, an offer declined, the list left, moved elsewhere, the session or its places gone. */
export const EndedBecause = z.enum([
  'given-back',
  'declined',
  'left-list',
  'moved',
  'session-cancelled',
  'capacity-reduced',
]);
export type EndedBecause = z.infer<typeof EndedBecause>;

/** One place of a booking. The name is personal data: it is shown to the organisation and to coordinators only. */
export const Attendee = z
  .strictObject({
    place: z.int().positive(),
    name: Line.optional(),
    email: Email.optional(),
    /** Over all dates: `partly` when some of a series was missed. Absent until the register says something. */
    attendance: Attendance.optional(),
    /** Of a series: what the register says date by date. */
    byDate: z.array(z.strictObject({ date: z.int().positive(), attendance: Attendance })).optional(),
  })
  .meta({ id: 'Attendee' });
export type Attendee = z.infer<typeof Attendee>;

export const Booking = z
  .strictObject({
    id: Id,
    sessionId: Id,
    courseId: Id,
    courseTitle: Line,
    audience: Audience,
    startsAt: Instant,
    endsAt: Instant,
    dates: z.array(SessionDate).min(1),
    venue: Line,
    online: z.boolean(),
    /** To those who have places in a session online. */
    joiningLink: z.string().optional(),
    organisationId: Id,
    /** Absent until the register's entry has arrived here. */
    organisationName: Line.optional(),
    places: z.int().positive(),
    state: BookingState,
    because: EndedBecause.optional(),
    bookedAt: Instant,
    contact: Contact.optional(),
    /** Of an offer: accepted before this moment or lost. */
    offeredUntil: Instant.optional(),
    /** Of a waiting party: how many parties stand before it. */
    partiesBefore: z.int().nonnegative().optional(),
    /** Of a waiting party: where it stands and why. */
    waiting: Standing.optional(),
    /** The last change of the session since it was booked, and whether the organisation said that it still comes. */
    sessionChange: z
      .strictObject({
        changedAt: Instant,
        reason: Prose,
        parts: z.array(ChangedPart),
        kept: z.boolean(),
      })
      .optional(),
    movedTo: Id.optional(),
    movedFrom: Id.optional(),
    people: z.array(Attendee),
    version: Version,
  })
  .meta({ id: 'Booking' });
export type Booking = z.infer<typeof Booking>;

export const BookingList = z.strictObject({ items: z.array(Booking) }).meta({ id: 'BookingList' });

/** Without an organisation: what an officer booked for teams of the council. */
export const BookingQuery = z.strictObject({ organisationId: Id.optional() });
export type BookingQuery = z.infer<typeof BookingQuery>;

/** Of one session, in the order in which they were made. */
export const SessionBookingsQuery = z.strictObject({
  state: BookingState.optional(),
  find: Find.optional(),
  ...paged,
});
export type SessionBookingsQuery = z.infer<typeof SessionBookingsQuery>;

export const BookingPage = pageOf(Booking).meta({ id: 'BookingPage' });
export type BookingPage = z.infer<typeof BookingPage>;

/** The whole list of names, place by place. */
export const NamePeople = z.strictObject({ names: Names }).meta({ id: 'NamePeople' });
export type NamePeople = z.infer<typeof NamePeople>;

/** Which places are given back, by their number; those that stay keep theirs. All of them is a cancellation. */
export const GiveBackPlaces = z
  .strictObject({ places: z.array(z.int().positive()).min(1).max(MOST_PLACES) })
  .meta({ id: 'GiveBackPlaces' });
export type GiveBackPlaces = z.infer<typeof GiveBackPlaces>;

/** Another session of the same course; without room for the whole party the booking stays where it is. */
export const MoveBooking = z.strictObject({ sessionId: Id }).meta({ id: 'MoveBooking' });
export type MoveBooking = z.infer<typeof MoveBooking>;

/** Of one session, or of those that start on days in London, both included. */
export const ExportQuery = z.strictObject({
  sessionId: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
});
export type ExportQuery = z.infer<typeof ExportQuery>;

/** Comma-separated values with a first row of names, UTF-8. */
export const CsvText = z.string().meta({ id: 'CsvText' });
