import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Pence, Prose } from '../../primitives';

/** A delivery area is put forward; equality analysis screens it before anybody can approve it (report 6.1, 6.2). */
export const themeProposed = defineEvent('programme.theme.proposed.v1', {
  classification: 'internal',
  subject: (fact) => fact.themeId,
  listeners: ['equality-analysis', 'tendering', 'analytics'],
  fact: z.strictObject({
    themeId: Id,
    programmeId: Id,
    title: Line,
    summary: Prose,
    leadService: Line,
    budgetPence: Pence,
  }),
  examples: {
    golden: {
      themeId: '01920000-0000-7000-8000-000000000001',
      programmeId: '01920000-0000-7000-8000-000000000002',
      title: 'Money advice in the places people already go',
      summary: 'Advice sessions in community venues.',
      leadService: 'Benefits and Financial Inclusion',
      budgetPence: 48_000_000,
    },
    failing: [{ themeId: '01920000-0000-7000-8000-000000000001', title: 'No programme' }],
  },
});
