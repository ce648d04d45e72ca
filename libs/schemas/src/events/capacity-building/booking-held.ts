import { z } from 'zod';
import { defineEvent } from '../../event';
import { partyExample, partyShape } from './party';

/** Freed places are kept for a party that was passed over as often as it may be. */
export const bookingHeld = defineEvent('capacity-building.booking.held.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    ...partyShape,
    held: z.int().positive(),
  }),
  examples: {
    golden: {
      ...partyExample,
      held: 1,
    },
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
