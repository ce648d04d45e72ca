import { z } from 'zod';
import { Id, Instant, Line, Pence, Prose } from '../../primitives';
import { ExactDecimal } from './ranking';

/** Why a bid gets no contract, in words for the bidder. One for each bid that is not awarded. */
export const IssueSummaries = z
  .strictObject({
    notAwarded: z.array(z.strictObject({ bidId: Id, reason: Prose })).max(500),
  })
  .meta({ id: 'IssueSummaries' });
export type IssueSummaries = z.infer<typeof IssueSummaries>;

/** The mark on one criterion with its explanation by reference to the bid. */
export const SummaryCriterion = z
  .strictObject({
    criterionId: Id,
    title: Line,
    weight: z.int(),
    mark: z.int().nonnegative(),
    outOf: z.int().positive(),
    explanation: Prose,
  })
  .meta({ id: 'SummaryCriterion' });

/** How an awarded bid did, for those that were not. */
export const SummaryWinner = z
  .strictObject({
    organisationName: Line,
    total: ExactDecimal,
    criteria: z.array(SummaryCriterion),
  })
  .meta({ id: 'SummaryWinner' });

/** What a bidder is told about its bid. */
export const AssessmentSummary = z
  .strictObject({
    evaluationId: Id,
    tenderId: Id,
    bidId: Id,
    organisationId: Id,
    organisationName: Line,
    title: Line,
    awarded: z.boolean(),
    criteria: z.array(SummaryCriterion),
    pricePence: Pence,
    priceMarks: ExactDecimal.optional(),
    total: ExactDecimal.optional(),
    rank: z.int().positive().optional(),
    notAwardedBecause: Prose.optional(),
    winners: z.array(SummaryWinner),
    issuedAt: Instant,
  })
  .meta({ id: 'AssessmentSummary' });
export type AssessmentSummary = z.infer<typeof AssessmentSummary>;

export const AssessmentSummaryList = z
  .strictObject({ items: z.array(AssessmentSummary) })
  .meta({ id: 'AssessmentSummaryList' });
export const SummaryQuery = z.strictObject({ evaluationId: Id.optional() });
