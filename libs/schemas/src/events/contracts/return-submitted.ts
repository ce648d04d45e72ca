import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Day } from '../../primitives';

/** A provider reported on its contract. */
export const returnSubmitted = defineEvent('contracts.return.submitted.v1', {
  classification: 'internal',
  subject: (fact) => fact.returnId,
  listeners: ['analytics', 'equality-analysis', 'notifications'],
  fact: z.strictObject({ returnId: Id, contractId: Id, organisationId: Id, periodFrom: Day, periodTo: Day }),
  examples: {
    golden: {
      returnId: '01920000-0000-7000-8000-000000000001',
      contractId: '01920000-0000-7000-8000-000000000002',
      organisationId: '01920000-0000-7000-8000-000000000003',
      periodFrom: '2027-04-01',
      periodTo: '2027-06-30',
    },
    failing: [{}, { returnId: 'not-an-id' }],
  },
});
