import { z } from 'zod';
import { Line } from '../../primitives';
import { Count, Rate, ReportNeeds, ReportScope } from './figure';

/** The headline figures of the cycle. */
export const Overview = z
  .strictObject({
    scope: ReportScope,
    needs: ReportNeeds.nullable(),
    organisations: Count,
    smallOrganisations: Rate,
    stages: z.array(z.strictObject({ stage: Line, label: Line, figure: Count })),
    improved: Rate,
    segments: z.int().nonnegative(),
    facts: z.int().nonnegative(),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof Overview>;
