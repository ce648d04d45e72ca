import { z } from 'zod';

/** Whether the sums that figures are made from agree with a fresh count of every fact. Quantities in stored units. */
export const Recount = z
  .strictObject({
    segments: z.int().nonnegative(),
    facts: z.int().nonnegative(),
    cells: z.int().nonnegative(),
    agrees: z.boolean(),
    disagreements: z.array(
      z.strictObject({ cell: z.record(z.string(), z.string()), cube: z.int(), facts: z.int() }),
    ),
  })
  .meta({ id: 'Recount' });
export type Recount = z.infer<typeof Recount>;
