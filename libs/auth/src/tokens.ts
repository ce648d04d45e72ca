import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type Actor, ROLES, type Role } from './actor';

/** Whose tokens are taken, and for whom they must be meant. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Keys of the provider; default: its published set, fetched when first needed and kept. */
  readonly keys?: JWTVerifyGetKey;
}

/** The token is missing, expired, for somebody else, or not signed by the provider. */
export class Unauthenticated extends Error {
  constructor(readonly hint: string) {
    super(hint);
    this.name = 'Unauthenticated';
  }
}

/** Signatures that are taken; `none` and shared-secret algorithms never are. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/** Verifies access tokens of the council's identity provider and names the actor behind them. */
export class TokenVerifier {
  private readonly keys: JWTVerifyGetKey;

  constructor(private readonly settings: TokenSettings) {
    this.keys = settings.keys ?? createRemoteJWKSet(new URL(`${settings.issuer}/jwks`));
  }

  /** Rejects with `Unauthenticated` unless the token is genuine, current and meant for this product. */
  async verify(token: string): Promise<Actor> {
    const { issuer, audience } = this.settings;
    const { payload } = await jwtVerify(token, this.keys, { issuer, audience, algorithms: ALGORITHMS }).catch(
      (error: unknown) => {
        throw new Unauthenticated(`The access token was not accepted: ${(error as Error).message}`);
      },
    );
    const scopes = typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : [];
    const isSystem = payload.sub === undefined || payload.sub === payload['client_id'];
    const id = isSystem ? String(payload['client_id']) : String(payload.sub);
    return {
      id,
      name: typeof payload['name'] === 'string' ? payload['name'] : id,
      kind: isSystem ? 'system' : 'person',
      roles: isSystem ? [] : rolesIn(payload['roles']),
      scopes: isSystem ? scopes : [],
    };
  }
}

const rolesIn = (claim: unknown): Role[] =>
  Array.isArray(claim)
    ? claim.filter((role): role is Role => (ROLES as readonly unknown[]).includes(role))
    : [];
