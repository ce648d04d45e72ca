import { z } from 'zod';
import { Id, Instant, Line } from '../../primitives';
import { paged, pageOf } from '../paging';

/** `unreachable`: the organisation has given no address. */
export const DeliveryState = z.enum(['pending', 'sent', 'failed', 'unreachable']);

/** One message to one address. */
export const Delivery = z
  .strictObject({
    id: Id,
    template: Line,
    /** The address; undefined where the message was sealed and has been sent. */
    recipient: z.string().optional(),
    organisationName: z.string().optional(),
    subject: z.string().optional(),
    state: DeliveryState,
    attempts: z.int().nonnegative(),
    createdAt: Instant,
    sentAt: Instant.optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;

export const DeliveryQuery = z.strictObject({
  state: DeliveryState.optional(),
  ...paged,
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

/** `waiting` counts messages whose addresses have not been asked for yet. */
export const DeliveryList = pageOf(Delivery)
  .extend({
    counts: z.strictObject({
      waiting: z.int().nonnegative(),
      pending: z.int().nonnegative(),
      sent: z.int().nonnegative(),
      failed: z.int().nonnegative(),
      unreachable: z.int().nonnegative(),
    }),
  })
  .meta({ id: 'DeliveryList' });
export type DeliveryList = z.infer<typeof DeliveryList>;
