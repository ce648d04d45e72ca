import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { CannotStart } from '../cannot-start';
import { Browser } from './browser';
import { clientSecrets, COUNCIL_SYSTEMS, SERVICES } from './clients';
import { identityConfig } from './config';
import { GROUPS, PEOPLE, personCalled } from './people';
import { startIdentity, type IdentityServer } from './server';

jest.setTimeout(60_000);

const portalUrl = 'http://127.0.0.1:4999';
let dir: string;
let env: Record<string, string>;
let identity: IdentityServer;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'identity-spec-'));
  env = {
    PORT: '0',
    PORTAL_URL: portalUrl,
    KEYS_DIR: join(dir, 'keys'),
    CLIENT_SECRETS_FILE: join(dir, 'clients.json'),
    CLOCK_FILE: join(dir, 'clock.json'),
  };
  identity = await startIdentity(identityConfig(env));
});

afterAll(async () => {
  await identity.stop();
  await rm(dir, { recursive: true });
});

/** Checks a token as a service does: signature by the published keys, issuer, audience, expiry, algorithm. */
async function verified(token: string, url = identity.url) {
  const keys = createRemoteJWKSet(new URL(`${url}/jwks`));
  const { payload } = await jwtVerify(token, keys, {
    issuer: url,
    audience: 'community-commissioning',
    algorithms: ['RS256'],
  });
  return payload;
}

