import { z } from 'zod';
import { ActorId, Id, Instant, Line, Pence, Prose } from '../../primitives';
import { ExactDecimal } from './ranking';

/** Why a bid that ranks better was passed over, and who decided that. */
export const Departure = z
  .strictObject({ bidId: Id, reason: Prose, decidedBy: ActorId })
  .meta({ id: 'Departure' });

/** Which bids are to get contracts; anything that departs from rank says why. */
export const MakeRecommendation = z
  .strictObject({
    bidIds: z.array(Id).min(1).max(100),
    departures: z.array(Departure).max(100).default([]),
    summary: Prose,
  })
  .meta({ id: 'MakeRecommendation' });
export type MakeRecommendation = z.infer<typeof MakeRecommendation>;

/** A condition of the award and whether it is met, in a sentence. */
export const GateCondition = z
  .strictObject({ code: z.string(), met: z.boolean(), sentence: Prose })
  .meta({ id: 'GateCondition' });
export type GateCondition = z.infer<typeof GateCondition>;

/** What is put to the decision maker, with what has come back for exactly this set. */
export const Recommendation = z
  .strictObject({
    evaluationId: Id,
    tenderId: Id,
    title: Line,
    setHash: z.string(),
    budgetPence: Pence,
    totalPence: Pence,
    summary: Prose,
    bids: z.array(
      z.strictObject({
        bidId: Id,
        organisationId: Id,
        organisationName: Line,
        rank: z.int().positive(),
        total: ExactDecimal,
        pricePence: Pence,
        recommended: z.boolean(),
      }),
    ),
    departures: z.array(Departure),
    recommendedBy: ActorId,
    recommendedAt: Instant,
    conditions: z.array(GateCondition),
  })
  .meta({ id: 'Recommendation' });
export type Recommendation = z.infer<typeof Recommendation>;
