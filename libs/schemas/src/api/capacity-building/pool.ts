import { z } from 'zod';
import { Instant, Line, Prose } from '../../primitives';

const Places = z.int().min(1).max(5_000);

/** Whom places can be reserved for: small organisations, those led by or serving an equality group, and those that never bid. */
export const PoolRule = z.enum(['small', 'equality-focused', 'first-time-bidder']);
export type PoolRule = z.infer<typeof PoolRule>;

/** Places reserved by a rule until a moment; then whoever comes gets what is left of them. */
export const NewPool = z
  .strictObject({ rule: PoolRule, places: Places, releaseAt: Instant })
  .meta({ id: 'NewPool' });
export type NewPool = z.infer<typeof NewPool>;

/** A pool as it stands. `free` is what is still kept for the rule: nothing once it was released. */
export const Pool = NewPool.extend({
  taken: z.int().nonnegative(),
  free: z.int().nonnegative(),
  /** By whom and why: the time that was set, or a person with a reason. */
  released: z.strictObject({ at: Instant, by: Line, reason: Prose }).optional(),
}).meta({ id: 'Pool' });
export type Pool = z.infer<typeof Pool>;

export const ReleasePool = z.strictObject({ reason: Prose }).meta({ id: 'ReleasePool' });

/** The pools of a session as they shall be; one that was released or whose places are taken cannot be left out. */
export const SetPools = z
  .strictObject({ pools: z.array(NewPool).max(3), reason: Prose })
  .meta({ id: 'SetPools' });
export type SetPools = z.infer<typeof SetPools>;
