import { z } from 'zod';
import { Day, Id, Line, Pence, Prose, Version } from '../../primitives';

/** An outcome that a theme is to reach, with the indicator that shows it. */
export const ThemeOutcome = z
  .strictObject({ outcomeId: Id, title: Line, indicator: Line, target: z.number().nonnegative(), unit: Line })
  .meta({ id: 'ThemeOutcome' });

/** A delivery area as it is put forward. */
export const NewTheme = z
  .strictObject({
    programmeId: Id,
    title: Line,
    summary: Prose,
    leadService: Line,
    budgetPence: Pence,
    serviceStartsOn: Day,
    outcomes: z.array(ThemeOutcome).min(1).max(20),
  })
  .meta({ id: 'NewTheme' });
export type NewTheme = z.infer<typeof NewTheme>;

export const ThemeState = z.enum(['proposed', 'approved', 'withdrawn']);

export const Theme = NewTheme.extend({
  id: Id,
  state: ThemeState,
  screening: z
    .strictObject({ outcome: z.enum(['no-further-analysis', 'full-analysis']), reason: Prose })
    .optional(),
  decisionId: Id.optional(),
  version: Version,
}).meta({ id: 'Theme' });
export type Theme = z.infer<typeof Theme>;

export const ThemeList = z.strictObject({ items: z.array(Theme) }).meta({ id: 'ThemeList' });

export const ApproveTheme = z.strictObject({ decisionId: Id }).meta({ id: 'ApproveTheme' });
