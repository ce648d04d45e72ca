import { z } from 'zod';
import { ActorId, Id, Instant, Line } from '../../primitives';

const Officer = z.strictObject({ id: ActorId, name: z.string() }).meta({ id: 'OpeningOfficer' });

/** Who opened, when, and what was found. Written once, at the second officer's confirmation. */
export const Opening = z
  .strictObject({
    id: Id,
    tenderId: Id,
    state: z.enum(['proposed', 'confirmed']),
    proposedBy: Officer,
    proposedAt: Instant,
    confirmedBy: Officer.optional(),
    confirmedAt: Instant.optional(),
    bids: z.array(
      z.strictObject({
        bidId: Id,
        organisationId: Id,
        organisationName: Line,
        submittedAt: Instant,
        sha256: z.string(),
      }),
    ),
    /** What the database holds is not what was sealed: to be looked into, never passed over. */
    damaged: z.array(
      z.strictObject({ bidId: Id, submittedAt: Instant.optional(), sha256: z.string().optional() }),
    ),
    /** Complete at the deadline and never submitted, or withdrawn and not submitted again. */
    completeNotSubmitted: z.array(z.strictObject({ organisationId: Id, organisationName: Line })),
  })
  .meta({ id: 'Opening' });
export type Opening = z.infer<typeof Opening>;
