import { z } from 'zod';
import { Day, Id, Line } from '../../primitives';

/** What is asked about a session; each from 1 (not at all) to 5 (very much). */
export const FEEDBACK_QUESTIONS = ['useful', 'clear', 'welcoming', 'more-confident'] as const;
export type FeedbackQuestion = (typeof FEEDBACK_QUESTIONS)[number];

const Score = z.int().min(1).max(5);
const Words = z.string().trim().min(1).max(2_000);

/** Given once for each person who attended, within some days of the session. Kept without who gave it. */
export const NewFeedback = z
  .strictObject({
    bookingId: Id,
    place: z.int().positive(),
    scores: z.strictObject({
      useful: Score,
      clear: Score,
      welcoming: Score,
      'more-confident': Score,
    }),
    helped: Words.optional(),
    change: Words.optional(),
  })
  .meta({ id: 'NewFeedback' });
export type NewFeedback = z.infer<typeof NewFeedback>;

/** It was counted. Nothing of it is said back, so that no kept answer ties it to a person. */
export const FeedbackReceipt = z
  .strictObject({ sessionId: Id, closesOn: Day })
  .meta({ id: 'FeedbackReceipt' });
export type FeedbackReceipt = z.infer<typeof FeedbackReceipt>;

/** For which places of a booking feedback can be given now, was given, or is not asked for. */
export const FeedbackStanding = z
  .strictObject({
    opensOn: Day,
    closesOn: Day,
    places: z.array(
      z.strictObject({
        place: z.int().positive(),
        name: Line.optional(),
        standing: z.enum(['open', 'given', 'not-asked']),
      }),
    ),
  })
  .meta({ id: 'FeedbackStanding' });
export type FeedbackStanding = z.infer<typeof FeedbackStanding>;

/**
 * What those who came said. Nothing before the last day, so that no answer can be worked out from two readings; no
 * figure and no words from fewer than eight.
 */
export const FeedbackSummary = z
  .strictObject({
    sessionId: Id,
    state: z.enum(['not-closed', 'too-few', 'shown']),
    closesOn: Day,
    attended: z.int().nonnegative(),
    /** Only where `shown`. */
    answered: z.int().nonnegative().optional(),
    questions: z.array(
      z.strictObject({ question: z.enum(FEEDBACK_QUESTIONS), mean: z.number().min(1).max(5) }),
    ),
    helped: z.array(Words),
    change: z.array(Words),
  })
  .meta({ id: 'FeedbackSummary' });
export type FeedbackSummary = z.infer<typeof FeedbackSummary>;
