import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose';
import type { Role, SystemScope } from '@commissioning/auth';

export const TEST_ISSUER = 'http://identity.test';
export const TEST_AUDIENCE = 'community-commissioning';

/** Somebody who acts in a test. */
export interface TestPerson {
  readonly id: string;
  readonly name?: string;
  readonly roles?: readonly Role[];
  /** A system instead of a person, with its scopes. */
  readonly scopes?: readonly string[];
}

/** A staff member with these roles; the id is stable per name. */
export const staff = (name: string, ...roles: Role[]): TestPerson => ({ id: `staff-${name}`, name, roles });

/** Somebody of a voluntary organisation: no roles; membership decides. */
export const member = (name: string): TestPerson => ({ id: `member-${name}`, name, roles: [] });

/** Another of our services with its own credential. */
export const service = (name: string): TestPerson => ({ id: name, scopes: [`service:${name}`] });

/** Another system of the council with its own credential. */
export const system = (name: string, ...scopes: SystemScope[]): TestPerson => ({ id: name, scopes });

/** An identity provider in miniature: signs tokens that the service under test accepts. */
export async function testIdentity(): Promise<{
  keys: JWTVerifyGetKey;
  tokenOf(person: TestPerson): Promise<string>;
}> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256' };
  return {
    keys: createLocalJWKSet({ keys: [jwk] }),
    tokenOf: (person) =>
      new SignJWT(
        person.scopes
          ? { client_id: person.id, scope: person.scopes.join(' ') }
          : { name: person.name ?? person.id, roles: person.roles ?? [] },
      )
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .setIssuer(TEST_ISSUER)
        .setAudience(TEST_AUDIENCE)
        .setSubject(person.id)
        .setExpirationTime('1h')
        .sign(privateKey),
  };
}
