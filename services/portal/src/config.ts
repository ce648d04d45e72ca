import { readConfig } from '@commissioning/service';
import { z } from 'zod';

/** Everything that the portal reads from its environment. */
export const PortalConfig = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number().int().positive(),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.string().min(1),
  ISSUER_URL: z.url(),
  CLIENT_SECRET: z.string().min(1),
  PUBLIC_URL: z.url(),
  SERVICE_URLS: z
    .string()
    .default('{}')
    .transform((text) => z.record(z.string(), z.url()).parse(JSON.parse(text))),
  CLOCK_FILE: z.string().optional(),
  DATA_DIR: z.string().default('.local/data/portal'),
  COUNCIL_NAME: z.string().default('Tower Hamlets Council (demonstration)'),
  LOG_LEVEL: z.string().default('info'),
});
export type PortalConfig = z.infer<typeof PortalConfig>;

export const config = (): PortalConfig => readConfig(PortalConfig);
