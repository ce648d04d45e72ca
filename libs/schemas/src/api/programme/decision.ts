import { z } from 'zod';
import { ActorId, Day, Id, Instant, Line, Prose, Version } from '../../primitives';

const Subject = z.enum(['theme', 'award']);

/** An option that was looked at and not taken, with why (report section 2; SI 2012/2089 reg. 12). */
export const Alternative = z.strictObject({ option: Line, whyNot: Prose }).meta({ id: 'Alternative' });

/**
 * Why a key decision cannot wait for its 28 clear days. `general`: it was impracticable to wait and scrutiny had five
 * clear days; `special`: the chair of scrutiny, named in `agreedBy`, agreed that it cannot reasonably be deferred.
 */
export const NoticeException = z
  .strictObject({ kind: z.enum(['general', 'special']), reason: Prose, agreedBy: Line.optional() })
  .meta({ id: 'NoticeException' });

/** What the decision maker signs: reasons, and due regard in their own words (report 5.5). */
export const NewDecision = z
  .strictObject({
    subject: Subject,
    /** The theme, or the evaluation whose recommended set is decided. */
    subjectId: Id,
    setHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'must be the hash of the recommended set')
      .optional(),
    outcome: z.enum(['approved', 'rejected']),
    key: z.boolean(),
    dueRegard: Prose,
    reasons: Prose,
    alternatives: z.array(Alternative).max(20).optional(),
    exception: NoticeException.optional(),
  })
  .meta({ id: 'NewDecision' });
export type NewDecision = z.infer<typeof NewDecision>;

/** A call-in by scrutiny: who, why, and how it ended. */
export const CallIn = z
  .strictObject({
    calledInBy: Line,
    reason: Prose,
    calledInAt: Instant,
    outcome: z.enum(['confirmed', 'referred-back']).optional(),
    outcomeReason: Prose.optional(),
    endedAt: Instant.optional(),
  })
  .meta({ id: 'CallIn' });
export type CallIn = z.infer<typeof CallIn>;

export const Decision = NewDecision.extend({
  id: Id,
  /** Of the theme, or of the tender whose recommended set was decided. */
  subjectTitle: Line.optional(),
  decidedBy: ActorId,
  decidedAt: Instant,
  alternatives: z.array(Alternative),
  /** Of a key decision: why it is key, when notice was given and how many clear days that left. */
  notice: z
    .strictObject({
      plannedDecisionId: Id,
      keyReason: Prose,
      noticeOn: Day,
      clearDays: z.int(),
      route: z.enum(['notice', 'general-exception', 'special-urgency']),
    })
    .optional(),
  /** The last day on which it can be called in, also when nobody does. */
  callInEndsOn: Day,
  standing: z.enum(['call-in-open', 'called-in', 'confirmed', 'referred-back']),
  callIn: CallIn.optional(),
  version: Version,
}).meta({ id: 'Decision' });
export type Decision = z.infer<typeof Decision>;

export const DecisionList = z.strictObject({ items: z.array(Decision) }).meta({ id: 'DecisionList' });
export const DecisionQuery = z.strictObject({ subjectId: Id.optional() });

export const CallInDecision = z
  .strictObject({ calledInBy: Line, reason: Prose })
  .meta({ id: 'CallInDecision' });
export type CallInDecision = z.infer<typeof CallInDecision>;
export const EndCallIn = z
  .strictObject({ outcome: z.enum(['confirmed', 'referred-back']), reason: Prose })
  .meta({ id: 'EndCallIn' });
export type EndCallIn = z.infer<typeof EndCallIn>;

/** A line of the forward plan. Its notice is given today: nobody can date one back. */
export const NewPlannedDecision = z
  .strictObject({
    subject: Subject,
    subjectId: Id,
    title: Line,
    key: z.boolean(),
    keyReason: Prose.optional(),
    plannedFor: Day,
  })
  .meta({ id: 'NewPlannedDecision' });
export type NewPlannedDecision = z.infer<typeof NewPlannedDecision>;

export const PlannedDecision = NewPlannedDecision.extend({
  id: Id,
  noticeOn: Day,
  /** Clear days between the notice and the planned day; a key decision needs 28. */
  clearDays: z.int(),
  /** The first day on which it can be taken without an exception. */
  earliestOn: Day,
  state: z.enum(['planned', 'taken']),
  version: Version,
}).meta({ id: 'PlannedDecision' });
export type PlannedDecision = z.infer<typeof PlannedDecision>;

export const PlannedDecisionList = z
  .strictObject({ items: z.array(PlannedDecision) })
  .meta({ id: 'PlannedDecisionList' });
