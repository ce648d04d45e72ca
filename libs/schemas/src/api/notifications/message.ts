import { z } from 'zod';
import { Id, Instant, Line } from '../../primitives';
import { MessageKey } from './message-key';
import { trainingMessages } from './training-message';

/**
 * What another service asks to have said. `key` makes it one message however often it is asked for.
 * - `bid-receipt`: a bid was submitted; kept sealed until it is sent, so that no table says who has bid.
 * - `bid-withdrawn`: a bid was taken back; sealed likewise.
 * - `bid-not-submitted`: a bid is complete or begun and the deadline is near; sealed likewise.
 * - `invitation`: somebody is asked to act for an organisation; `code` is in the e-mail alone.
 * - `training-…`: what becomes of places in training, and reminders.
 */
export const NewMessage = z
  .discriminatedUnion('template', [
    z.strictObject({
      template: z.literal('bid-receipt'),
      key: MessageKey,
      organisationId: Id,
      facts: z.strictObject({
        tenderId: Id,
        tenderTitle: Line,
        submittedAt: Instant,
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    }),
    z.strictObject({
      template: z.literal('bid-withdrawn'),
      key: MessageKey,
      organisationId: Id,
      facts: z.strictObject({ tenderId: Id, tenderTitle: Line, withdrawnAt: Instant }),
    }),
    z.strictObject({
      template: z.literal('bid-not-submitted'),
      key: MessageKey,
      organisationId: Id,
      facts: z.strictObject({ tenderId: Id, tenderTitle: Line, closesAt: Instant }),
    }),
    z.strictObject({
      template: z.literal('invitation'),
      key: MessageKey,
      email: z.email().max(200),
      facts: z.strictObject({
        organisationName: Line,
        invitedBy: Line,
        invitationId: Id,
        code: Line,
        expiresAt: Instant,
      }),
    }),
    ...trainingMessages,
  ])
  .meta({ id: 'NewMessage' });
export type NewMessage = z.infer<typeof NewMessage>;

/** The message is in the queue, now or since an earlier request with the same key. */
export const AcceptedMessage = z.strictObject({ id: Id, key: MessageKey }).meta({ id: 'AcceptedMessage' });
export type AcceptedMessage = z.infer<typeof AcceptedMessage>;
