import { z } from 'zod';
import { defineEvent } from '../../event';
import { partyExample, partyShape } from './party';

/** Places went to a smaller party behind this one. */
export const bookingPassedOver = defineEvent('capacity-building.booking.passed-over.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    ...partyShape,
    placesFree: z.int().positive(),
    times: z.int().positive(),
  }),
  examples: {
    golden: {
      ...partyExample,
      placesFree: 1,
      times: 1,
    },
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
