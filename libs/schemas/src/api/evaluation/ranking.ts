import { z } from 'zod';
import { ActorId, Id, Instant, Line, Pence, Prose } from '../../primitives';

/** An exact decimal as text, because binary fractions would move marks. */
export const ExactDecimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ id: 'ExactDecimal' });

/** Why a price is asked about, and what came of it. */
export const LowPrice = z
  .strictObject({
    askBecause: z.array(z.enum(['below-mean', 'below-next'])),
    belowMeanPercent: ExactDecimal.optional(),
    belowNextPercent: ExactDecimal.optional(),
    resolution: z
      .strictObject({
        outcome: z.enum(['accepted', 'rejected']),
        explanation: Prose,
        reason: Prose,
        by: ActorId,
        at: Instant,
      })
      .optional(),
  })
  .meta({ id: 'LowPrice' });

export const RankedBid = z
  .strictObject({
    bidId: Id,
    organisationId: Id,
    organisationName: Line,
    rank: z.int().positive(),
    pricePence: Pence,
    qualityMarks: ExactDecimal,
    priceMarks: ExactDecimal,
    total: ExactDecimal,
    /** What set it apart from the bid above: total, quality, draw, or nothing. */
    separatedBy: Line,
    lowPrice: LowPrice.optional(),
  })
  .meta({ id: 'RankedBid' });

/** A bid that does not stand, with its grounds; a change of the winner waits for a second person. */
export const ExcludedBid = z
  .strictObject({
    bidId: Id,
    organisationId: Id,
    organisationName: Line,
    grounds: z.enum(['below-minimum-mark', 'abnormally-low', 'mandatory-ground', 'discretionary-ground']),
    reason: Prose,
    changesWinner: z.boolean(),
    proposedBy: ActorId.optional(),
    approvedBy: ActorId.optional(),
  })
  .meta({ id: 'ExcludedBid' });
export type ExcludedBid = z.infer<typeof ExcludedBid>;

export const Ranking = z
  .strictObject({
    evaluationId: Id,
    table: z.array(RankedBid),
    /** Groups of bids equal in everything, which only a recorded draw can order. */
    drawNeeded: z.array(z.array(Id)),
    notStanding: z.array(ExcludedBid),
    /** Exclusions that would change the winner and wait for a second person. */
    proposedExclusions: z.array(ExcludedBid),
    draws: z.array(z.strictObject({ order: z.array(Id), heldBy: ActorId, witness: Line, heldAt: Instant })),
  })
  .meta({ id: 'Ranking' });
export type Ranking = z.infer<typeof Ranking>;

/** The outcome of asking a bidder about a low price. */
export const ResolveLowPrice = z
  .strictObject({ explanation: Prose, outcome: z.enum(['accepted', 'rejected']), reason: Prose })
  .meta({ id: 'ResolveLowPrice' });
export type ResolveLowPrice = z.infer<typeof ResolveLowPrice>;

/** Puts a bid out of the competition on grounds that the law names. */
export const ExcludeBid = z
  .strictObject({ grounds: z.enum(['mandatory-ground', 'discretionary-ground']), reason: Prose })
  .meta({ id: 'ExcludeBid' });
export type ExcludeBid = z.infer<typeof ExcludeBid>;

/** A draw among bids that are equal in everything, held before a witness. */
export const HoldDraw = z.strictObject({ witness: Line }).meta({ id: 'HoldDraw' });
export type HoldDraw = z.infer<typeof HoldDraw>;
