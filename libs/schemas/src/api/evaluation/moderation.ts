import { z } from 'zod';
import { ActorId, Id, Instant, Line, Prose } from '../../primitives';

/** Where one evaluator stood before the discussion and stands after it. */
export const Move = z
  .strictObject({ person: ActorId, from: z.int().nonnegative(), to: z.int().nonnegative() })
  .meta({ id: 'Move' });

/** The record of one discussion: who, what was said, who moved, and the mark that all present hold. */
export const RecordModeration = z
  .strictObject({
    bidId: Id,
    criterionId: Id,
    present: z.array(ActorId).min(1).max(50),
    points: Prose,
    moves: z.array(Move).min(1).max(50),
    mark: z.int().nonnegative(),
    reason: Prose,
  })
  .meta({ id: 'RecordModeration' });
export type RecordModeration = z.infer<typeof RecordModeration>;

export const ModerationRecord = RecordModeration.omit({ bidId: true, criterionId: true })
  .extend({ recordedBy: ActorId, recordedAt: Instant })
  .meta({ id: 'ModerationRecord' });

/** The individual scores of one bid on one criterion, and the record once there is one; nothing is pre-filled. */
export const ModerationItem = z
  .strictObject({
    bidId: Id,
    organisationName: Line,
    criterionId: Id,
    criterion: Line,
    scores: z.array(
      z.strictObject({ person: ActorId, name: Line, mark: z.int().nonnegative(), rationale: Prose }),
    ),
    record: ModerationRecord.optional(),
  })
  .meta({ id: 'ModerationItem' });
export type ModerationItem = z.infer<typeof ModerationItem>;

export const ModerationTable = z
  .strictObject({ items: z.array(ModerationItem) })
  .meta({ id: 'ModerationTable' });
export type ModerationTable = z.infer<typeof ModerationTable>;
