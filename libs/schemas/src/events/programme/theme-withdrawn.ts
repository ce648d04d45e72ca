import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Prose } from '../../primitives';

/** A delivery area will not go ahead. */
export const themeWithdrawn = defineEvent('programme.theme.withdrawn.v1', {
  classification: 'internal',
  subject: (fact) => fact.themeId,
  listeners: ['equality-analysis', 'tendering', 'analytics'],
  fact: z.strictObject({ themeId: Id, reason: Prose }),
  examples: {
    golden: { themeId: '01920000-0000-7000-8000-000000000001', reason: 'Merged with another theme.' },
    failing: [{}, { themeId: 'not-an-id' }],
  },
});
