import { readConfig, ServiceEnvironment } from '@commissioning/service';
import { z } from 'zod';

/** Everything that this service reads from its environment. */
export const TenderingConfig = ServiceEnvironment.extend({
  /** Where the master key is kept. Never on the database's own disk in production. */
  DATA_DIR: z.string().min(1),
  /** Most weight that local knowledge may have; the council's policy. */
  LOCAL_KNOWLEDGE_CAP: z.coerce.number().int().min(0).max(100).default(20),
  COUNCIL_NAME: z.string().default('London Borough of Tower Hamlets'),
  COUNCIL_ID: z.string().default('GB-LAE-TWH'),
  /** Prefix of open contracting ids; the one to publish under is given by the Open Contracting Partnership. */
  OCID_PREFIX: z
    .string()
    .regex(/^ocds-[a-z0-9]{6}$/)
    .default('ocds-000000'),
});
export type TenderingConfig = z.infer<typeof TenderingConfig>;
export const config = () => readConfig(TenderingConfig);
