import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Instant, WardCode } from '../../primitives';

/** Who bid, and whom the bid says it will reach. No price, no text. */
export const bidOpened = defineEvent('tendering.bid.opened.v1', {
  classification: 'internal',
  subject: (fact) => fact.bidId,
  listeners: ['evaluation', 'analytics', 'notifications', 'capacity-building'],
  fact: z.strictObject({
    bidId: Id,
    tenderId: Id,
    organisationId: Id,
    organisationName: Line,
    openedAt: Instant,
    reach: z.strictObject({
      wards: z.array(z.strictObject({ ward: WardCode, people: z.int().nonnegative() })).min(1),
      groups: z.array(
        z.strictObject({ characteristic: Line, category: Line, people: z.int().nonnegative() }),
      ),
    }),
  }),
  examples: {
    golden: {
      bidId: '01920000-0000-7000-8000-000000000001',
      tenderId: '01920000-0000-7000-8000-000000000002',
      organisationId: '01920000-0000-7000-8000-000000000003',
      organisationName: 'Limehouse Kitchen Table (fictional)',
      openedAt: '2026-12-08T09:00:00Z',
      reach: {
        wards: [{ ward: 'E05009329', people: 120 }],
        groups: [{ characteristic: 'disability', category: 'Disabled under the Equality Act', people: 40 }],
      },
    },
    failing: [{}, { bidId: 'not-an-id' }],
  },
});
