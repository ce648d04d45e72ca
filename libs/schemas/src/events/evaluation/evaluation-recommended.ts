import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Pence, WardCode } from '../../primitives';

/** A ranked recommendation with every bid that stands, so that alternatives can be compared. */
export const evaluationRecommended = defineEvent('evaluation.evaluation.recommended.v1', {
  classification: 'internal',
  subject: (fact) => fact.evaluationId,
  listeners: ['equality-analysis', 'programme', 'tendering', 'notifications'],
  fact: z.strictObject({
    evaluationId: Id,
    tenderId: Id,
    themeId: Id,
    title: Line,
    setHash: z.string().regex(/^[0-9a-f]{64}$/),
    budgetPence: Pence,
    /** As many awards as the tender was published for. */
    mostAwards: z.int().positive(),
    bids: z
      .array(
        z.strictObject({
          bidId: Id,
          organisationId: Id,
          organisationName: Line,
          pricePence: Pence,
          rank: z.int().positive(),
          total: z.number(),
          recommended: z.boolean(),
          reach: z.strictObject({
            wards: z.array(z.strictObject({ ward: WardCode, people: z.int().nonnegative() })).min(1),
            groups: z.array(
              z.strictObject({ characteristic: Line, category: Line, people: z.int().nonnegative() }),
            ),
          }),
        }),
      )
      .min(1),
  }),
  examples: {
    golden: {
      evaluationId: '01920000-0000-7000-8000-000000000001',
      tenderId: '01920000-0000-7000-8000-000000000002',
      themeId: '01920000-0000-7000-8000-000000000005',
      title: 'Money advice',
      setHash: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      budgetPence: 48_000_000,
      mostAwards: 2,
      bids: [
        {
          bidId: '01920000-0000-7000-8000-000000000003',
          organisationId: '01920000-0000-7000-8000-000000000004',
          organisationName: 'Limehouse Kitchen Table (fictional)',
          pricePence: 45_000_000,
          rank: 1,
          total: 84.5,
          recommended: true,
          reach: {
            wards: [{ ward: 'E05009329', people: 120 }],
            groups: [
              { characteristic: 'disability', category: 'Disabled under the Equality Act', people: 40 },
            ],
          },
        },
      ],
    },
    failing: [{}, { evaluationId: 'not-an-id' }],
  },
});
