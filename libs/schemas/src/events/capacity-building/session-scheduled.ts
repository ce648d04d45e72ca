import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Instant, WardCode } from '../../primitives';

/** A session can be booked. */
export const sessionScheduled = defineEvent('capacity-building.session.scheduled.v1', {
  classification: 'public',
  subject: (fact) => fact.sessionId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    sessionId: Id,
    courseId: Id,
    courseTitle: Line,
    competencies: z.array(Line).min(1),
    startsAt: Instant,
    endsAt: Instant,
    venue: Line,
    ward: WardCode.optional(),
    capacity: z.int().positive(),
    capPerOrganisation: z.int().positive(),
    audience: z.enum(['external', 'internal']).optional(),
    online: z.boolean().optional(),
    /** All dates of a series, the first first. */
    dates: z
      .array(z.strictObject({ startsAt: Instant, endsAt: Instant }))
      .min(1)
      .optional(),
    deliveryPartner: Line.optional(),
  }),
  examples: {
    golden: {
      sessionId: '01920000-0000-7000-8000-000000000001',
      courseId: '01920000-0000-7000-8000-000000000002',
      courseTitle: 'Writing your first tender',
      competencies: ['tender-process'],
      startsAt: '2026-12-01T10:00:00Z',
      endsAt: '2026-12-01T13:00:00Z',
      venue: 'Town hall',
      ward: 'E05009335',
      capacity: 12,
      capPerOrganisation: 2,
    },
    failing: [{}, { sessionId: 'not-an-id' }],
  },
});
