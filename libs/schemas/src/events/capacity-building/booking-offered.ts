import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Instant } from '../../primitives';

/** Freed places are offered to a waiting party until a moment. */
export const bookingOffered = defineEvent('capacity-building.booking.offered.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    bookingId: Id,
    sessionId: Id,
    courseId: Id,
    organisationId: Id,
    places: z.int().positive(),
    expiresAt: Instant,
  }),
  examples: {
    golden: {
      bookingId: '01920000-0000-7000-8000-000000000001',
      sessionId: '01920000-0000-7000-8000-000000000002',
      courseId: '01920000-0000-7000-8000-000000000003',
      organisationId: '01920000-0000-7000-8000-000000000004',
      places: 2,
      expiresAt: '2026-12-01T17:00:00Z',
    },
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
