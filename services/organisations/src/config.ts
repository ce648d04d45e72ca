import { readConfig, ServiceEnvironment } from '@commissioning/service';
import { z } from 'zod';

/** The council's own figures, with their defaults. */
export const Settings = z.object({
  /** An organisation with a yearly income under this many pounds is small. */
  SMALL_INCOME_POUNDS: z.coerce.number().int().positive().default(100_000),
});

/** Everything that this service reads from its environment. */
export const OrganisationsConfig = ServiceEnvironment.extend(Settings.shape);
export const config = () => readConfig(OrganisationsConfig);
