import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Prose } from '../../primitives';

/** A session has more or fewer places. */
export const sessionCapacityChanged = defineEvent('capacity-building.session.capacity-changed.v1', {
  classification: 'public',
  subject: (fact) => fact.sessionId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    sessionId: Id,
    before: z.int().positive(),
    capacity: z.int().positive(),
    reason: Prose,
  }),
  examples: {
    golden: {
      sessionId: '01920000-0000-7000-8000-000000000001',
      before: 12,
      capacity: 16,
      reason: 'A larger room.',
    },
    failing: [{}, { sessionId: 'not-an-id' }],
  },
});
