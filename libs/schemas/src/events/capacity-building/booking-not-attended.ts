import { z } from 'zod';
import { defineEvent } from '../../event';
import { partyExample, partyShape } from './party';

/** Nobody of a booking came. */
export const bookingNotAttended = defineEvent('capacity-building.booking.not-attended.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject(partyShape),
  examples: {
    golden: partyExample,
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
