import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Instant, Line, Prose } from '../../primitives';

/** Scrutiny calls a decision in: nothing is done on it until the outcome is recorded. */
export const decisionCalledIn = defineEvent('programme.decision.called-in.v1', {
  classification: 'public',
  subject: (fact) => fact.decisionId,
  listeners: ['evaluation', 'contracts', 'analytics'],
  fact: z.strictObject({
    decisionId: Id,
    subject: z.enum(['theme', 'award']),
    subjectId: Id,
    calledInBy: Line,
    reason: Prose,
    calledInAt: Instant,
  }),
  examples: {
    golden: {
      decisionId: '01920000-0000-7000-8000-000000000001',
      subject: 'award' as const,
      subjectId: '01920000-0000-7000-8000-000000000002',
      calledInBy: 'Overview and Scrutiny Committee',
      reason: 'Two wards would lose their present service.',
      calledInAt: '2026-11-04T10:00:00Z',
    },
    failing: [{}, { decisionId: 'not-an-id' }],
  },
});
