import { z } from 'zod';
import { defineEvent } from '../../event';
import { Day, Id, Line } from '../../primitives';

/** Notice is given of a decision to come: a line of the forward plan (SI 2012/2089 reg. 9). */
export const decisionPlanned = defineEvent('programme.decision.planned.v1', {
  classification: 'public',
  subject: (fact) => fact.plannedDecisionId,
  listeners: ['analytics', 'notifications'],
  fact: z.strictObject({
    plannedDecisionId: Id,
    subject: z.enum(['theme', 'award']),
    subjectId: Id,
    title: Line,
    key: z.boolean(),
    noticeOn: Day,
    plannedFor: Day,
  }),
  examples: {
    golden: {
      plannedDecisionId: '01920000-0000-7000-8000-000000000001',
      subject: 'theme' as const,
      subjectId: '01920000-0000-7000-8000-000000000002',
      title: 'Money advice: approval of the theme',
      key: true,
      noticeOn: '2026-11-02',
      plannedFor: '2026-12-08',
    },
    failing: [{}, { plannedDecisionId: 'not-an-id' }],
  },
});
