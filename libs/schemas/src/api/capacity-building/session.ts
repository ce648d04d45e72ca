import { z } from 'zod';
import { Id, Instant, Line, Prose, Version, WardCode } from '../../primitives';
import { Competency } from './course';

const Places = z.int().min(1).max(5_000);

/** A date of a course. Without a window, booking opens at once and closes when the session starts. */
export const NewSession = z
  .strictObject({
    courseId: Id,
    startsAt: Instant,
    endsAt: Instant,
    venue: Line,
    /** Absent for a session online. */
    ward: WardCode.optional(),
    capacity: Places,
    capPerOrganisation: Places,
    bookingOpensAt: Instant.optional(),
    bookingClosesAt: Instant.optional(),
  })
  .meta({ id: 'NewSession' });
export type NewSession = z.infer<typeof NewSession>;

/** A session with its places as they stand: offered ones are not free. */
export const Session = NewSession.extend({
  id: Id,
  courseTitle: Line,
  competencies: z.array(Competency),
  bookingOpensAt: Instant,
  bookingClosesAt: Instant,
  state: z.enum(['scheduled', 'cancelled']),
  placesFree: z.int().nonnegative(),
  partiesWaiting: z.int().nonnegative(),
  version: Version,
}).meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const SessionList = z.strictObject({ items: z.array(Session) }).meta({ id: 'SessionList' });

/** `coming`: not over yet and not cancelled. `all` is for planners and includes what is over or cancelled. */
export const SessionQuery = z.strictObject({
  courseId: Id.optional(),
  when: z.enum(['coming', 'all']).default('coming'),
});
export type SessionQuery = z.infer<typeof SessionQuery>;

export const CancelSession = z.strictObject({ reason: Prose }).meta({ id: 'CancelSession' });
