import { z } from 'zod';
import { Id, Instant, Line } from '../../primitives';
import { Competency } from './course';

/** How an organisation sees itself: it does this today, it could with help, or not yet. */
export const SelfRating = z.enum(['we-do-this', 'with-help', 'not-yet']);
export type SelfRating = z.infer<typeof SelfRating>;

export const SelfAssessment = z
  .strictObject({
    answers: z
      .array(z.strictObject({ competency: Competency, rating: SelfRating }))
      .min(1)
      .max(9),
  })
  .meta({ id: 'SelfAssessment' });
export type SelfAssessment = z.infer<typeof SelfAssessment>;

export const ReadinessLevel = z.enum(['ready', 'nearly', 'not-yet']);
export type ReadinessLevel = z.infer<typeof ReadinessLevel>;

/** The next session that gives a competency; one with free places before one with a waiting list. */
export const NextSession = z
  .strictObject({ sessionId: Id, courseTitle: Line, startsAt: Instant, placesFree: z.int().nonnegative() })
  .meta({ id: 'NextSession' });
export type NextSession = z.infer<typeof NextSession>;

/**
 * Where an organisation stands on its way to a bid. Read by the organisation and its coordinators; never part of an
 * evaluation.
 */
export const ReadinessProfile = z
  .strictObject({
    organisationId: Id,
    competencies: z.array(
      z.strictObject({
        competency: Competency,
        level: ReadinessLevel,
        reason: Line,
        rating: SelfRating.optional(),
        attended: z.enum(['attended', 'partly']).optional(),
        nextSession: NextSession.optional(),
      }),
    ),
  })
  .meta({ id: 'ReadinessProfile' });
export type ReadinessProfile = z.infer<typeof ReadinessProfile>;
