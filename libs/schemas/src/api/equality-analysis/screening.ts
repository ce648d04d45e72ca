import { z } from 'zod';
import { ActorId, Id, Instant, Line, Pence, Prose, Version } from '../../primitives';

/** Which question of the checklist, by its stable name. */
export const ScreeningQuestionId = z.string().regex(/^[a-z][a-z-]{1,60}$/, 'must name a question');

/** What the officer says to a question and what it rests on; not-known is an answer of its own. */
export const ScreeningAnswer = z
  .strictObject({
    question: ScreeningQuestionId,
    answer: z.enum(['yes', 'no', 'not-known']),
    evidence: Prose,
  })
  .meta({ id: 'ScreeningAnswer' });
export type ScreeningAnswer = z.infer<typeof ScreeningAnswer>;

/** Answers to put in place of the earlier ones; questions left out stay unanswered. */
export const AnswerScreening = z
  .strictObject({ answers: z.array(ScreeningAnswer).min(1).max(30) })
  .meta({ id: 'AnswerScreening' });
export type AnswerScreening = z.infer<typeof AnswerScreening>;

export const ScreeningOutcome = z.enum(['no-further-analysis', 'full-analysis']);
export type ScreeningOutcome = z.infer<typeof ScreeningOutcome>;

/** How a screening ends, and because of what (report 6.1, 6.2). */
export const CompleteScreening = z
  .strictObject({ outcome: ScreeningOutcome, reason: Prose })
  .meta({ id: 'CompleteScreening' });
export type CompleteScreening = z.infer<typeof CompleteScreening>;

/** A question with its answer, when there is one. */
export const ScreeningQuestion = z
  .strictObject({
    question: ScreeningQuestionId,
    text: Line,
    source: Line,
    answer: z.enum(['yes', 'no', 'not-known']).optional(),
    evidence: Prose.optional(),
  })
  .meta({ id: 'ScreeningQuestion' });

export const Screening = z
  .strictObject({
    id: Id,
    themeId: Id,
    programmeId: Id,
    title: Line,
    summary: Prose,
    leadService: Line,
    budgetPence: Pence,
    state: z.enum(['open', 'completed', 'withdrawn']),
    questions: z.array(ScreeningQuestion),
    outcome: ScreeningOutcome.optional(),
    reason: Prose.optional(),
    completedBy: ActorId.optional(),
    completedAt: Instant.optional(),
    openedAt: Instant,
    version: Version,
  })
  .meta({ id: 'Screening' });
export type Screening = z.infer<typeof Screening>;

export const ScreeningList = z.strictObject({ items: z.array(Screening) }).meta({ id: 'ScreeningList' });
export const ScreeningQuery = z.strictObject({ themeId: Id.optional() });
