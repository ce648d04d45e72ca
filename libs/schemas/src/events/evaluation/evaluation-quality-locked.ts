import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Instant } from '../../primitives';

/** The quality consensus is final; prices may be opened. */
export const evaluationQualityLocked = defineEvent('evaluation.evaluation.quality-locked.v1', {
  classification: 'internal',
  subject: (fact) => fact.evaluationId,
  listeners: ['tendering', 'notifications'],
  fact: z.strictObject({ evaluationId: Id, tenderId: Id, lockedAt: Instant }),
  examples: {
    golden: {
      evaluationId: '01920000-0000-7000-8000-000000000001',
      tenderId: '01920000-0000-7000-8000-000000000002',
      lockedAt: '2027-01-05T15:00:00Z',
    },
    failing: [{}, { evaluationId: 'not-an-id' }],
  },
});
