import { z } from 'zod';
import { defineEvent } from '../../event';
import { partyExample, partyShape } from './party';

/** A party waits as one for places. */
export const bookingWaitlisted = defineEvent('capacity-building.booking.waitlisted.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject(partyShape),
  examples: {
    golden: partyExample,
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
