import { z } from 'zod';
import { Day, Id, Instant, Line, Prose, Version, WardCode } from '../../primitives';
import { Audience, Competency } from './course';
import { paged, pageOf } from '../paging';
import { NewPool, Pool, PoolRule } from './pool';

const Places = z.int().min(1).max(5_000);

/** One date of a session. */
export const SessionDate = z.strictObject({ startsAt: Instant, endsAt: Instant }).meta({ id: 'SessionDate' });
export type SessionDate = z.infer<typeof SessionDate>;

/** Where and when; with further dates it is a series, booked as one. */
const Arrangements = z.strictObject({
  startsAt: Instant,
  endsAt: Instant,
  furtherDates: z.array(SessionDate).max(30).optional(),
  venue: Line,
  online: z.boolean().optional(),
  /** Of a session online; shown to those who have places. */
  joiningLink: z
    .url({ protocol: /^https$/ })
    .max(1_000)
    .optional(),
  /** Absent for a session online. */
  ward: WardCode.optional(),
  deliveryPartner: Line.optional(),
});

/** A date of a course. Without a window, booking opens at once and closes when the session starts. */
export const NewSession = Arrangements.extend({
  courseId: Id,
  capacity: Places,
  capPerOrganisation: Places,
  bookingOpensAt: Instant.optional(),
  bookingClosesAt: Instant.optional(),
  pools: z.array(NewPool).max(3).optional(),
  /** Who stands before others in the waiting list, the first first; within each, who came first. */
  priority: z.array(PoolRule).max(3).optional(),
}).meta({ id: 'NewSession' });
export type NewSession = z.infer<typeof NewSession>;

/** Places by what they are doing: the five add up to the capacity. */
export const PlaceCount = z
  .strictObject({
    booked: z.int().nonnegative(),
    offered: z.int().nonnegative(),
    /** Kept for a party that was passed over as often as it may be. */
    held: z.int().nonnegative(),
    /** Kept by pools for those whom they are for. */
    reserved: z.int().nonnegative(),
    free: z.int().nonnegative(),
  })
  .meta({ id: 'PlaceCount' });
export type PlaceCount = z.infer<typeof PlaceCount>;

/** A session with its places as they stand: what is offered, held or reserved is not free. */
export const Session = NewSession.omit({ joiningLink: true, furtherDates: true })
  .extend({
    id: Id,
    courseTitle: Line,
    competencies: z.array(Competency),
    audience: Audience,
    /** All of them, the first first. */
    dates: z.array(SessionDate).min(1),
    online: z.boolean(),
    bookingOpensAt: Instant,
    bookingClosesAt: Instant,
    state: z.enum(['scheduled', 'cancelled']),
    cancelledBecause: Prose.optional(),
    /** Of a session online: to those who plan it. */
    joiningLink: z.string().optional(),
    places: PlaceCount,
    pools: z.array(Pool),
    priority: z.array(PoolRule),
    placesFree: z.int().nonnegative(),
    partiesWaiting: z.int().nonnegative(),
    version: Version,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const SessionList = pageOf(Session).meta({ id: 'SessionList' });
export type SessionList = z.infer<typeof SessionList>;

/**
 * In the order in which they begin. `coming`: not over yet and not cancelled. `all` is for planners and includes what is over or cancelled. `from` and
 * `to` are days in London, both included. Internal sessions are shown to the council's officers only.
 */
export const SessionQuery = z.strictObject({
  courseId: Id.optional(),
  when: z.enum(['coming', 'all']).default('coming'),
  audience: Audience.default('external'),
  ward: WardCode.optional(),
  competency: Competency.optional(),
  online: z.stringbool().optional(),
  withPlaces: z.stringbool().optional(),
  from: Day.optional(),
  to: Day.optional(),
  ...paged,
});
export type SessionQuery = z.infer<typeof SessionQuery>;

export const CalendarMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-12');

export const CalendarQuery = z.strictObject({ audience: Audience.default('external') });
export type CalendarQuery = z.infer<typeof CalendarQuery>;

/** A month, day by day; a series stands on each of its days. Days without a session are left out. */
export const Calendar = z
  .strictObject({
    month: CalendarMonth,
    days: z.array(z.strictObject({ day: Day, sessions: z.array(Session) })),
  })
  .meta({ id: 'Calendar' });
export type Calendar = z.infer<typeof Calendar>;

/** The whole of a session's arrangements as they shall be, and why they change. */
export const ChangeSession = Arrangements.extend({
  capPerOrganisation: Places,
  bookingOpensAt: Instant,
  bookingClosesAt: Instant,
  priority: z.array(PoolRule).max(3).optional(),
  reason: Prose,
}).meta({ id: 'ChangeSession' });
export type ChangeSession = z.infer<typeof ChangeSession>;

/** What of a session changed for those who come. */
export const ChangedPart = z.enum(['time', 'venue', 'online', 'terms', 'capacity', 'pools']);
export type ChangedPart = z.infer<typeof ChangedPart>;

/** What was changed, when, by whom and why. */
export const SessionChange = z
  .strictObject({
    changedAt: Instant,
    changedBy: Line,
    reason: Prose,
    parts: z.array(ChangedPart),
    before: z.record(z.string(), z.unknown()),
    after: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'SessionChange' });
export type SessionChange = z.infer<typeof SessionChange>;

export const SessionChangeList = z
  .strictObject({ items: z.array(SessionChange) })
  .meta({ id: 'SessionChangeList' });

export const CancelSession = z.strictObject({ reason: Prose }).meta({ id: 'CancelSession' });
