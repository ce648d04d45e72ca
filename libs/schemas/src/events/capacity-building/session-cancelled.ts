import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Prose } from '../../primitives';

/** A session will not take place. */
export const sessionCancelled = defineEvent('capacity-building.session.cancelled.v1', {
  classification: 'public',
  subject: (fact) => fact.sessionId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({ sessionId: Id, reason: Prose }),
  examples: {
    golden: { sessionId: '01920000-0000-7000-8000-000000000001', reason: 'The trainer is ill.' },
    failing: [{}, { sessionId: 'not-an-id' }],
  },
});
