import { z } from 'zod';
import { ActorId, Id, Instant, Line, Prose, Version } from '../../primitives';

/** An outcome is what is to change; an approach is how every service works, whatever it changes (App.1 2.26). */
export const AreaKind = z.enum(['outcome', 'approach']);
/** A priority is published with its definition; a listed area informs the themes (report 3.22, 3.24). */
export const AreaStanding = z.enum(['listed', 'priority']);

/** Who gave the reason for a change, why, and where it is written down. */
const Because = { reason: Prose, decidedBy: Line, source: Line };
const NewArea = z.strictObject({
  title: Line,
  kind: AreaKind,
  standing: AreaStanding.default('listed'),
  definition: Prose.optional(),
});
const areaIds = z.array(Id).min(2).max(50);

/** One step on the way from a long list to priorities. Nothing is lost by any of them. */
export const FrameworkChange = z
  .discriminatedUnion('change', [
    z.strictObject({ change: z.literal('add'), into: z.array(NewArea).min(1).max(50), ...Because }),
    z.strictObject({ change: z.literal('merge'), areaIds, into: NewArea, ...Because }),
    z.strictObject({
      change: z.literal('split'),
      areaId: Id,
      into: z.array(NewArea).min(2).max(20),
      ...Because,
    }),
    z.strictObject({ change: z.literal('rename'), areaId: Id, title: Line, ...Because }),
    z.strictObject({ change: z.literal('retype'), areaId: Id, kind: AreaKind, ...Because }),
    z.strictObject({ change: z.literal('redefine'), areaId: Id, definition: Prose, ...Because }),
    z.strictObject({ change: z.literal('prioritise'), areaId: Id, ...Because }),
    z.strictObject({ change: z.literal('drop'), areaId: Id, ...Because }),
  ])
  .meta({ id: 'FrameworkChange' });
export type FrameworkChange = z.infer<typeof FrameworkChange>;

/** One wording of an area; later ones supersede it and it stays readable. */
export const Definition = z
  .strictObject({
    edition: z.int().positive(),
    text: Prose,
    reason: Prose,
    source: Line,
    writtenBy: ActorId,
    writtenAt: Instant,
  })
  .meta({ id: 'Definition' });

export const OutcomeArea = z
  .strictObject({
    id: Id,
    title: Line,
    kind: AreaKind,
    standing: AreaStanding,
    state: z.enum(['live', 'merged', 'split', 'dropped']),
    /** The areas it was merged or split from. */
    cameFrom: z.array(Id),
    /** Titles that it had before. */
    formerTitles: z.array(Line),
    /** Oldest first; the last one stands. */
    definitions: z.array(Definition),
  })
  .meta({ id: 'OutcomeArea' });
export type OutcomeArea = z.infer<typeof OutcomeArea>;

/** A change as it was recorded: what, to which areas, why, who decided and who wrote it down. */
export const RecordedChange = z
  .strictObject({
    id: Id,
    change: z.enum(['add', 'merge', 'split', 'rename', 'retype', 'redefine', 'prioritise', 'drop']),
    areaIds: z.array(Id),
    says: z.string(),
    reason: Prose,
    decidedBy: Line,
    source: Line,
    recordedBy: ActorId,
    recordedAt: Instant,
  })
  .meta({ id: 'RecordedChange' });
export type RecordedChange = z.infer<typeof RecordedChange>;

export const OpenFramework = z.strictObject({ programmeId: Id }).meta({ id: 'OpenFramework' });

export const Framework = z
  .strictObject({
    id: Id,
    programmeId: Id,
    /** The last published edition; 0 before the first. */
    edition: z.int().nonnegative(),
    areas: z.array(OutcomeArea),
    changes: z.array(RecordedChange),
    version: Version,
  })
  .meta({ id: 'Framework' });
export type Framework = z.infer<typeof Framework>;

export const FrameworkList = z
  .strictObject({ items: z.array(Framework.omit({ areas: true, changes: true })) })
  .meta({ id: 'FrameworkList' });

/** A published edition: it never changes. */
export const FrameworkEdition = z
  .strictObject({
    frameworkId: Id,
    programmeId: Id,
    edition: z.int().positive(),
    publishedAt: Instant,
    publishedBy: ActorId,
    areas: z.array(
      z.strictObject({
        areaId: Id,
        title: Line,
        kind: AreaKind,
        standing: AreaStanding,
        definition: Prose.optional(),
      }),
    ),
  })
  .meta({ id: 'FrameworkEdition' });
export type FrameworkEdition = z.infer<typeof FrameworkEdition>;

/** Where an area came from and what was said about it, itself and everything it was made of. */
export const AreaLineage = z
  .strictObject({
    area: OutcomeArea,
    ancestors: z.array(OutcomeArea),
    becameIds: z.array(Id),
    changes: z.array(RecordedChange),
    contributions: z.array(z.strictObject({ id: Id, text: z.string(), areaId: Id, workshop: Line })),
  })
  .meta({ id: 'AreaLineage' });
export type AreaLineage = z.infer<typeof AreaLineage>;
