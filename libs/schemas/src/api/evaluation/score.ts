import { z } from 'zod';
import { ActorId, Id, Instant, Line, Prose, WardCode } from '../../primitives';

/** A whole mark on the published scale, and why, by reference to the bid. */
export const GiveScore = z
  .strictObject({ bidId: Id, criterionId: Id, mark: z.int().nonnegative(), rationale: Prose })
  .meta({ id: 'GiveScore' });
export type GiveScore = z.infer<typeof GiveScore>;

export const Score = GiveScore.extend({ scoredAt: Instant }).meta({ id: 'Score' });
export type Score = z.infer<typeof Score>;

/** One person's scores, and what that person has yet to score. */
export const PersonalScores = z
  .strictObject({
    person: ActorId,
    name: Line,
    items: z.array(Score),
    missing: z.array(z.strictObject({ bidId: Id, criterionId: Id })),
  })
  .meta({ id: 'PersonalScores' });
export type PersonalScores = z.infer<typeof PersonalScores>;

/** What an opened bid answers, question by question, and whom it plans to reach. No price. */
export const BidContent = z
  .strictObject({
    bidId: Id,
    organisationName: Line,
    answers: z.array(z.strictObject({ criterionId: Id, text: z.string(), words: z.int() })),
    reach: z.strictObject({
      wards: z.array(z.strictObject({ ward: WardCode, people: z.int() })),
      groups: z.array(z.strictObject({ characteristic: Line, category: Line, people: z.int() })),
    }),
  })
  .meta({ id: 'BidContent' });
export type BidContent = z.infer<typeof BidContent>;
