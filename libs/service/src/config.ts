import { BrokerEnvironment } from '@commissioning/messaging';
import { z } from 'zod';

/** What every service reads from its environment, once. */
export const ServiceEnvironment = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number().int().positive(),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.string().min(1),
  BROKER_URL: z.string().min(1),
  ...BrokerEnvironment.shape,
  REDIS_URL: z.string().optional(),
  ISSUER_URL: z.url(),
  AUDIENCE: z.string().default('community-commissioning'),
  CLIENT_SECRET: z.string().min(1),
  /** JSON object: where the other services answer, by name. */
  SERVICE_URLS: z
    .string()
    .default('{}')
    .transform((text) => z.record(z.string(), z.url()).parse(JSON.parse(text))),
  CLOCK_FILE: z.string().optional(),
  LOG_LEVEL: z.string().default('info'),
});
export type ServiceEnvironment = z.infer<typeof ServiceEnvironment>;

/** Reads the environment through a schema; a wrong or missing setting ends the process with a sentence that names it. */
export function readConfig<Schema extends z.ZodType>(
  schema: Schema,
  environment = process.env,
): z.infer<Schema> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`The settings in the environment are incomplete. ${wrong}`);
}
