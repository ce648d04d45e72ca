import { z } from 'zod';
import { defineEvent } from '../../event';
import { partyExample, partyShape } from './party';

/** Places were given back, or a party left the waiting list. */
export const bookingCancelled = defineEvent('capacity-building.booking.cancelled.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    ...partyShape,
    because: z
      .enum(['given-back', 'declined', 'left-list', 'moved', 'session-cancelled', 'capacity-reduced'])
      .optional(),
  }),
  examples: {
    golden: { ...partyExample, because: 'given-back' as const },
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
