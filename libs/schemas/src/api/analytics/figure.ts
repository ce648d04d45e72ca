import { z } from 'zod';
import { Id, Instant, Line, Prose } from '../../primitives';

/** A financial year such as `2027/28`, or one of its quarters such as `2027/28 Q1`. */
export const Period = z
  .string()
  .regex(
    /^\d{4}\/\d{2}( Q[1-4])?$/,
    'must be a financial year such as 2027/28, or a quarter such as 2027/28 Q1',
  );

/** Both confidence intervals of a figure; a limit is null where the data do not bound it. */
export const Interval = z
  .strictObject({
    method: z.string(),
    lower95: z.number().nullable(),
    upper95: z.number().nullable(),
    lower998: z.number().nullable(),
    upper998: z.number().nullable(),
  })
  .meta({ id: 'Interval' });
export type Interval = z.infer<typeof Interval>;

/** A number that may be missing; then `reason` says why, `suppressed` where it would point to somebody. */
export const Count = z
  .strictObject({ value: z.number().nullable(), unit: Line, reason: Line.optional() })
  .meta({ id: 'Count' });
export type Count = z.infer<typeof Count>;

/** A part of a whole in per cent, with what it was made from. */
export const Rate = z
  .strictObject({
    value: z.number().nullable(),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    unit: Line,
    interval: Interval.nullable(),
    reason: Line.optional(),
  })
  .meta({ id: 'Rate' });
export type Rate = z.infer<typeof Rate>;

/** A comparison of shares, or why there is none, or why it has no interval. */
export const Comparison = z
  .strictObject({
    value: z.number().nullable(),
    interval: Interval.nullable(),
    reason: Line.optional(),
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.infer<typeof Comparison>;

/** What a report speaks of: without theme or period it takes all of them. */
export const ReportScope = z
  .strictObject({
    themeId: Id.optional(),
    theme: Line.optional(),
    period: Period.optional(),
    /** The first and the last quarter that facts were found in; missing when there were none. */
    from: Period.optional(),
    to: Period.optional(),
    madeAt: Instant,
  })
  .meta({ id: 'ReportScope' });
export type ReportScope = z.infer<typeof ReportScope>;

/** Which version of the needs data a report stands on. */
export const ReportNeeds = z
  .strictObject({
    versionId: Id,
    number: z.int().positive(),
    title: Line,
    source: Prose,
    licence: Line,
    publishedAt: Instant,
  })
  .meta({ id: 'ReportNeeds' });
export type ReportNeeds = z.infer<typeof ReportNeeds>;

export const ReportQuery = z.strictObject({ theme: Id.optional(), period: Period.optional() });
export type ReportQuery = z.infer<typeof ReportQuery>;

/** An Apache Arrow IPC stream. */
export const ArrowStream = z.unknown().meta({ id: 'ArrowStream' });
