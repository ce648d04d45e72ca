import { z } from 'zod';
import { ActorId, Id, Instant, Prose } from '../../primitives';

/** What the decision maker signs: reasons, and due regard in their own words (report 5.5). */
export const NewDecision = z
  .strictObject({
    subject: z.enum(['theme', 'award']),
    subjectId: Id,
    setHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'must be the hash of the recommended set')
      .optional(),
    outcome: z.enum(['approved', 'rejected']),
    key: z.boolean(),
    dueRegard: Prose,
    reasons: Prose,
  })
  .meta({ id: 'NewDecision' });
export type NewDecision = z.infer<typeof NewDecision>;

export const Decision = NewDecision.extend({ id: Id, decidedBy: ActorId, decidedAt: Instant }).meta({
  id: 'Decision',
});
export type Decision = z.infer<typeof Decision>;

export const DecisionList = z.strictObject({ items: z.array(Decision) }).meta({ id: 'DecisionList' });
export const DecisionQuery = z.strictObject({ subjectId: Id.optional() });
