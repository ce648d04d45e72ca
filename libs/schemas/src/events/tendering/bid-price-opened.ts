import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Pence } from '../../primitives';

/** The price envelope is open, after the quality consensus was locked. */
export const bidPriceOpened = defineEvent('tendering.bid.price-opened.v1', {
  classification: 'internal',
  subject: (fact) => fact.bidId,
  listeners: ['evaluation', 'analytics', 'notifications'],
  fact: z.strictObject({ bidId: Id, tenderId: Id, pricePence: Pence }),
  examples: {
    golden: {
      bidId: '01920000-0000-7000-8000-000000000001',
      tenderId: '01920000-0000-7000-8000-000000000002',
      pricePence: 45_000_000,
    },
    failing: [{}, { bidId: 'not-an-id' }],
  },
});
