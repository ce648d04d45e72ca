import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Prose } from '../../primitives';

/** The competition ends without an award. */
export const tenderCancelled = defineEvent('tendering.tender.cancelled.v1', {
  classification: 'public',
  subject: (fact) => fact.tenderId,
  listeners: ['evaluation', 'notifications', 'analytics', 'equality-analysis'],
  fact: z.strictObject({ tenderId: Id, reason: Prose }),
  examples: {
    golden: { tenderId: '01920000-0000-7000-8000-000000000001', reason: 'The budget was withdrawn.' },
    failing: [{}, { tenderId: 'not-an-id' }],
  },
});
