import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Prose, Instant } from '../../primitives';

/** A theme was screened: a full analysis follows, or none is needed and why (report 6.1, 6.2). */
export const analysisScreeningCompleted = defineEvent('equality-analysis.analysis.screening-completed.v1', {
  classification: 'public',
  subject: (fact) => fact.analysisId,
  listeners: ['programme', 'analytics'],
  fact: z.strictObject({
    analysisId: Id,
    themeId: Id,
    outcome: z.enum(['no-further-analysis', 'full-analysis']),
    reason: Prose,
    completedAt: Instant,
  }),
  examples: {
    golden: {
      analysisId: '01920000-0000-7000-8000-000000000001',
      themeId: '01920000-0000-7000-8000-000000000002',
      outcome: 'full-analysis' as const,
      reason: 'Small organisations may be affected.',
      completedAt: '2026-10-20T10:00:00Z',
    },
    failing: [{}, { analysisId: 'not-an-id' }],
  },
});
