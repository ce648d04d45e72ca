import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Instant, Prose } from '../../primitives';

/** A decision that was called in stands, or goes back to the decision maker. */
export const decisionConfirmed = defineEvent('programme.decision.confirmed.v1', {
  classification: 'public',
  subject: (fact) => fact.decisionId,
  listeners: ['evaluation', 'contracts', 'analytics'],
  fact: z.strictObject({
    decisionId: Id,
    subject: z.enum(['theme', 'award']),
    subjectId: Id,
    outcome: z.enum(['confirmed', 'referred-back']),
    reason: Prose,
    endedAt: Instant,
  }),
  examples: {
    golden: {
      decisionId: '01920000-0000-7000-8000-000000000001',
      subject: 'award' as const,
      subjectId: '01920000-0000-7000-8000-000000000002',
      outcome: 'confirmed' as const,
      reason: 'The committee was satisfied with the mitigations.',
      endedAt: '2026-11-12T10:00:00Z',
    },
    failing: [{}, { decisionId: 'not-an-id' }],
  },
});
