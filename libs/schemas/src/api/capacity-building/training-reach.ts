import { z } from 'zod';

/** One figure: organisations, and places that somebody attended; null where it would tell of too few. */
export const TrainingReachRow = z
  .strictObject({
    category: z.string(),
    organisations: z.int().nonnegative().nullable(),
    places: z.int().nonnegative().nullable(),
  })
  .meta({ id: 'TrainingReachRow' });
export type TrainingReachRow = z.infer<typeof TrainingReachRow>;

/**
 * Whom training reached in one financial year (1 April to 31 March). An organisation that serves several wards or
 * groups counts in each, so those rows do not add up to the total.
 */
export const TrainingReach = z
  .strictObject({
    financialYear: z.int(),
    audience: z.literal('external'),
    bySize: z.array(TrainingReachRow),
    byWard: z.array(TrainingReachRow),
    byFocus: z.array(TrainingReachRow),
    /** In words, where a figure is null. */
    note: z.string(),
  })
  .meta({ id: 'TrainingReach' });
export type TrainingReach = z.infer<typeof TrainingReach>;

/** The year in which it begins: 2026 is 1 April 2026 to 31 March 2027. */
export const TrainingReachQuery = z.strictObject({
  financialYear: z.coerce.number().int().min(2000).max(2100),
});
export type TrainingReachQuery = z.infer<typeof TrainingReachQuery>;
