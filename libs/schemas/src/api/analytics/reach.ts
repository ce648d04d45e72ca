import { z } from 'zod';
import { Line, Prose } from '../../primitives';
import { Comparison, Interval, ReportNeeds, ReportQuery, ReportScope } from './figure';

export const ReachStageName = z.enum(['training', 'bid', 'award', 'contract', 'spend', 'outcome']);
export type ReachStageName = z.infer<typeof ReachStageName>;

/** By ward, by a characteristic of the needs data, or by what the organisations are. */
export const ReachQuery = ReportQuery.extend({
  by: z
    .string()
    .trim()
    .regex(/^[\w -]{1,60}$/, 'must be ward, focus, size or a characteristic such as disability')
    .default('ward'),
  against: z.enum(['residents', 'deprived-households']).default('residents'),
  stages: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(ReachStageName).min(1))
    .optional(),
});
export type ReachQuery = z.infer<typeof ReachQuery>;

export const ReachVerdict = z.enum(['over', 'parity', 'under', 'insufficient evidence']);

/** A group at a stage: its part of the stage, set against its part of the population or need. */
export const GroupAtStage = z
  .strictObject({
    stage: ReachStageName,
    unit: Line,
    placedBy: Line,
    numerator: z.number(),
    denominator: z.number(),
    ratio: Comparison,
    shortfall: Comparison,
    impact: Comparison.nullable(),
    verdict: ReachVerdict,
    because: Line,
    gapFlagged: z.boolean(),
  })
  .meta({ id: 'GroupAtStage' });
export type GroupAtStage = z.infer<typeof GroupAtStage>;

/** One stage's part in the loss of a group, as a natural logarithm: negative, it loses there. */
export const LeakTerm = z
  .strictObject({
    stage: ReachStageName,
    status: z.enum(['attributed', 'lost at this stage', 'not applicable']),
    value: z.number().nullable(),
    interval: Interval.nullable(),
    reason: Line.optional(),
  })
  .meta({ id: 'LeakTerm' });
export type LeakTerm = z.infer<typeof LeakTerm>;

export const GroupReach = z
  .strictObject({
    group: Line,
    name: Line,
    numerator: z.number(),
    denominator: z.number(),
    stages: z.array(GroupAtStage),
    leak: z.strictObject({
      terms: z.array(LeakTerm),
      /** Logarithm of the representation ratio at the last stage: the sum of the terms. */
      total: z.number().nullable(),
      lostAt: ReachStageName.nullable(),
    }),
  })
  .meta({ id: 'GroupReach' });
export type GroupReach = z.infer<typeof GroupReach>;

export const ReachStage = z
  .strictObject({
    stage: ReachStageName,
    unit: Line,
    placedBy: Line,
    stated: z.number(),
    everyone: z.number(),
    completeness: z.number().nullable(),
  })
  .meta({ id: 'ReachStage' });

/** Need against reach: who gets to each stage of the cycle, and where a group is lost. */
export const Reach = z
  .strictObject({
    scope: ReportScope,
    needs: ReportNeeds,
    by: Line,
    against: z.strictObject({ name: Line, unit: Line, placedBy: Line }),
    stages: z.array(ReachStage),
    leftOut: z.array(z.strictObject({ stage: ReachStageName, reason: Line })),
    groups: z.array(GroupReach),
    placedDifferently: z.boolean(),
    notes: z.array(Prose),
  })
  .meta({ id: 'Reach' });
export type Reach = z.infer<typeof Reach>;
