import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Prose } from '../../primitives';

/** A return went back with comments that help to mend it. */
export const returnReturned = defineEvent('contracts.return.returned.v1', {
  classification: 'internal',
  subject: (fact) => fact.returnId,
  listeners: ['analytics', 'equality-analysis', 'notifications'],
  fact: z.strictObject({ returnId: Id, contractId: Id, organisationId: Id, comments: Prose }),
  examples: {
    golden: {
      returnId: '01920000-0000-7000-8000-000000000001',
      contractId: '01920000-0000-7000-8000-000000000002',
      organisationId: '01920000-0000-7000-8000-000000000003',
      comments: 'The totals for two wards are swapped.',
    },
    failing: [{}, { returnId: 'not-an-id' }],
  },
});
