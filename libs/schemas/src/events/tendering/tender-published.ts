import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Prose, Instant, Day, Pence } from '../../primitives';

/** A competition is open and frozen: its criteria are pre-advertised (report 5.4). */
export const tenderPublished = defineEvent('tendering.tender.published.v1', {
  classification: 'public',
  subject: (fact) => fact.tenderId,
  listeners: ['evaluation', 'notifications', 'analytics', 'equality-analysis', 'contracts'],
  fact: z.strictObject({
    tenderId: Id,
    themeId: Id,
    programmeId: Id,
    title: Line,
    summary: Prose,
    leadService: Line,
    regime: z.enum(['below-threshold', 'light-touch', 'full']),
    tier: z.int().positive(),
    valuePence: Pence,
    mostAwards: z.int().positive(),
    publishedAt: Instant,
    closesAt: Instant,
    serviceStartsOn: Day,
    serviceEndsOn: Day,
    standstillWorkingDays: z.int().nonnegative(),
    markScale: z.array(z.strictObject({ mark: z.int().nonnegative(), descriptor: Prose })).min(2),
    priceFormula: z.enum(['lowest-ratio', 'linear', 'mean', 'fixed-price']),
    /** The price that the authority gives; with `fixed-price` alone. */
    givenPricePence: Pence.optional(),
    criteria: z
      .array(
        z.strictObject({
          criterionId: Id,
          title: Line,
          kind: z.enum(['quality', 'local-knowledge', 'price']),
          weight: z.int().min(0).max(100),
          question: Prose.optional(),
          wordLimit: z.int().positive().optional(),
          minimumMark: z.int().nonnegative().optional(),
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
      tenderId: '01920000-0000-7000-8000-000000000001',
      themeId: '01920000-0000-7000-8000-000000000002',
      programmeId: '01920000-0000-7000-8000-000000000003',
      title: 'Money advice',
      summary: 'Advice in community venues.',
      leadService: 'Financial Inclusion',
      regime: 'light-touch' as const,
      tier: 2,
      valuePence: 48_000_000,
      mostAwards: 2,
      publishedAt: '2026-11-02T10:00:00Z',
      closesAt: '2026-12-07T12:00:00Z',
      serviceStartsOn: '2027-04-01',
      serviceEndsOn: '2031-03-31',
      standstillWorkingDays: 8,
      markScale: [
        { mark: 0, descriptor: 'No answer' },
        { mark: 5, descriptor: 'Convincing in every part' },
      ],
      priceFormula: 'lowest-ratio' as const,
      criteria: [
        {
          criterionId: '01920000-0000-7000-8000-000000000004',
          title: 'Quality',
          kind: 'quality' as const,
          weight: 60,
        },
        {
          criterionId: '01920000-0000-7000-8000-000000000005',
          title: 'Price',
          kind: 'price' as const,
          weight: 40,
        },
      ],
      indicators: [],
    },
    failing: [{}, { tenderId: 'not-an-id' }],
  },
});
