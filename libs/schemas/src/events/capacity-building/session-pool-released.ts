import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Prose } from '../../primitives';

/** What was left of a pool is open to everybody, at the time that was set or by a person with a reason. */
export const sessionPoolReleased = defineEvent('capacity-building.session.pool-released.v1', {
  classification: 'public',
  subject: (fact) => fact.sessionId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    sessionId: Id,
    rule: z.enum(['small', 'equality-focused', 'first-time-bidder']),
    freed: z.int().nonnegative(),
    reason: Prose,
  }),
  examples: {
    golden: {
      sessionId: '01920000-0000-7000-8000-000000000001',
      rule: 'small' as const,
      freed: 2,
      reason: 'The date that was set has come.',
    },
    failing: [{}, { sessionId: 'not-an-id' }],
  },
});
