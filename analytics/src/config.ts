import { readConfig, ServiceEnvironment } from '@commissioning/service';
import { z } from 'zod';

/** Everything that this service reads from its environment. */
export const AnalyticsConfig = ServiceEnvironment.extend({
  /** Folder of the fact segments; it survives restarts and is backed up together with the database. */
  DATA_DIR: z.string().min(1),
});
export type AnalyticsConfig = z.infer<typeof AnalyticsConfig>;
export const config = () => readConfig(AnalyticsConfig);
