import { z } from 'zod';
import { ActorId, Id, Instant, Line, Prose } from '../../primitives';

/** What connects a panel member with one bidder; `none` says so expressly. */
export const DeclareInterest = z
  .strictObject({
    bidId: Id,
    interest: z.enum(['none', 'personal', 'professional', 'financial']),
    degree: z.enum(['actual', 'potential', 'perceived']).optional(),
    detail: Prose.optional(),
  })
  .meta({ id: 'DeclareInterest' });
export type DeclareInterest = z.infer<typeof DeclareInterest>;

/** One declaration for every bidder. */
export const DeclareInterests = z
  .strictObject({ declarations: z.array(DeclareInterest).min(1).max(500) })
  .meta({ id: 'DeclareInterests' });
export type DeclareInterests = z.infer<typeof DeclareInterests>;

/** Somebody else decides whether the person may continue, and with which safeguards. */
export const ResolveConflict = z
  .strictObject({
    person: ActorId,
    bidId: Id,
    outcome: z.enum(['may-continue', 'must-leave']),
    reason: Prose,
  })
  .meta({ id: 'ResolveConflict' });
export type ResolveConflict = z.infer<typeof ResolveConflict>;

export const Declaration = DeclareInterest.extend({
  person: ActorId,
  name: Line,
  organisationName: Line,
  declaredAt: Instant,
  resolution: z
    .strictObject({
      outcome: z.enum(['may-continue', 'must-leave']),
      reason: Prose,
      by: ActorId,
      at: Instant,
    })
    .optional(),
}).meta({ id: 'Declaration' });
export type Declaration = z.infer<typeof Declaration>;

export const DeclarationList = z
  .strictObject({ items: z.array(Declaration) })
  .meta({ id: 'DeclarationList' });
export type DeclarationList = z.infer<typeof DeclarationList>;
