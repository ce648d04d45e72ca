import { z } from 'zod';
import { ActorId, Day, Id, Line, Pence, Prose, Version } from '../../primitives';
import { paged, pageOf } from '../paging';

export const PaymentState = z.enum(['scheduled', 'requested', 'approved']);

/** One part of a contract's value. A refused request goes back to `scheduled`, with the reason. */
export const Payment = z
  .strictObject({
    id: Id,
    contractId: Id,
    title: Line,
    organisationId: Id,
    organisationName: Line,
    number: z.int().positive(),
    of: z.int().positive(),
    dueOn: Day,
    amountPence: Pence,
    state: PaymentState,
    requestedBy: ActorId.optional(),
    requestedOn: Day.optional(),
    approvedBy: ActorId.optional(),
    approvedOn: Day.optional(),
    refusal: Prose.optional(),
    version: Version,
  })
  .meta({ id: 'Payment' });
export type Payment = z.infer<typeof Payment>;

export const PaymentQuery = z.strictObject({
  state: PaymentState.optional(),
  organisationId: Id.optional(),
  ...paged,
});
export type PaymentQuery = z.infer<typeof PaymentQuery>;

export const PaymentList = pageOf(Payment).meta({ id: 'PaymentList' });
export type PaymentList = z.infer<typeof PaymentList>;

export const RefusePayment = z.strictObject({ reason: Prose }).meta({ id: 'RefusePayment' });
