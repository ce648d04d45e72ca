import { z } from 'zod';
import { defineEvent } from '../../event';
import { partyExample, partyShape } from './party';

/** A party gave some of its places back and keeps the others; `places` are those that it keeps. */
export const bookingReduced = defineEvent('capacity-building.booking.reduced.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    ...partyShape,
    givenBack: z.int().positive(),
    state: z.enum(['booked', 'offered', 'waiting']),
  }),
  examples: {
    golden: {
      ...partyExample,
      givenBack: 1,
      state: 'booked' as const,
    },
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