const post = (path: string, body: unknown) => send('POST', path, body);
async function send(method: string, path: string, body: unknown) {
  const response = await fetch(identity.url + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function token(client: string, secret: string, form: Record<string, string>) {
  const response = await fetch(`${identity.url}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}` },
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const secretOf = async (client: string) => (await clientSecrets(env['CLIENT_SECRETS_FILE']!))[client]!;
const accessToken = (answer: { body: Record<string, unknown> }) => String(answer.body['access_token']);

describe('systems', () => {
  it.each(SERVICES)('%s proves itself with its own secret and gets its own scope', async (name) => {
    const answer = await token(name, await secretOf(name), {
      grant_type: 'client_credentials',
      scope: `service:${name}`,
    });
    expect(answer.status).toBe(200);
    expect(answer.body['expires_in']).toBe(3600);
    const payload = await verified(accessToken(answer));
    expect(payload).toMatchObject({ client_id: name, scope: `service:${name}` });
    expect(payload['roles']).toBeUndefined();
  });

  it('does not give a service the scope of another one', async () => {
    const form = { grant_type: 'client_credentials', scope: 'service:tendering' };
    const answer = await token('notifications', await secretOf('notifications'), form);
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
  });

  it('refuses the secret of another client', async () => {
    const answer = await token('tendering', await secretOf('evaluation'), {
      grant_type: 'client_credentials',
    });
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it('lets a council system read what it is for', async () => {
    const scope = COUNCIL_SYSTEMS['council-finance'].join(' ');
    const form = { grant_type: 'client_credentials', scope };
    const answer = await token('council-finance', await secretOf('council-finance'), form);
    expect(await verified(accessToken(answer))).toMatchObject({ client_id: 'council-finance', scope });
  });

  it('gives no token for another audience than the product', async () => {
    const form = {
      grant_type: 'client_credentials',
      scope: 'service:tendering',
      resource: 'urn:something-else',
    };
    const answer = await token('tendering', await secretOf('tendering'), form);
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
  });

  it('gives a client that is new its secret and leaves the others as they were', async () => {
    const file = join(dir, 'older.json');
    await writeFile(file, JSON.stringify({ tendering: 'kept' }));
    const secrets = await clientSecrets(file);
    expect(secrets['tendering']).toBe('kept');
    expect(secrets['analytics']).toHaveLength(43);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(secrets);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

describe('signing in', () => {
  it('takes a person from the page to the portal, which learns name, address and roles', async () => {
    const { tokens } = await new Browser(identity.url, portalUrl, await secretOf('portal')).signIn(
      'anna-commissioner',
    );
    const anna = personCalled('anna-commissioner')!;
    const claims = { sub: anna.id, name: 'Anna Kowalska', email: anna.email, roles: anna.roles };
    expect(decodeJwt(tokens.id_token)).toMatchObject({ ...claims, aud: 'portal' });
    expect(await verified(tokens.access_token)).toMatchObject({ ...claims, client_id: 'portal' });
  });

  it('renews the access token without asking again', async () => {
    const browser = new Browser(identity.url, portalUrl, await secretOf('portal'));
    const { tokens } = await browser.signIn('uma-bid-writer');
    const renewed = await token('portal', await secretOf('portal'), {
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
    });
    const payload = await verified(accessToken(renewed));
    expect(payload).toMatchObject({ sub: personCalled('uma-bid-writer')!.id, name: 'Uma Krishnan' });
    expect(payload['roles']).toBeUndefined();
  });

  it('asks who somebody is at every sign-in, and lets the same browser become another person', async () => {
    const browser = new Browser(identity.url, portalUrl, await secretOf('portal'));
    await browser.signIn('anna-commissioner');
    const { tokens } = await browser.signIn('samira-bid-writer');
    expect(decodeJwt(tokens.access_token).sub).toBe(personCalled('samira-bid-writer')!.id);
    const again = await browser.signIn('samira-bid-writer');
    expect(decodeJwt(again.tokens.access_token).sub).toBe(personCalled('samira-bid-writer')!.id);
  });

  it('lists everybody under a heading, with a button that says what it is for, and nothing from elsewhere', async () => {
    const page = await new Browser(identity.url, portalUrl, '').openSignIn();
    for (const { key } of PEOPLE) {
      expect(page.body).toContain(`value="${key}" aria-describedby="${key}"`);
      expect(page.body).toContain(`<p id="${key}">`);
    }
    for (const heading of Object.values(GROUPS)) expect(page.body).toContain(`>${heading}</h2>`);
    expect(page.body).toContain('<html lang="en-GB">');
    expect(page.body).not.toMatch(/<script|src=|@import/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('returns to the portal with a refusal when nobody is chosen', async () => {
    const callback = await new Browser(identity.url, portalUrl, '').cancel();
    expect(callback.searchParams.get('error')).toBe('access_denied');
  });

  it('sends nobody to an address that is not the portal', async () => {
    const page = await new Browser(identity.url, portalUrl, '').authorise({
      redirect_uri: 'http://127.0.0.1:4998/auth/callback',
    });
    expect(page.status).toBe(400);
    expect(page.headers.get('location')).toBeNull();
    expect(page.body).toContain('redirect_uri');
  });

  it('takes no sign-in without PKCE', async () => {
    const page = await new Browser(identity.url, portalUrl, '').authorise({ code_challenge: undefined });
    expect(new URL(page.headers.get('location')!).searchParams.get('error')).toBe('invalid_request');
  });

  it('takes no code without the verifier that belongs to it', async () => {
    const browser = new Browser(identity.url, portalUrl, await secretOf('portal'));
    const code = await browser.codeFor('anna-commissioner');
    const wrong = await browser.redeem(code, 'x'.repeat(43));
    expect(wrong).toMatchObject({ error: 'invalid_grant' });
  });

  it('gives a person no scope of a service', async () => {
    const browser = new Browser(identity.url, portalUrl, await secretOf('portal'));
    const callback = await browser.callbackFor('anna-commissioner', { scope: 'openid service:portal' });
    expect(callback.searchParams.get('error')).toBe('access_denied');
  });

  it('turns down a person who does not exist, and a sign-in that nobody began', async () => {
    const browser = new Browser(identity.url, portalUrl, '');
    await browser.openSignIn();
    expect((await browser.choose('mallory')).status).toBe(400);
    const stranger = await fetch(`${identity.url}/interaction/abc`, { headers: { accept: 'text/html' } });
    expect(stranger.status).toBe(400);
    expect(await stranger.text()).toContain('start again');
  });

  it('signs out and returns to the portal', async () => {
    const browser = new Browser(identity.url, portalUrl, await secretOf('portal'));
    const { tokens } = await browser.signIn('anna-commissioner');
    expect(await browser.signOut(tokens.id_token)).toBe(`${portalUrl}/`);
    const refused = await token('portal', await secretOf('portal'), {
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
    });
    expect(refused.body['error']).toBe('invalid_grant');
  });
});

describe('what a development machine has besides', () => {
  it.each(PEOPLE.map(({ key }) => key))('gives a token of %s without a browser', async (key) => {
    const answer = await post('/dev/tokens', { person: key });
    const { id, name, email, roles } = personCalled(key)!;
    expect(answer).toMatchObject({ status: 200, body: { expires_in: 3600 } });
    const payload = await verified(accessToken(answer));
    expect(payload).toMatchObject({ sub: id, name, email, client_id: 'portal' });
    expect(payload['roles'] ?? []).toEqual(roles);
    expect(payload.exp! - payload.iat!).toBe(3600);
  });

  it('names the people there are when asked for another', async () => {
    const answer = await post('/dev/tokens', { person: 'mallory' });
    expect(answer.status).toBe(404);
    expect(answer.body['error']).toContain('anna-commissioner');
    expect((await post('/dev/tokens', { persona: 'anna-commissioner' })).status).toBe(400);
  });

  it('takes orders only in a type that another site cannot send unasked', async () => {
    const response = await fetch(`${identity.url}/dev/tokens`, {
      method: 'POST',
      body: '{"person":"anna-commissioner"}',
    });
    expect(response.status).toBe(415);
  });

  it('moves the clock that all processes share', async () => {
    const read = async () => (await fetch(`${identity.url}/dev/clock`)).json();
    expect(await read()).toEqual({ offsetMs: 0 });
    expect((await send('PUT', '/dev/clock', { offsetMs: 86_400_000 })).status).toBe(200);
    expect(JSON.parse(await readFile(env['CLOCK_FILE']!, 'utf8'))).toEqual({ offsetMs: 86_400_000 });
    expect(await read()).toEqual({ offsetMs: 86_400_000 });
    for (const offsetMs of ['tomorrow', 1.5, 1e15, null]) {
      expect((await send('PUT', '/dev/clock', { offsetMs })).status).toBe(400);
    }
    expect(await read()).toEqual({ offsetMs: 86_400_000 });
    await rm(env['CLOCK_FILE']!);
  });

  it('is alive', async () => {
    expect((await fetch(`${identity.url}/livez`)).status).toBe(200);
  });
});

describe('starting', () => {
  it('is refused in production', () => {
    expect(() => identityConfig({ ...env, NODE_ENV: 'production' })).toThrow(CannotStart);
    expect(() => identityConfig({ ...env, NODE_ENV: 'production' })).toThrow('lets anybody be anybody');
    expect(() => identityConfig({ ...env, NODE_ENV: 'development' })).not.toThrow();
  });

  it('names the setting that is missing', () => {
    expect(() => identityConfig({ ...env, PORTAL_URL: undefined })).toThrow('PORTAL_URL');
  });

  it('names the port that another program holds', async () => {
    await using other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startIdentity(identityConfig({ ...env, PORT: String(port) }))).rejects.toThrow(
      `Port ${port} is in use`,
    );
  });

  it('signs with the keys of the first start, so a token outlives a restart', async () => {
    const first = await startIdentity(identityConfig({ ...env, KEYS_DIR: join(dir, 'restart') }));
    const response = await fetch(`${first.url}/dev/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"person":"anna-commissioner"}',
    });
    const { access_token: held } = (await response.json()) as { access_token: string };
    await first.stop();

    const second = await startIdentity(
      identityConfig({ ...env, KEYS_DIR: join(dir, 'restart'), PORT: new URL(first.url).port }),
    );
    await expect(verified(held, second.url)).resolves.toMatchObject({ name: 'Anna Kowalska' });
    await second.stop();
    expect((await stat(join(dir, 'restart', 'signing-keys.json'))).mode & 0o777).toBe(0o600);
    const published = await (await fetch(`${identity.url}/jwks`)).text();
    expect(published).toContain(
      decodeProtectedHeader(accessToken(await post('/dev/tokens', { person: 'ruth-resident' }))).kid!,
    );
    expect(published).not.toContain('"d":');
  });
});
