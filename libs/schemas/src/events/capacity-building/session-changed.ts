import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Instant, Line, Prose, WardCode } from '../../primitives';

/** A session takes place at another time or place, or on other terms; the whole of it is sent. */
export const sessionChanged = defineEvent('capacity-building.session.changed.v1', {
  classification: 'public',
  subject: (fact) => fact.sessionId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    sessionId: Id,
    courseId: Id,
    courseTitle: Line,
    audience: z.enum(['external', 'internal']),
    startsAt: Instant,
    endsAt: Instant,
    dates: z.array(z.strictObject({ startsAt: Instant, endsAt: Instant })).min(1),
    venue: Line,
    online: z.boolean(),
    ward: WardCode.optional(),
    capPerOrganisation: z.int().positive(),
    parts: z.array(z.enum(['time', 'venue', 'online', 'terms'])).min(1),
    reason: Prose,
  }),
  examples: {
    golden: {
      sessionId: '01920000-0000-7000-8000-000000000001',
      courseId: '01920000-0000-7000-8000-000000000002',
      courseTitle: 'Writing your first tender',
      audience: 'external' as const,
      startsAt: '2026-12-02T10:00:00Z',
      endsAt: '2026-12-02T13:00:00Z',
      dates: [{ startsAt: '2026-12-02T10:00:00Z', endsAt: '2026-12-02T13:00:00Z' }],
      venue: 'Town hall',
      online: false,
      ward: 'E05009335',
      capPerOrganisation: 2,
      parts: ['time' as const],
      reason: 'The room is needed for the count.',
    },
    failing: [{}, { sessionId: 'not-an-id' }],
  },
});
