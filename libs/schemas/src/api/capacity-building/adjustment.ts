import { z } from 'zod';
import { Day, Id, Instant, Line, Version } from '../../primitives';

/** What can be arranged for somebody who comes; `other` is explained in words. */
export const ADJUSTMENT_KINDS = [
  'bsl',
  'captioning',
  'interpreter',
  'childcare',
  'travel',
  'step-free',
  'other',
] as const;
export const AdjustmentKind = z.enum(ADJUSTMENT_KINDS);
export type AdjustmentKind = z.infer<typeof AdjustmentKind>;

/** `withdrawn`: the organisation does not need it any more. */
export const AdjustmentState = z.enum(['requested', 'sourced', 'confirmed', 'cannot-meet', 'withdrawn']);
export type AdjustmentState = z.infer<typeof AdjustmentState>;

const Words = z.string().trim().min(1).max(2_000);

/** What somebody needs to take part. `place` says for whom of the booking; absent: not named yet, or for all. */
export const NewAdjustment = z
  .strictObject({
    bookingId: Id,
    place: z.int().positive().optional(),
    kind: AdjustmentKind,
    /** What those arranging it must know: which language, how many children, where the journey begins. */
    detail: Words.optional(),
  })
  .meta({ id: 'NewAdjustment' });
export type NewAdjustment = z.infer<typeof NewAdjustment>;

/**
 * The request has arrived. It says nothing of what is needed, so that no kept answer does. `late`: suppliers usually
 * need more working days than are left; it is tried all the same.
 */
export const AdjustmentReceipt = z
  .strictObject({
    id: Id,
    bookingId: Id,
    sessionId: Id,
    state: AdjustmentState,
    late: z.boolean(),
    version: Version,
  })
  .meta({ id: 'AdjustmentReceipt' });
export type AdjustmentReceipt = z.infer<typeof AdjustmentReceipt>;

/**
 * One adjustment as those arranging it, and whoever asked for it, see it. Days are working days of England.
 * Every reading is recorded.
 */
export const Adjustment = z
  .strictObject({
    id: Id,
    bookingId: Id,
    sessionId: Id,
    courseTitle: Line,
    startsAt: Instant,
    organisationId: Id,
    organisationName: Line.optional(),
    place: z.int().positive().optional(),
    kind: AdjustmentKind,
    detail: Words.optional(),
    state: AdjustmentState,
    requestedAt: Instant,
    /** How long suppliers usually need. */
    leadWorkingDays: z.int().nonnegative(),
    /** The last day on which a supplier can usually still be found. */
    arrangeBy: Day,
    /** Working days until `arrangeBy`; negative when it has passed. */
    workingDaysLeft: z.int(),
    late: z.boolean(),
    supplier: Line.optional(),
    /** What those arranging it answered. */
    answer: Words.optional(),
    /** It was confirmed for another date or place, and is asked about again. */
    movedSince: z.boolean(),
    version: Version,
  })
  .meta({ id: 'Adjustment' });
export type Adjustment = z.infer<typeof Adjustment>;

export const AdjustmentList = z.strictObject({ items: z.array(Adjustment) }).meta({ id: 'AdjustmentList' });
export type AdjustmentList = z.infer<typeof AdjustmentList>;

/** What the caller asked for in one booking. */
export const AdjustmentQuery = z.strictObject({ bookingId: Id });

/** The board of those arranging. Without a session: every session that is not over. */
export const AdjustmentBoardQuery = z.strictObject({
  sessionId: Id.optional(),
  state: AdjustmentState.optional(),
});
export type AdjustmentBoardQuery = z.infer<typeof AdjustmentBoardQuery>;

export const SourceAdjustment = z
  .strictObject({ supplier: Line, answer: Words.optional() })
  .meta({ id: 'SourceAdjustment' });
export type SourceAdjustment = z.infer<typeof SourceAdjustment>;

export const ConfirmAdjustment = z
  .strictObject({ answer: Words.optional() })
  .meta({ id: 'ConfirmAdjustment' });
export type ConfirmAdjustment = z.infer<typeof ConfirmAdjustment>;

/** Why it cannot be met, and what is offered instead: the person reads it. */
export const RefuseAdjustment = z.strictObject({ answer: Words }).meta({ id: 'RefuseAdjustment' });
export type RefuseAdjustment = z.infer<typeof RefuseAdjustment>;

/** How long each kind takes before this session, for everybody: what to ask for until when. */
export const AdjustmentTerms = z
  .strictObject({
    items: z.array(
      z.strictObject({
        kind: AdjustmentKind,
        leadWorkingDays: z.int().nonnegative(),
        askBy: Day,
        late: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'AdjustmentTerms' });
export type AdjustmentTerms = z.infer<typeof AdjustmentTerms>;

/** Sessions ahead in which somebody's adjustment is not confirmed: how many, never whose or what. */
export const AdjustmentWarnings = z
  .strictObject({
    items: z.array(
      z.strictObject({
        sessionId: Id,
        courseTitle: Line,
        startsAt: Instant,
        unconfirmed: z.int().positive(),
        cannotMeet: z.int().nonnegative(),
        /** Some of them have less time left than suppliers usually need. */
        late: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'AdjustmentWarnings' });
export type AdjustmentWarnings = z.infer<typeof AdjustmentWarnings>;
