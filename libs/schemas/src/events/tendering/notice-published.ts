import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Day } from '../../primitives';

/** A notice is out; a contract award notice starts the standstill. */
export const noticePublished = defineEvent('tendering.notice.published.v1', {
  classification: 'public',
  subject: (fact) => fact.noticeId,
  listeners: ['evaluation', 'contracts', 'notifications'],
  fact: z.strictObject({
    noticeId: Id,
    tenderId: Id,
    kind: z.enum(['tender', 'contract-award', 'contract-details']),
    publishedOn: Day,
    reference: Line,
    standstillEndsOn: Day.optional(),
  }),
  examples: {
    golden: {
      noticeId: '01920000-0000-7000-8000-000000000001',
      tenderId: '01920000-0000-7000-8000-000000000002',
      kind: 'contract-award' as const,
      publishedOn: '2027-01-18',
      reference: '2027/S 000-000001',
      standstillEndsOn: '2027-01-27',
    },
    failing: [{}, { noticeId: 'not-an-id' }],
  },
});
