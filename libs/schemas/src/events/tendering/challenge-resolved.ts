import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Prose, Day } from '../../primitives';

/** A claim or complaint has ended. */
export const challengeResolved = defineEvent('tendering.challenge.resolved.v1', {
  classification: 'internal',
  subject: (fact) => fact.challengeId,
  listeners: ['contracts', 'evaluation'],
  fact: z.strictObject({ challengeId: Id, tenderId: Id, resolvedOn: Day, outcome: Prose }),
  examples: {
    golden: {
      challengeId: '01920000-0000-7000-8000-000000000001',
      tenderId: '01920000-0000-7000-8000-000000000002',
      resolvedOn: '2027-02-01',
      outcome: 'Withdrawn.',
    },
    failing: [{}, { challengeId: 'not-an-id' }],
  },
});
