import { readConfig, ServiceEnvironment } from '@commissioning/service';
import { z } from 'zod';

/** The council's own figures, with their defaults. */
export const Settings = z.object({
  /** Working days in which an offered place is accepted. */
  OFFER_WORKING_DAYS: z.coerce.number().int().min(1).max(20).default(2),
  /** How often a waiting party may be passed over by smaller ones before freed places are held for it. */
  MOST_TIMES_PASSED_OVER: z.coerce.number().int().min(0).max(100).default(3),
  /** Working days that suppliers of adjustments usually need, by kind. A kind that is left out keeps its default. */
  ADJUSTMENT_LEAD_WORKING_DAYS: z
    .string()
    .regex(/^([a-z-]+=\d{1,2}(,[a-z-]+=\d{1,2})*)?$/, 'must look like bsl=15,childcare=10')
    .default(''),
  /** Days after a session for which it is kept what somebody needed there. */
  ADJUSTMENT_NEEDS_KEPT_DAYS: z.coerce.number().int().min(0).max(366).default(30),
});
export type Settings = z.infer<typeof Settings>;

/** Everything that this service reads from its environment. */
export const CapacityBuildingConfig = ServiceEnvironment.extend(Settings.shape);
export const config = () => readConfig(CapacityBuildingConfig);
