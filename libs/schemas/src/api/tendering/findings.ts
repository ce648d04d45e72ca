import { z } from 'zod';
import { Pence } from '../../primitives';

/** A sentence of law, so that anybody can look it up. */
export const Citation = z
  .strictObject({ law: z.string(), provision: z.string(), url: z.string() })
  .meta({ id: 'Citation' });

/** What the law asks of a procurement, with its source. */
export const Obligation = z
  .strictObject({ code: z.string(), says: z.string(), days: z.int().optional(), source: Citation })
  .meta({ id: 'Obligation' });
export type Obligation = z.infer<typeof Obligation>;

export const RegimeFinding = z
  .strictObject({
    regime: z.enum(['below-threshold', 'light-touch', 'full']),
    law: z.string(),
    threshold: z.strictObject({ pence: Pence, comparedPence: Pence, source: z.string() }),
    tenderDays: z.int().nonnegative(),
    standstillWorkingDays: z.int().nonnegative(),
    obligations: z.array(Obligation),
    reservation: Obligation.optional(),
  })
  .meta({ id: 'RegimeFinding' });
export type RegimeFinding = z.infer<typeof RegimeFinding>;

/** Something out of proportion; it stands only with a recorded reason. */
export const ProportionBreach = z
  .strictObject({
    code: z.string(),
    says: z.string(),
    allowed: z.union([z.number(), z.string()]),
    asked: z.union([z.number(), z.string()]),
    reason: z.string().optional(),
  })
  .meta({ id: 'ProportionBreach' });

export const ProportionFinding = z
  .strictObject({
    tier: z.enum(['micro', 'small', 'medium', 'large', 'major']),
    tierNumber: z.int().min(1).max(5),
    because: z.array(z.string()),
    /** Hours of work for one bidder. */
    expectedHours: z.number(),
    allBiddersPence: Pence,
    shareOfAwardPercent: z.number().nullable(),
    payment: z.enum(['in-advance', 'quarterly-in-advance', 'quarterly-in-arrears']),
    returnsPerYear: z.int().positive(),
    leastEvaluators: z.int().positive(),
    breaches: z.array(ProportionBreach),
    source: z.string(),
  })
  .meta({ id: 'ProportionFinding' });
export type ProportionFinding = z.infer<typeof ProportionFinding>;

/** How the price formula behaves, and the trouble that imagined bids found in it. */
export const FormulaFinding = z
  .strictObject({
    behaviour: z.strictObject({
      formula: z.string(),
      atPriceZero: z.string(),
      singleBid: z.string(),
      ties: z.string(),
      disqualification: z.string(),
      rankReversal: z.string(),
    }),
    paradoxes: z.array(
      z.strictObject({
        code: z.string(),
        says: z.string(),
        severity: z.enum(['forbids', 'warns']),
        bids: z.array(
          z.strictObject({
            id: z.string(),
            pricePence: Pence,
            qualityMarks: z.string(),
            priceMarks: z.string().nullable(),
            priceMarksAfter: z.string().nullable(),
          }),
        ),
      }),
    ),
    /** Imagined sets of bids; none found in that many is not a proof. */
    sets: z.int().positive(),
  })
  .meta({ id: 'FormulaFinding' });
export type FormulaFinding = z.infer<typeof FormulaFinding>;

/** What stands in the way of publishing now. */
export const Problem = z.strictObject({ code: z.string(), says: z.string() }).meta({ id: 'TenderProblem' });
export type Problem = z.infer<typeof Problem>;

export const TenderFindings = z
  .strictObject({
    regime: RegimeFinding.optional(),
    proportion: ProportionFinding.optional(),
    formula: FormulaFinding.optional(),
    problems: z.array(Problem),
    publishable: z.boolean(),
  })
  .meta({ id: 'TenderFindings' });
export type TenderFindings = z.infer<typeof TenderFindings>;
