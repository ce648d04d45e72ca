import { z } from 'zod';
import { Id, Instant, Line, Prose, Version } from '../../primitives';
import { paged, pageOf } from '../paging';
import { PoolRule } from './pool';

/** One time that a party was passed over: places went to a smaller party behind it. */
export const PassOver = z
  .strictObject({ at: Instant, placesFree: z.int().positive(), reason: Prose })
  .meta({ id: 'PassOver' });
export type PassOver = z.infer<typeof PassOver>;

/** Where a party stands and why. */
export const Standing = z.strictObject({
  /** 1 is the next. */
  position: z.int().positive(),
  /** The rule by which it stands before others; absent when time alone decides. */
  priority: PoolRule.optional(),
  /** It had places that a smaller capacity took from it, so it stands before everybody. */
  hadPlaces: z.boolean(),
  /** Places kept for it until there are enough. */
  held: z.int().nonnegative(),
  /** The session has fewer places than it asks for: it has no turn until it asks for fewer. */
  tooLarge: z.boolean(),
  passes: z.array(PassOver),
});
export type Standing = z.infer<typeof Standing>;

export const WaitingParty = Standing.extend({
  bookingId: Id,
  version: Version,
  organisationId: Id,
  organisationName: Line.optional(),
  places: z.int().positive(),
  waitingSince: Instant,
}).meta({ id: 'WaitingParty' });
export type WaitingParty = z.infer<typeof WaitingParty>;

/** A page of the list; without a cursor it begins with who is next. */
export const WaitingListQuery = z.strictObject(paged);
export type WaitingListQuery = z.infer<typeof WaitingListQuery>;

/** The next first. */
export const WaitingList = pageOf(WaitingParty).meta({ id: 'WaitingList' });
export type WaitingList = z.infer<typeof WaitingList>;
