import { z } from 'zod';
import { defineEvent } from '../../event';
import { Instant } from '../../primitives';
import { partyExample, partyShape } from './party';

/** Freed places are offered to a waiting party until a moment. */
export const bookingOffered = defineEvent('capacity-building.booking.offered.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    ...partyShape,
    expiresAt: Instant,
  }),
  examples: {
    golden: {
      ...partyExample,
      expiresAt: '2026-12-01T17:00:00Z',
    },
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
