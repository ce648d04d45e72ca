import { z } from 'zod';
import { defineEvent } from '../../event';
import { partyExample, partyShape } from './party';

/** People of an organisation came to a session: how many, never who. */
export const bookingAttended = defineEvent('capacity-building.booking.attended.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    ...partyShape,
    attended: z.int().nonnegative(),
  }),
  examples: {
    golden: {
      ...partyExample,
      attended: 2,
    },
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
