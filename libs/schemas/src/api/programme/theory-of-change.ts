import { z } from 'zod';
import { Id, Line, Prose } from '../../primitives';

/** A node's name within its theory, such as `advice-sessions`. */
const NodeKey = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case words with hyphens')
  .max(60);

export const NodeKind = z.enum([
  'context',
  'input',
  'activity',
  'output',
  'short-term-outcome',
  'medium-term-outcome',
  'long-term-outcome',
  'impact',
  'barrier',
  'enabler',
]);
export type NodeKind = z.infer<typeof NodeKind>;

export const TheoryNode = z
  .strictObject({
    key: NodeKey,
    kind: NodeKind,
    title: Line,
    indicators: z.array(Line).max(10).optional(),
  })
  .meta({ id: 'TheoryNode' });
export type TheoryNode = z.infer<typeof TheoryNode>;

/** Why one thing is expected to lead to another: what is assumed, how strong it is and what shows it. */
export const TheoryLink = z
  .strictObject({
    from: NodeKey,
    to: NodeKey,
    strength: z.enum(['strong', 'moderate', 'weak']),
    assumption: Prose.optional(),
    evidence: Prose.optional(),
  })
  .meta({ id: 'TheoryLink' });
export type TheoryLink = z.infer<typeof TheoryLink>;

/** A draft may be incomplete: what is missing is reported, not refused. */
export const SaveTheory = z
  .strictObject({ nodes: z.array(TheoryNode).max(150), links: z.array(TheoryLink).max(600) })
  .meta({ id: 'SaveTheory' });
export type SaveTheory = z.infer<typeof SaveTheory>;

export const TheoryFinding = z
  .strictObject({
    code: z.enum([
      'cycle',
      'orphan',
      'outcome-without-indicator',
      'link-without-assumption',
      'question-unanswered',
    ]),
    /** The node it is about; absent where the theory as a whole lacks something. */
    node: z.string().optional(),
    says: z.string(),
  })
  .meta({ id: 'TheoryFinding' });
export type TheoryFinding = z.infer<typeof TheoryFinding>;

export const TheoryOfChange = z
  .strictObject({
    programmeId: Id,
    nodes: z.array(TheoryNode),
    links: z.array(TheoryLink),
    isValid: z.boolean(),
    findings: z.array(TheoryFinding),
    /** 0 before it was first saved. */
    version: z.int().nonnegative(),
  })
  .meta({ id: 'TheoryOfChange' });
export type TheoryOfChange = z.infer<typeof TheoryOfChange>;
