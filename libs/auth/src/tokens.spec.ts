import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { TokenVerifier, Unauthenticated } from './tokens';

type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

const issuer = 'http://identity.test';
const audience = 'community-commissioning';

describe('an access token', () => {
  let verifier: TokenVerifier;
  let key: SigningKey;
  let otherKey: SigningKey;

  beforeAll(async () => {
    const pair = await generateKeyPair('ES256');
    key = pair.privateKey;
    otherKey = (await generateKeyPair('ES256')).privateKey;
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'ES256' };
    verifier = new TokenVerifier({ issuer, audience, keys: createLocalJWKSet({ keys: [jwk] }) });
  });

  const token = (
    claims: Record<string, unknown>,
    more: { aud?: string; iss?: string; exp?: string; with?: SigningKey } = {},
  ) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .setIssuer(more.iss ?? issuer)
      .setAudience(more.aud ?? audience)
      .setExpirationTime(more.exp ?? '1h')
      .sign(more.with ?? key);

  it('of a person names them and their known roles', async () => {
    const actor = await verifier.verify(
      await token({ sub: 'p1', name: 'Priya', roles: ['programme-manager', 'king'] }),
    );
    expect(actor).toEqual({
      id: 'p1',
      name: 'Priya',
      kind: 'person',
      roles: ['programme-manager'],
      scopes: [],
    });
  });

  it('of a service names it and its scopes', async () => {
    const actor = await verifier.verify(
      await token({ client_id: 'evaluation', scope: 'service:evaluation' }),
    );
    expect(actor).toMatchObject({ id: 'evaluation', kind: 'system', scopes: ['service:evaluation'] });
  });

  it('of a system carries no roles, whatever it claims', async () => {
    const claims = { client_id: 'council-training', scope: 'training:export', roles: ['decision-maker'] };
    expect(await verifier.verify(await token(claims))).toMatchObject({ kind: 'system', roles: [] });
  });

  it('of a person carries no scopes, whatever it claims', async () => {
    expect((await verifier.verify(await token({ sub: 'p1', scope: 'service:evaluation' }))).scopes).toEqual(
      [],
    );
  });

  it.each([
    ['for somebody else', () => token({ sub: 'p' }, { aud: 'another-product' })],
    ['of another provider', () => token({ sub: 'p' }, { iss: 'http://evil.test' })],
    ['that has expired', () => token({ sub: 'p' }, { exp: '-1m' })],
    ['signed by a stranger', () => token({ sub: 'p' }, { with: otherKey })],
    [
      'without a signature',
      async () =>
        new UnsecuredJWT({ sub: 'p' })
          .setIssuer(issuer)
          .setAudience(audience)
          .setExpirationTime('1h')
          .encode(),
    ],
    ['that is no token', async () => 'nonsense'],
  ])('%s is refused', async (_, make) => {
    await expect(verifier.verify(await make())).rejects.toBeInstanceOf(Unauthenticated);
  });
});
