import { z } from 'zod';
import { Id, Instant, Line, Prose } from '../../primitives';

const Link = z
  .url({ protocol: /^https$/ })
  .max(2_000)
  .meta({ description: 'A web address that begins with https' });

/** What was handed out or said, for everybody who may bid: a text, a link, or both. */
export const NewMaterial = z
  .strictObject({
    courseId: Id,
    sessionId: Id.optional(),
    title: Line,
    text: Prose.optional(),
    link: Link.optional(),
  })
  .refine(({ text, link }) => text !== undefined || link !== undefined, {
    message: 'must have a text or a link',
    path: ['text'],
  })
  .meta({ id: 'NewMaterial' });
export type NewMaterial = z.infer<typeof NewMaterial>;

export const Material = z
  .strictObject({
    id: Id,
    courseId: Id,
    sessionId: Id.optional(),
    title: Line,
    text: Prose.optional(),
    link: Link.optional(),
    publishedAt: Instant,
    /** Still listed, so that everybody knows what others were given before. */
    withdrawn: z.strictObject({ at: Instant, reason: Prose }).optional(),
    version: z.int().positive(),
  })
  .meta({ id: 'Material' });
export type Material = z.infer<typeof Material>;

export const MaterialList = z.strictObject({ items: z.array(Material) }).meta({ id: 'MaterialList' });

export const WithdrawMaterial = z.strictObject({ reason: Prose }).meta({ id: 'WithdrawMaterial' });

/** Of one course; with a session, what belongs to that session and to all of the course. */
export const OpenToAllQuery = z.strictObject({ courseId: Id, sessionId: Id.optional() });
export type OpenToAllQuery = z.infer<typeof OpenToAllQuery>;

const Question = z.string().trim().min(1).max(4_000);

/** Asked privately. A coordinator may answer at once, for what was asked and answered in the room. */
export const NewTrainingQuestion = z
  .strictObject({ courseId: Id, sessionId: Id.optional(), question: Question, answer: Prose.optional() })
  .meta({ id: 'NewTrainingQuestion' });
export type NewTrainingQuestion = z.infer<typeof NewTrainingQuestion>;

/** What everybody reads, or those answering before. Who asked stands nowhere in it. */
export const TrainingQuestion = z
  .strictObject({
    id: Id,
    courseId: Id,
    sessionId: Id.optional(),
    question: Question,
    state: z.enum(['open', 'answered', 'declined']),
    answer: Prose.optional(),
    answeredAt: Instant.optional(),
    /** Only in the asker's own list. */
    declinedBecause: Prose.optional(),
    version: z.int().positive(),
  })
  .meta({ id: 'TrainingQuestion' });
export type TrainingQuestion = z.infer<typeof TrainingQuestion>;

export const TrainingQuestionList = z
  .strictObject({ items: z.array(TrainingQuestion) })
  .meta({ id: 'TrainingQuestionList' });

/** The answer for everybody; `question` replaces words that would give the asker away. */
export const AnswerTrainingQuestion = z
  .strictObject({ answer: Prose, question: Question.optional() })
  .meta({ id: 'AnswerTrainingQuestion' });
export type AnswerTrainingQuestion = z.infer<typeof AnswerTrainingQuestion>;

/** Not answered here, and why: only the asker reads it. */
export const DeclineTrainingQuestion = z
  .strictObject({ reason: Prose })
  .meta({ id: 'DeclineTrainingQuestion' });
