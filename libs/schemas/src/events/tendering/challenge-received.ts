import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Day } from '../../primitives';

/** A claim or complaint: a claim in standstill suspends signature by law. */
export const challengeReceived = defineEvent('tendering.challenge.received.v1', {
  classification: 'internal',
  subject: (fact) => fact.challengeId,
  listeners: ['contracts', 'evaluation'],
  fact: z.strictObject({
    challengeId: Id,
    tenderId: Id,
    kind: z.enum(['claim', 'complaint']),
    receivedOn: Day,
  }),
  examples: {
    golden: {
      challengeId: '01920000-0000-7000-8000-000000000001',
      tenderId: '01920000-0000-7000-8000-000000000002',
      kind: 'claim' as const,
      receivedOn: '2027-01-20',
    },
    failing: [{}, { challengeId: 'not-an-id' }],
  },
});
