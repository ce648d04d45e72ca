import { z } from 'zod';
import { defineEvent } from '../../event';
import { partyExample, partyShape } from './party';

/** A session has fewer places: this party lost its own and waits before everybody else. */
export const bookingReturnedToList = defineEvent('capacity-building.booking.returned-to-list.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject(partyShape),
  examples: {
    golden: partyExample,
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
