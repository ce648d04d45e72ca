import { z } from 'zod';
import { Day, Id, Instant, Line, Prose } from '../../primitives';
import { MessageKey } from './message-key';

const Places = z.int().positive();
const Email = z.email().max(200);
const Names = z.array(Line).max(50);

/** What every letter about a booking says: which session, when, where, how many places. */
const party = {
  courseTitle: Line,
  startsAt: Instant,
  endsAt: Instant,
  /** Of a series: its dates after the first. */
  furtherDates: z
    .array(z.strictObject({ startsAt: Instant, endsAt: Instant }))
    .max(30)
    .optional(),
  venue: Line,
  /** Of a session online, for those who have places. */
  joiningLink: z.url().max(1_000).optional(),
  places: Places,
};

/** A calendar file (RFC 5546) that goes with the letter; who it is sent to is entered as its attendee. */
const calendar = z.strictObject({
  method: z.enum(['REQUEST', 'CANCEL']),
  content: z.string().max(50_000),
});

const toOrganisation = <Template extends string, Facts extends z.ZodRawShape>(
  template: Template,
  more: Facts,
) =>
  z.strictObject({
    template: z.literal(template),
    key: MessageKey,
    organisationId: Id,
    /** In place of the register's addresses: a team of the council is on no register. */
    contactEmail: Email.optional(),
    facts: z.strictObject({ ...party, ...more }),
  });

/**
 * Letters about training, one per (booking, template, occasion). Names of people may stand in them, so they are kept
 * sealed until they are sent and forgotten then. `training-adjustments-unconfirmed` goes to the training team with
 * counts alone; `training-request-answered` says that there is an answer and not to what.
 */
export const trainingMessages = [
  toOrganisation('training-booked', { names: Names, calendar }),
  /** `reason`: it had places, until there were fewer. */
  toOrganisation('training-waiting', { reason: Prose.optional(), calendar: calendar.optional() }),
  toOrganisation('training-offered', { expiresAt: Instant }),
  toOrganisation('training-offer-ended', {}),
  toOrganisation('training-changed', {
    before: z.strictObject({ startsAt: Instant, venue: Line }),
    reason: Prose.optional(),
    calendar: calendar.optional(),
  }),
  toOrganisation('training-places-changed', { placesBefore: Places, calendar: calendar.optional() }),
  toOrganisation('training-cancelled', {
    because: z.enum([
      'given-back',
      'declined',
      'left-list',
      'moved',
      'session-cancelled',
      'capacity-reduced',
    ]),
    reason: Prose.optional(),
    calendar: calendar.optional(),
  }),
  toOrganisation('training-session-cancelled', { reason: Prose.nullable(), calendar: calendar.optional() }),
  toOrganisation('training-names-needed', { unnamed: Places }),
  toOrganisation('training-reminder', { names: Names, unnamed: z.int().nonnegative() }),
  toOrganisation('training-feedback', { closesOn: Day }),
  toOrganisation('training-request-answered', {}),
  z.strictObject({
    template: z.literal('training-reminder-person'),
    key: MessageKey,
    email: Email,
    facts: z.strictObject({ ...party, name: Line }),
  }),
  z.strictObject({
    template: z.literal('training-adjustments-unconfirmed'),
    key: MessageKey,
    email: Email,
    facts: z.strictObject({
      courseTitle: Line,
      startsAt: Instant,
      unconfirmed: z.int().positive(),
      cannotMeet: z.int().nonnegative(),
    }),
  }),
] as const;
