import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { clientSecrets } from './clients';
import { identityConfig } from './config';
import { startIdentity } from './server';

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** A running provider with keys, secrets and clock of its own in a temporary folder, for tests. */
export type IdentityOnTrial = Awaited<ReturnType<typeof identityOnTrial>>;

export async function identityOnTrial() {
  const dir = await mkdtemp(join(tmpdir(), 'identity-'));
  const env: Record<string, string> = {
    PORT: '0',
    PORTAL_URL: 'http://127.0.0.1:4999',
    KEYS_DIR: join(dir, 'keys'),
    CLIENT_SECRETS_FILE: join(dir, 'clients.json'),
    CLOCK_FILE: join(dir, 'clock.json'),
  };
  const { url, stop } = await startIdentity(identityConfig(env));
  return {
    url,
    dir,
    env,
    portalUrl: env['PORTAL_URL']!,
    secretOf: async (client: string) => (await clientSecrets(env['CLIENT_SECRETS_FILE']!))[client]!,
    stop: async () => {
      await stop();
      await rm(dir, { recursive: true });
    },
  };
}

/** Checks a token as a service does: signature by the published keys, issuer, audience, expiry, algorithm. */
export async function verified(token: unknown, url: string): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(`${url}/jwks`));
  const expected = { issuer: url, audience: 'community-commissioning', algorithms: ['RS256'] };
  return (await jwtVerify(String(token), keys, expected)).payload;
}

/** Sends JSON and reads JSON. */
export async function send(method: string, url: string, body: unknown): Promise<Answer> {
  return read(
    await fetch(url, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  );
}

/** Asks the token endpoint as a client with its secret. */
export async function askToken(url: string, client: string, secret: string, form: Record<string, string>) {
  const authorization = `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}`;
  return read(
    await fetch(`${url}/token`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams(form),
    }),
  );
}

async function read(response: Response): Promise<Answer> {
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
