import { z } from 'zod';
import { Id, Instant, Line, Prose } from '../../primitives';

/** The GSS code of a ward or of a borough. Names change; codes do not. */
export const AreaCode = z
  .string()
  .regex(/^E0[5-9]\d{6}$/, 'must be the code of a ward (E05…) or of a borough (E06… to E09…)');

/** What a figure measures. */
export const NeedsMeasure = z.enum(['residents', 'deprived-households', 'deprivation-score']);

/**
 * One figure of one area. A count has the denominator of its own table and its own geography, never of another one;
 * a score has none.
 */
export const NeedsFigure = z
  .strictObject({
    measure: NeedsMeasure,
    characteristic: Line,
    category: Line,
    value: z.number().nonnegative(),
    denominator: z.int().positive().optional(),
    unit: z.enum(['residents', 'households', 'score']),
    geography: z.enum(['official', 'best-fit']),
    table: Line,
  })
  .meta({ id: 'NeedsFigure' });
export type NeedsFigure = z.infer<typeof NeedsFigure>;

export const NeedsArea = z
  .strictObject({ code: AreaCode, name: Line, figures: z.array(NeedsFigure) })
  .meta({ id: 'NeedsArea' });
export type NeedsArea = z.infer<typeof NeedsArea>;

/** What is sent to publish needs data: where it comes from, what may be done with it, and the figures as CSV text. */
export const NewNeedsVersion = z
  .strictObject({
    title: Line,
    source: Prose,
    licence: Line,
    vintage: Line,
    csv: z.string().min(1).max(1_500_000),
  })
  .meta({ id: 'NewNeedsVersion' });
export type NewNeedsVersion = z.infer<typeof NewNeedsVersion>;

export const NeedsVersion = z
  .strictObject({
    versionId: Id,
    number: z.int().positive(),
    title: Line,
    source: Prose,
    licence: Line,
    vintage: Line,
    publishedAt: Instant,
    areas: z.int().positive(),
    figures: z.int().positive(),
  })
  .meta({ id: 'NeedsVersion' });
export type NeedsVersion = z.infer<typeof NeedsVersion>;

export const NeedsVersionList = z
  .strictObject({ items: z.array(NeedsVersion) })
  .meta({ id: 'NeedsVersionList' });

export const NeedsData = NeedsVersion.omit({ areas: true, figures: true })
  .extend({ wards: z.array(NeedsArea), boroughs: z.array(NeedsArea) })
  .meta({ id: 'NeedsData' });
export type NeedsData = z.infer<typeof NeedsData>;

export const PreviewNeeds = z
  .strictObject({ csv: z.string().min(1).max(1_500_000) })
  .meta({ id: 'PreviewNeeds' });

/** What publishing would do: nothing while there is an error. Rows count from 1, the header is row 1. */
export const NeedsPreview = z
  .strictObject({
    rows: z.int().nonnegative(),
    areas: z.int().nonnegative(),
    figures: z.array(NeedsFigure.extend({ area: AreaCode, name: Line }).meta({ id: 'NeedsFigureOfArea' })),
    errors: z.array(
      z
        .strictObject({ row: z.int().positive(), column: z.string(), message: z.string() })
        .meta({ id: 'NeedsFileError' }),
    ),
  })
  .meta({ id: 'NeedsPreview' });
export type NeedsPreview = z.infer<typeof NeedsPreview>;

export const NeedsQuery = z.strictObject({ versionId: Id.optional() });
export type NeedsQuery = z.infer<typeof NeedsQuery>;

/**
 * The population that reach is measured against. `groups` are of the whole borough where it has official figures,
 * else sums over the wards; `byWard` has the denominator of its own table beside every count.
 */
export const NeedsBaseline = z
  .strictObject({
    versionId: Id,
    title: Line,
    wards: z.array(
      z
        .strictObject({
          ward: AreaCode,
          name: Line,
          residents: z.int().nonnegative(),
          households: z.int().nonnegative().optional(),
          deprivedHouseholds: z.int().nonnegative().optional(),
          deprivationScore: z.number().nonnegative().optional(),
        })
        .meta({ id: 'BaselineWard' }),
    ),
    groups: z.array(
      z
        .strictObject({
          characteristic: Line,
          category: Line,
          residents: z.int().nonnegative(),
          denominator: z.int().positive(),
        })
        .meta({ id: 'BaselineGroup' }),
    ),
    byWard: z.array(
      z
        .strictObject({
          ward: AreaCode,
          characteristic: Line,
          category: Line,
          residents: z.int().nonnegative(),
          denominator: z.int().positive(),
        })
        .meta({ id: 'BaselineWardGroup' }),
    ),
  })
  .meta({ id: 'NeedsBaseline' });
export type NeedsBaseline = z.infer<typeof NeedsBaseline>;

/** A file of comma-separated values, UTF-8, header first. */
export const CsvText = z.string().meta({ id: 'CsvText' });
