import { z } from 'zod';
import { CannotStart } from '../cannot-start';

const environment = z.object({
  NODE_ENV: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  ISSUER: z.url().optional(),
  AUDIENCE: z.string().min(1).default('community-commissioning'),
  PORTAL_URL: z.url().transform((url) => url.replace(/\/$/, '')),
  KEYS_DIR: z.string().min(1),
  CLIENT_SECRETS_FILE: z.string().min(1),
  CLOCK_FILE: z.string().min(1).optional(),
});

/** What the development identity provider is told from outside. */
export interface IdentityConfig {
  host: string;
  /** 0: any free port. */
  port: number;
  /** `iss` of every token, no slash at the end; default `http://<host>:<port>`. */
  issuer?: string;
  /** `aud` of every access token. */
  audience: string;
  /** Origin of the portal: people are sent back to `<portalUrl>/auth/callback` and nowhere else. */
  portalUrl: string;
  keysDir: string;
  clientSecretsFile: string;
  /** JSON file with the offset of business time that all processes of a development machine share. */
  clockFile?: string;
}

/**
 * Reads the environment: PORT, PORTAL_URL, KEYS_DIR, CLIENT_SECRETS_FILE; optional HOST, ISSUER, AUDIENCE, CLOCK_FILE.
 * @throws CannotStart in production, where nobody may sign in without a password, or when a variable is missing
 */
export function identityConfig(env: NodeJS.ProcessEnv): IdentityConfig {
  if (env['NODE_ENV'] === 'production') {
    throw new CannotStart(
      'The development identity provider lets anybody be anybody and does not start with NODE_ENV=production. ' +
        "Point the services to the council's own provider instead.",
    );
  }
  const read = environment.safeParse(env);
  if (!read.success)
    throw new CannotStart(`The identity provider lacks settings.\n${z.prettifyError(read.error)}`);
  const { data } = read;
  return {
    host: data.HOST,
    port: data.PORT,
    ...(data.ISSUER && { issuer: data.ISSUER.replace(/\/$/, '') }),
    audience: data.AUDIENCE,
    portalUrl: data.PORTAL_URL,
    keysDir: data.KEYS_DIR,
    clientSecretsFile: data.CLIENT_SECRETS_FILE,
    ...(data.CLOCK_FILE && { clockFile: data.CLOCK_FILE }),
  };
}
