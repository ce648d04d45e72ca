import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Day } from '../../primitives';

/** The standstill is over; contracts may be signed. */
export const evaluationStandstillEnded = defineEvent('evaluation.evaluation.standstill-ended.v1', {
  classification: 'internal',
  subject: (fact) => fact.evaluationId,
  listeners: ['contracts', 'notifications'],
  fact: z.strictObject({ evaluationId: Id, tenderId: Id, endedOn: Day }),
  examples: {
    golden: {
      evaluationId: '01920000-0000-7000-8000-000000000001',
      tenderId: '01920000-0000-7000-8000-000000000002',
      endedOn: '2027-01-27',
    },
    failing: [{}, { evaluationId: 'not-an-id' }],
  },
});
