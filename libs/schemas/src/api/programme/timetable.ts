import { z } from 'zod';
import { Day, Line } from '../../primitives';

const Count = (initial: number) => z.coerce.number().int().min(0).max(400).default(initial);

/** How long each step takes, and what is known of publication and of the present services. */
export const TimetableQuery = z.strictObject({
  publishOn: Day.optional(),
  currentProvisionEndsOn: Day.optional(),
  tenderDays: Count(35),
  evaluationWorkingDays: Count(20),
  equalityCheckWorkingDays: Count(5),
  callInWorkingDays: Count(5),
  mobilisationWorkingDays: Count(40),
  standstill: z
    .enum(['procurement-act', 'procurement-act-voluntary', 'pcr-2015', 'none'])
    .default('procurement-act'),
  keyDecision: z.enum(['yes', 'no']).default('yes'),
});
export type TimetableQuery = z.infer<typeof TimetableQuery>;

const Step = z.strictObject({ step: Line, startsOn: Day, endsOn: Day });

/** The latest days on which each step can happen, planned back from the day services start. */
export const Timetable = z
  .strictObject({
    serviceStartsOn: Day,
    /** The latest safe day to publish the tender. */
    publishOn: Day,
    steps: z.array(Step),
    floatWorkingDays: z.int(),
    earliestServiceStart: Day,
    gapDays: z.int().nonnegative(),
    warnings: z.array(z.strictObject({ code: Line, says: z.string() })),
  })
  .meta({ id: 'Timetable' });
export type Timetable = z.infer<typeof Timetable>;
