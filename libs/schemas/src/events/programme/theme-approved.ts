import { z } from 'zod';
import { defineEvent } from '../../event';
import { Day, Id, Line, Pence, Prose } from '../../primitives';

/** A delivery area has its budget and may be put out to tender (report 3.26, 3.31). */
export const themeApproved = defineEvent('programme.theme.approved.v1', {
  classification: 'public',
  subject: (fact) => fact.themeId,
  listeners: ['equality-analysis', 'tendering', 'analytics'],
  fact: z.strictObject({
    themeId: Id,
    programmeId: Id,
    title: Line,
    summary: Prose,
    leadService: Line,
    budgetPence: Pence,
    serviceStartsOn: Day,
    outcomes: z
      .array(
        z.strictObject({
          outcomeId: Id,
          title: Line,
          indicator: Line,
          target: z.number().nonnegative(),
          unit: Line,
        }),
      )
      .min(1),
    decisionId: Id,
  }),
  examples: {
    golden: {
      themeId: '01920000-0000-7000-8000-000000000001',
      programmeId: '01920000-0000-7000-8000-000000000002',
      title: 'Money advice in the places people already go',
      summary: 'Advice sessions in community venues.',
      leadService: 'Benefits and Financial Inclusion',
      budgetPence: 48_000_000,
      serviceStartsOn: '2027-04-01',
      outcomes: [
        {
          outcomeId: '01920000-0000-7000-8000-000000000003',
          title: 'Reducing poverty',
          indicator: 'Residents with a better financial position',
          target: 400,
          unit: 'residents a year',
        },
      ],
      decisionId: '01920000-0000-7000-8000-000000000004',
    },
    failing: [{ themeId: 'not-an-id' }, {}],
  },
});
