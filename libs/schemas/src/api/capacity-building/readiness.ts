import { z } from 'zod';
import { Day, Id, Instant, Line } from '../../primitives';
import { paged, pageOf } from '../paging';
import { Competency } from './course';
import { Find } from './find';

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

/** Competencies for which an organisation should hold a policy or document that is in date. */
export const POLICY_COMPETENCIES = ['governance', 'finance', 'safeguarding', 'equality'] as const;

/** A policy or document and until when it counts: facts and dates, not the document. */
export const Policy = z
  .strictObject({ competency: z.enum(POLICY_COMPETENCIES), title: Line, expiresOn: Day })
  .meta({ id: 'Policy' });
export type Policy = z.infer<typeof Policy>;

/** All the policies that the organisation holds; what is left out is no longer held. */
export const SetPolicies = z.strictObject({ policies: z.array(Policy).max(20) }).meta({ id: 'SetPolicies' });
export type SetPolicies = z.infer<typeof SetPolicies>;

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
        /** The policy that counts longest. */
        policy: z.strictObject({ title: Line, expiresOn: Day, inDate: z.boolean() }).optional(),
        /** What to do next, in words; absent when ready. */
        nextStep: Line.optional(),
        nextSession: NextSession.optional(),
      }),
    ),
  })
  .meta({ id: 'ReadinessProfile' });
export type ReadinessProfile = z.infer<typeof ReadinessProfile>;

/** Where the organisations of the register stand, by name, for those who plan training. */
export const ReadinessOverview = pageOf(
  z
    .strictObject({
      organisationId: Id,
      organisationName: Line,
      /** Somebody of the organisation came to training. */
      trained: z.boolean(),
      competencies: z.array(z.strictObject({ competency: Competency, level: ReadinessLevel })),
    })
    .meta({ id: 'ReadinessLine' }),
).meta({ id: 'ReadinessOverview' });
export type ReadinessOverview = z.infer<typeof ReadinessOverview>;

export const ReadinessQuery = z.strictObject({ find: Find.optional(), ...paged });
export type ReadinessQuery = z.infer<typeof ReadinessQuery>;
