import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Instant, Prose } from '../../primitives';

/** Places are reserved by rule until a moment; all pools of the session are sent. */
export const sessionPoolsSet = defineEvent('capacity-building.session.pools-set.v1', {
  classification: 'public',
  subject: (fact) => fact.sessionId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    sessionId: Id,
    pools: z.array(
      z.strictObject({
        rule: z.enum(['small', 'equality-focused', 'first-time-bidder']),
        places: z.int().positive(),
        releaseAt: Instant,
      }),
    ),
    reason: Prose,
  }),
  examples: {
    golden: {
      sessionId: '01920000-0000-7000-8000-000000000001',
      pools: [{ rule: 'small' as const, places: 4, releaseAt: '2026-11-24T09:00:00Z' }],
      reason: 'Small organisations asked for a way in.',
    },
    failing: [{}, { sessionId: 'not-an-id' }],
  },
});
