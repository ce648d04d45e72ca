import { readConfig, ServiceEnvironment } from '@commissioning/service';
import { z } from 'zod';

/** The council's own figures, with their defaults. */
export const Settings = z.object({
  /** Working days after a decision in which scrutiny can call it in: as the council's constitution says. */
  CALL_IN_WORKING_DAYS: z.coerce.number().int().min(0).max(20).default(5),
});

/** Everything that this service reads from its environment. */
export const ProgrammeConfig = ServiceEnvironment.extend(Settings.shape);
export const config = () => readConfig(ProgrammeConfig);
