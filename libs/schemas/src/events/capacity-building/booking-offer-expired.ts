import { z } from 'zod';
import { defineEvent } from '../../event';
import { partyExample, partyShape } from './party';

/** An offer was not taken in time. */
export const bookingOfferExpired = defineEvent('capacity-building.booking.offer-expired.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject(partyShape),
  examples: {
    golden: partyExample,
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
