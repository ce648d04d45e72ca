import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Instant, Day, Pence, WardCode } from '../../primitives';

/** The recorded decision stands: these bids are to get contracts. */
export const evaluationAwarded = defineEvent('evaluation.evaluation.awarded.v1', {
  classification: 'public',
  subject: (fact) => fact.evaluationId,
  listeners: ['tendering', 'contracts', 'analytics', 'notifications', 'equality-analysis'],
  fact: z.strictObject({
    evaluationId: Id,
    tenderId: Id,
    themeId: Id,
    programmeId: Id,
    title: Line,
    setHash: z.string().regex(/^[0-9a-f]{64}$/),
    decisionId: Id,
    awardedAt: Instant,
    serviceStartsOn: Day,
    serviceEndsOn: Day,
    standstillWorkingDays: z.int().nonnegative(),
    tier: z.int().positive(),
    awards: z
      .array(
        z.strictObject({
          awardId: Id,
          bidId: Id,
          organisationId: Id,
          organisationName: Line,
          pricePence: Pence,
          reach: z.strictObject({
            wards: z.array(z.strictObject({ ward: WardCode, people: z.int().nonnegative() })).min(1),
            groups: z.array(
              z.strictObject({ characteristic: Line, category: Line, people: z.int().nonnegative() }),
            ),
          }),
        }),
      )
      .min(1),
    indicators: z.array(
      z.strictObject({
        indicatorId: Id,
        outcomeId: Id,
        outcome: Line,
        title: Line,
        target: z.number().nonnegative(),
        unit: Line,
      }),
    ),
  }),
  examples: {
    golden: {
      evaluationId: '01920000-0000-7000-8000-000000000001',
      tenderId: '01920000-0000-7000-8000-000000000002',
      themeId: '01920000-0000-7000-8000-000000000005',
      programmeId: '01920000-0000-7000-8000-000000000004',
      title: 'Money advice',
      setHash: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      decisionId: '01920000-0000-7000-8000-000000000003',
      awardedAt: '2027-01-15T10:00:00Z',
      serviceStartsOn: '2027-04-01',
      serviceEndsOn: '2031-03-31',
      standstillWorkingDays: 8,
      tier: 2,
      awards: [
        {
          awardId: '01920000-0000-7000-8000-000000000001',
          bidId: '01920000-0000-7000-8000-000000000003',
          organisationId: '01920000-0000-7000-8000-000000000004',
          organisationName: 'Limehouse Kitchen Table (fictional)',
          pricePence: 45_000_000,
          reach: {
            wards: [{ ward: 'E05009329', people: 120 }],
            groups: [
              { characteristic: 'disability', category: 'Disabled under the Equality Act', people: 40 },
            ],
          },
        },
      ],
      indicators: [],
    },
    failing: [{}, { evaluationId: 'not-an-id' }],
  },
});
