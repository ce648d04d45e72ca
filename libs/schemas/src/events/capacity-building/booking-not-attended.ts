import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id } from '../../primitives';

/** Nobody of a booking came. */
export const bookingNotAttended = defineEvent('capacity-building.booking.not-attended.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    bookingId: Id,
    sessionId: Id,
    courseId: Id,
    organisationId: Id,
    places: z.int().positive(),
  }),
  examples: {
    golden: {
      bookingId: '01920000-0000-7000-8000-000000000001',
      sessionId: '01920000-0000-7000-8000-000000000002',
      courseId: '01920000-0000-7000-8000-000000000003',
      organisationId: '01920000-0000-7000-8000-000000000004',
      places: 2,
    },
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
