import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Instant } from '../../primitives';

/** The deadline passed; nothing more is accepted. */
export const tenderClosed = defineEvent('tendering.tender.closed.v1', {
  classification: 'public',
  subject: (fact) => fact.tenderId,
  listeners: ['evaluation', 'notifications', 'analytics', 'equality-analysis'],
  fact: z.strictObject({ tenderId: Id, closedAt: Instant }),
  examples: {
    golden: { tenderId: '01920000-0000-7000-8000-000000000001', closedAt: '2026-12-07T12:00:00Z' },
    failing: [{}, { tenderId: 'not-an-id' }],
  },
});
