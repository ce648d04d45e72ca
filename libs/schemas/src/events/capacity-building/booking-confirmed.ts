import { z } from 'zod';
import { defineEvent } from '../../event';
import { partyExample, partyShape } from './party';

/** Places are held for an organisation. */
export const bookingConfirmed = defineEvent('capacity-building.booking.confirmed.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject(partyShape),
  examples: {
    golden: partyExample,
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
