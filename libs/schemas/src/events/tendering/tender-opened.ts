import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Instant } from '../../primitives';

/** Two officers opened the bids; from now on it is known how many there are. */
export const tenderOpened = defineEvent('tendering.tender.opened.v1', {
  classification: 'internal',
  subject: (fact) => fact.tenderId,
  listeners: ['evaluation', 'notifications', 'analytics', 'equality-analysis'],
  fact: z.strictObject({ tenderId: Id, openedAt: Instant, bidIds: z.array(Id) }),
  examples: {
    golden: {
      tenderId: '01920000-0000-7000-8000-000000000001',
      openedAt: '2026-12-08T09:00:00Z',
      bidIds: ['01920000-0000-7000-8000-000000000002'],
    },
    failing: [{}, { tenderId: 'not-an-id' }],
  },
});
