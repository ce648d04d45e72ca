import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id } from '../../primitives';
import { partyExample, partyShape } from './party';

/** A party moved to another session of the course, where it has a booking of its own. */
export const bookingMoved = defineEvent('capacity-building.booking.moved.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    ...partyShape,
    toSessionId: Id,
    toBookingId: Id,
  }),
  examples: {
    golden: {
      ...partyExample,
      toSessionId: '01920000-0000-7000-8000-000000000005',
      toBookingId: '01920000-0000-7000-8000-000000000006',
    },
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
