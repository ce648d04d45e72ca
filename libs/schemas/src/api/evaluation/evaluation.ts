import { z } from 'zod';
import { ActorId, Day, Id, Instant, Line, Pence, Prose, Version } from '../../primitives';

/** Where an evaluation stands, in the order in which it goes; the last two end it without an award. */
export const EvaluationState = z.enum([
  'preparing',
  'scoring',
  'moderating',
  'quality-locked',
  'recommended',
  'summaries-issued',
  'awarded',
  'no-bids',
  'cancelled',
]);
export type EvaluationState = z.infer<typeof EvaluationState>;

/** A criterion as it was published with the tender. */
export const EvaluationCriterion = z
  .strictObject({
    criterionId: Id,
    title: Line,
    kind: z.enum(['quality', 'local-knowledge', 'price']),
    weight: z.int().min(0).max(100),
    question: Prose.optional(),
    wordLimit: z.int().positive().optional(),
    minimumMark: z.int().nonnegative().optional(),
  })
  .meta({ id: 'EvaluationCriterion' });

/** A bidder by name; what the bid says is asked for separately. */
export const EvaluationBid = z
  .strictObject({ bidId: Id, organisationId: Id, organisationName: Line })
  .meta({ id: 'EvaluationBid' });

export const PanelRole = z.enum(['chair', 'evaluator', 'observer']);
export type PanelRole = z.infer<typeof PanelRole>;

/** Somebody who sits on the panel, and how far they are; never what they scored. */
export const PanelMember = z
  .strictObject({
    person: ActorId,
    name: Line,
    role: PanelRole,
    /** Whether this person scores: every evaluator, and a chair who is an evaluator too. */
    scores: z.boolean(),
    clearance: z.enum(['waiting-for-opening', 'not-declared', 'unresolved', 'must-leave', 'cleared']),
    scored: z.int().nonnegative(),
    toScore: z.int().nonnegative(),
    left: z.strictObject({ at: Instant, because: Prose }).optional(),
  })
  .meta({ id: 'PanelMember' });
export type PanelMember = z.infer<typeof PanelMember>;

export const Evaluation = z
  .strictObject({
    id: Id,
    tenderId: Id,
    themeId: Id,
    title: Line,
    state: EvaluationState,
    closesAt: Instant,
    openedAt: Instant.optional(),
    budgetPence: Pence,
    mostAwards: z.int().positive(),
    markScale: z.array(z.strictObject({ mark: z.int().nonnegative(), descriptor: Prose })),
    criteria: z.array(EvaluationCriterion),
    /** Empty until the bids are opened. */
    bids: z.array(EvaluationBid),
    /** For the panel and the commissioner; left out for others. */
    panel: z.array(PanelMember).optional(),
    qualityLockedAt: Instant.optional(),
    /** Every price envelope is open. */
    pricesOpen: z.boolean(),
    setHash: z.string().optional(),
    summariesIssuedAt: Instant.optional(),
    awardedAt: Instant.optional(),
    standstillEndsOn: Day.optional(),
    standstillEndedOn: Day.optional(),
    version: Version,
  })
  .meta({ id: 'Evaluation' });
export type Evaluation = z.infer<typeof Evaluation>;

export const EvaluationList = z.strictObject({ items: z.array(Evaluation) }).meta({ id: 'EvaluationList' });
export const EvaluationQuery = z.strictObject({ tenderId: Id.optional() });
