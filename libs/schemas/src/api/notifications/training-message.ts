import { z } from 'zod';
import { Day, Id, Instant, Line } from '../../primitives';
import { MessageKey } from './message-key';

const Places = z.int().positive();
const Names = z.array(Line).max(50);

/** What every letter about a booking says: which session, when, where, how many places. */
const party = {
  courseTitle: Line,
  startsAt: Instant,
  endsAt: Instant,
  venue: Line,
  places: Places,
};

/** A calendar file (RFC 5546) that goes with the letter; who it is sent to is entered as its attendee. */
const calendar = z.strictObject({
  method: z.enum(['REQUEST', 'CANCEL']),
  content: z.string().max(20_000),
});

const toOrganisation = <Template extends string, Facts extends z.ZodRawShape>(
  template: Template,
  more: Facts,
) =>
  z.strictObject({
    template: z.literal(template),
    key: MessageKey,
    organisationId: Id,
    facts: z.strictObject({ ...party, ...more }),
  });

/**
 * Letters about training, one per (booking, template, occasion). Names of people may stand in them, so they are kept
 * sealed until they are sent and forgotten then. `training-adjustments-unconfirmed` goes to the training team with
 * counts alone.
 */
export const trainingMessages = [
  toOrganisation('training-booked', { names: Names, calendar }),
  toOrganisation('training-waiting', {}),
  toOrganisation('training-offered', { expiresAt: Instant }),
  toOrganisation('training-offer-ended', {}),
  toOrganisation('training-changed', {
    before: z.strictObject({ startsAt: Instant, venue: Line }),
    calendar: calendar.optional(),
  }),
  toOrganisation('training-places-changed', { placesBefore: Places, calendar: calendar.optional() }),
  toOrganisation('training-cancelled', { calendar: calendar.optional() }),
  toOrganisation('training-session-cancelled', { calendar: calendar.optional() }),
  toOrganisation('training-names-needed', { unnamed: Places }),
  toOrganisation('training-reminder', { names: Names, unnamed: z.int().nonnegative() }),
  toOrganisation('training-feedback', { closesOn: Day }),
  z.strictObject({
    template: z.literal('training-adjustments-unconfirmed'),
    key: MessageKey,
    email: z.email().max(200),
    facts: z.strictObject({
      courseTitle: Line,
      startsAt: Instant,
      unconfirmed: z.int().positive(),
      cannotMeet: z.int().nonnegative(),
    }),
  }),
] as const;
