import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Prose } from '../../primitives';

/** A question and its answer, for everybody, without the asker. */
export const tenderClarificationPublished = defineEvent('tendering.tender.clarification-published.v1', {
  classification: 'public',
  subject: (fact) => fact.tenderId,
  listeners: ['evaluation', 'notifications', 'analytics', 'equality-analysis'],
  fact: z.strictObject({ tenderId: Id, clarificationId: Id, question: Prose, answer: Prose }),
  examples: {
    golden: {
      tenderId: '01920000-0000-7000-8000-000000000001',
      clarificationId: '01920000-0000-7000-8000-000000000002',
      question: 'May we bid with a partner?',
      answer: 'Yes.',
    },
    failing: [{}, { tenderId: 'not-an-id' }],
  },
});
