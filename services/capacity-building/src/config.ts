import { readConfig, ServiceEnvironment } from '@commissioning/service';
import { z } from 'zod';

/** The council's own figures, with their defaults. */
export const Settings = z.object({
  /** Working days in which an offered place is accepted. */
  OFFER_WORKING_DAYS: z.coerce.number().int().min(1).max(20).default(2),
  /** How often a waiting party may be passed over by smaller ones before freed places are held for it. */
  MOST_TIMES_PASSED_OVER: z.coerce.number().int().min(0).max(100).default(3),
});
export type Settings = z.infer<typeof Settings>;

/** Everything that this service reads from its environment. */
export const CapacityBuildingConfig = ServiceEnvironment.extend(Settings.shape);
export const config = () => readConfig(CapacityBuildingConfig);
