import { z } from 'zod';
import { defineEvent } from '../../event';
import { Instant, Line } from '../../primitives';
import { partyExample, partyShape } from './party';

/** The session of a booking takes place at another time or elsewhere; whoever comes says so or cancels. */
export const bookingSessionChanged = defineEvent('capacity-building.booking.session-changed.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    ...partyShape,
    startsAt: Instant,
    endsAt: Instant,
    venue: Line,
    parts: z.array(z.enum(['time', 'venue', 'online'])).min(1),
  }),
  examples: {
    golden: {
      ...partyExample,
      startsAt: '2026-12-02T10:00:00Z',
      endsAt: '2026-12-02T13:00:00Z',
      venue: 'Town hall',
      parts: ['time' as const],
    },
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
