import { z } from 'zod';
import { Id, Instant, Prose, Version } from '../../primitives';

export const NewClarification = z.strictObject({ question: Prose }).meta({ id: 'NewClarification' });

/** The question may be reworded for publication, where its own words would name the asker. */
export const AnswerClarification = z
  .strictObject({ answer: Prose, publishedQuestion: Prose.optional() })
  .meta({ id: 'AnswerClarification' });
export type AnswerClarification = z.infer<typeof AnswerClarification>;

/** A question about a tender. Who asked is not part of it, for anybody. */
export const Clarification = z
  .strictObject({
    id: Id,
    tenderId: Id,
    question: Prose,
    askedAt: Instant,
    answer: Prose.optional(),
    publishedQuestion: Prose.optional(),
    answeredAt: Instant.optional(),
    version: Version,
  })
  .meta({ id: 'Clarification' });
export type Clarification = z.infer<typeof Clarification>;

export const ClarificationList = z
  .strictObject({ items: z.array(Clarification) })
  .meta({ id: 'ClarificationList' });
