import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Day, WardCode } from '../../primitives';

/** What a provider achieved, by ward and characteristic, accepted by the contract manager. Counts of residents. */
export const returnAccepted = defineEvent('contracts.return.accepted.v1', {
  classification: 'internal',
  subject: (fact) => fact.returnId,
  listeners: ['analytics', 'equality-analysis', 'notifications'],
  fact: z.strictObject({
    returnId: Id,
    contractId: Id,
    themeId: Id,
    organisationId: Id,
    periodFrom: Day,
    periodTo: Day,
    observations: z
      .array(
        z.strictObject({
          indicatorId: Id,
          indicator: Line,
          outcomeId: Id,
          outcome: Line,
          ward: WardCode,
          characteristic: Line,
          category: Line,
          numerator: z.int().nonnegative(),
          denominator: z.int().nonnegative(),
        }),
      )
      .min(1),
  }),
  examples: {
    golden: {
      returnId: '01920000-0000-7000-8000-000000000001',
      contractId: '01920000-0000-7000-8000-000000000002',
      themeId: '01920000-0000-7000-8000-000000000003',
      organisationId: '01920000-0000-7000-8000-000000000004',
      periodFrom: '2027-04-01',
      periodTo: '2027-06-30',
      observations: [
        {
          indicatorId: '01920000-0000-7000-8000-000000000001',
          indicator: 'Better financial position',
          outcomeId: '01920000-0000-7000-8000-000000000005',
          outcome: 'Reducing poverty',
          ward: 'E05009329',
          characteristic: 'all',
          category: 'all',
          numerator: 40,
          denominator: 60,
        },
      ],
    },
    failing: [{}, { returnId: 'not-an-id' }],
  },
});
