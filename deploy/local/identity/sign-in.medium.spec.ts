import { decodeJwt } from 'jose';
import { Browser } from './browser';
import { askToken, identityOnTrial, type IdentityOnTrial, verified } from './identity-on-trial';
import { GROUPS, PEOPLE, personCalled } from './people';

let identity: IdentityOnTrial;
beforeAll(async () => {
  identity = await identityOnTrial();
});
afterAll(() => identity.stop());

describe('signing in', () => {
  it('takes a person from the page to the portal, which learns name, address and roles', async () => {
    const { tokens } = await new Browser(
      identity.url,
      identity.portalUrl,
      await identity.secretOf('portal'),
    ).signIn('anna-commissioner');
    const anna = personCalled('anna-commissioner')!;
    const claims = { sub: anna.id, name: 'Anna Kowalska', email: anna.email, roles: anna.roles };
    expect(decodeJwt(tokens.id_token)).toMatchObject({ ...claims, aud: 'portal' });
    expect(await verified(tokens.access_token, identity.url)).toMatchObject({
      ...claims,
      client_id: 'portal',
    });
  });

  it('renews the access token without asking again', async () => {
    const browser = new Browser(identity.url, identity.portalUrl, await identity.secretOf('portal'));
    const { tokens } = await browser.signIn('uma-bid-writer');
    const renewed = await askToken(identity.url, 'portal', await identity.secretOf('portal'), {
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
    });
    const payload = await verified(renewed.body['access_token'], identity.url);
    expect(payload).toMatchObject({ sub: personCalled('uma-bid-writer')!.id, name: 'Uma Krishnan' });
    expect(payload['roles']).toBeUndefined();
  });

  it('asks who somebody is at every sign-in, and lets the same browser become another person', async () => {
    const browser = new Browser(identity.url, identity.portalUrl, await identity.secretOf('portal'));
    await browser.signIn('anna-commissioner');
    const { tokens } = await browser.signIn('samira-bid-writer');
    expect(decodeJwt(tokens.access_token).sub).toBe(personCalled('samira-bid-writer')!.id);
    const again = await browser.signIn('samira-bid-writer');
    expect(decodeJwt(again.tokens.access_token).sub).toBe(personCalled('samira-bid-writer')!.id);
  });

  it('lists everybody under a heading, with a button that says what it is for, and nothing from elsewhere', async () => {
    const page = await new Browser(identity.url, identity.portalUrl, '').openSignIn();
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
    const callback = await new Browser(identity.url, identity.portalUrl, '').cancel();
    expect(callback.searchParams.get('error')).toBe('access_denied');
  });

  it('sends nobody to an address that is not the portal', async () => {
    const page = await new Browser(identity.url, identity.portalUrl, '').authorise({
      redirect_uri: 'http://127.0.0.1:4998/auth/callback',
    });
    expect(page.status).toBe(400);
    expect(page.headers.get('location')).toBeNull();
    expect(page.body).toContain('redirect_uri');
  });

  it('takes no sign-in without PKCE', async () => {
    const page = await new Browser(identity.url, identity.portalUrl, '').authorise({
      code_challenge: undefined,
    });
    expect(new URL(page.headers.get('location')!).searchParams.get('error')).toBe('invalid_request');
  });

  it('takes no code without the verifier that belongs to it', async () => {
    const browser = new Browser(identity.url, identity.portalUrl, await identity.secretOf('portal'));
    const code = await browser.codeFor('anna-commissioner');
    const wrong = await browser.redeem(code, 'x'.repeat(43));
    expect(wrong).toMatchObject({ error: 'invalid_grant' });
  });

  it('gives a person no scope of a service', async () => {
    const browser = new Browser(identity.url, identity.portalUrl, await identity.secretOf('portal'));
    const callback = await browser.callbackFor('anna-commissioner', { scope: 'openid service:portal' });
    expect(callback.searchParams.get('error')).toBe('access_denied');
  });

  it('turns down a person who does not exist, and a sign-in that nobody began', async () => {
    const browser = new Browser(identity.url, identity.portalUrl, '');
    await browser.openSignIn();
    expect((await browser.choose('mallory')).status).toBe(400);
    const stranger = await fetch(`${identity.url}/interaction/abc`, { headers: { accept: 'text/html' } });
    expect(stranger.status).toBe(400);
    expect(await stranger.text()).toContain('start again');
  });

  it('takes a code once', async () => {
    const browser = new Browser(identity.url, identity.portalUrl, await identity.secretOf('portal'));
    const code = await browser.codeFor('anna-commissioner');
    expect(await browser.redeem(code)).toHaveProperty('access_token');
    expect(await browser.redeem(code)).toMatchObject({ error: 'invalid_grant' });
  });

  it('signs out and returns to the portal', async () => {
    const browser = new Browser(identity.url, identity.portalUrl, await identity.secretOf('portal'));
    const { tokens } = await browser.signIn('anna-commissioner');
    expect(await browser.signOut(tokens.id_token)).toBe(`${identity.portalUrl}/`);
    const refused = await askToken(identity.url, 'portal', await identity.secretOf('portal'), {
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
    });
    expect(refused.body['error']).toBe('invalid_grant');
  });
});
