import { z } from 'zod';
import { ActorId, Day, Id, Instant, Line, Prose, Version } from '../../primitives';
import { paged, pageOf } from '../paging';

export const NewWorkshop = z
  .strictObject({
    programmeId: Id,
    title: Line,
    heldOn: Day,
    audience: Line,
    questions: z.array(Line).max(20),
    attendance: z.int().nonnegative().max(10_000),
  })
  .meta({ id: 'NewWorkshop' });
export type NewWorkshop = z.infer<typeof NewWorkshop>;

export const Workshop = NewWorkshop.extend({
  id: Id,
  contributions: z.int().nonnegative(),
  unanswered: z.int().nonnegative(),
  version: Version,
}).meta({ id: 'Workshop' });
export type Workshop = z.infer<typeof Workshop>;

export const WorkshopList = z.strictObject({ items: z.array(Workshop) }).meta({ id: 'WorkshopList' });
export const WorkshopQuery = z.strictObject({ programmeId: Id.optional() });

/** Text as it stood on the note, to the letter: not trimmed, not corrected. */
const Verbatim = z
  .string()
  .min(1)
  .max(5_000)
  .refine((text) => text.trim() !== '', 'must say something');

/** What was said in a workshop, note by note. */
export const NewContributions = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          text: Verbatim,
          question: Line.optional(),
          areaIds: z.array(Id).max(20).optional(),
        }),
      )
      .min(1)
      .max(200),
  })
  .meta({ id: 'NewContributions' });
export type NewContributions = z.infer<typeof NewContributions>;

export const Response = z.enum(['did', 'doing', 'will-not', 'already', 'referred']);
const AnswerLink = z.strictObject({
  text: Line,
  href: z
    .string()
    .max(500)
    .regex(/^(https:\/\/[^\s]+|\/(?![/\\])[^\s]*)$/, 'must be an https address or a path of the portal'),
});

/** One answer for everything that asked the same. */
export const NewAnswer = z
  .strictObject({
    contributionIds: z.array(Id).min(1).max(200),
    response: Response,
    answer: Prose,
    links: z.array(AnswerLink).max(10).optional(),
  })
  .meta({ id: 'NewAnswer' });
export type NewAnswer = z.infer<typeof NewAnswer>;

export const Answer = z
  .strictObject({
    response: Response,
    answer: Prose,
    links: z.array(AnswerLink),
    answeredBy: ActorId,
    answeredAt: Instant,
  })
  .meta({ id: 'Answer' });
export type Answer = z.infer<typeof Answer>;

export const Contribution = z
  .strictObject({
    id: Id,
    workshopId: Id,
    programmeId: Id,
    text: z.string(),
    question: Line.optional(),
    areaIds: z.array(Id),
    /** Oldest first; the last one stands. Empty: unanswered. */
    answers: z.array(Answer),
    recordedAt: Instant,
    version: Version,
  })
  .meta({ id: 'Contribution' });
export type Contribution = z.infer<typeof Contribution>;

export const ContributionList = pageOf(Contribution).meta({ id: 'ContributionList' });
export const Contributions = z.strictObject({ items: z.array(Contribution) }).meta({ id: 'Contributions' });

export const ContributionQuery = z.strictObject({
  workshopId: Id.optional(),
  areaId: Id.optional(),
  answered: z.enum(['yes', 'no']).optional(),
  ...paged,
});
export type ContributionQuery = z.infer<typeof ContributionQuery>;

/** All the areas that a contribution speaks of; the set replaces the one before. */
export const Coding = z.strictObject({ areaIds: z.array(Id).max(20) }).meta({ id: 'Coding' });

export const YouSaidQuery = z.strictObject({ programmeId: Id.optional() });

const Said = z.strictObject({
  contributionId: Id,
  said: z.string(),
  areas: z.array(z.strictObject({ areaId: Id, title: Line })),
});

/** What people said, what came of it, and what nobody has answered yet. */
export const YouSaidWeDid = z
  .strictObject({
    totals: z.strictObject({
      said: z.int().nonnegative(),
      answered: z.int().nonnegative(),
      unanswered: z.int().nonnegative(),
    }),
    workshops: z.array(
      z.strictObject({
        workshopId: Id,
        title: Line,
        heldOn: Day,
        audience: Line,
        attendance: z.int().nonnegative(),
        answered: z.array(
          Said.extend({ response: Response, answer: Prose, links: z.array(AnswerLink), answeredOn: Day }),
        ),
        unanswered: z.array(Said),
      }),
    ),
  })
  .meta({ id: 'YouSaidWeDid' });
export type YouSaidWeDid = z.infer<typeof YouSaidWeDid>;
