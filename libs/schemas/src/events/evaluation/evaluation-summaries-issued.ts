import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id } from '../../primitives';

/** Every bidder has its assessment summary. */
export const evaluationSummariesIssued = defineEvent('evaluation.evaluation.summaries-issued.v1', {
  classification: 'internal',
  subject: (fact) => fact.evaluationId,
  listeners: ['notifications', 'tendering'],
  fact: z.strictObject({ evaluationId: Id, tenderId: Id, organisationIds: z.array(Id).min(1) }),
  examples: {
    golden: {
      evaluationId: '01920000-0000-7000-8000-000000000001',
      tenderId: '01920000-0000-7000-8000-000000000002',
      organisationIds: ['01920000-0000-7000-8000-000000000003'],
    },
    failing: [{}, { evaluationId: 'not-an-id' }],
  },
});
