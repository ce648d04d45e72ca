import { z } from 'zod';
import { defineEvent } from '../../event';
import { ActorId, Day, Id, Prose, Instant } from '../../primitives';

/** A recorded decision: what, by whom, with the decision maker's own due regard (report 5.5). */
export const decisionTaken = defineEvent('programme.decision.taken.v1', {
  classification: 'public',
  subject: (fact) => fact.decisionId,
  listeners: ['evaluation', 'contracts', 'analytics'],
  fact: z.strictObject({
    decisionId: Id,
    subject: z.enum(['theme', 'award']),
    subjectId: Id,
    setHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    /** The equality check that an award was decided on. */
    checkId: Id.optional(),
    outcome: z.enum(['approved', 'rejected']),
    key: z.boolean(),
    decidedBy: ActorId,
    decidedAt: Instant,
    /** The last day on which scrutiny can call it in. */
    callInEndsOn: Day.optional(),
    dueRegard: Prose,
    reasons: Prose,
  }),
  examples: {
    golden: {
      decisionId: '01920000-0000-7000-8000-000000000001',
      subject: 'theme' as const,
      subjectId: '01920000-0000-7000-8000-000000000002',
      outcome: 'approved' as const,
      key: true,
      decidedBy: '01920000-0000-7000-8000-000000000003',
      decidedAt: '2026-11-02T10:00:00Z',
      callInEndsOn: '2026-11-09',
      dueRegard: 'I have read the screening and its evidence.',
      reasons: 'The theme answers an evidenced need.',
    },
    failing: [{}, { decisionId: 'not-an-id' }],
  },
});
