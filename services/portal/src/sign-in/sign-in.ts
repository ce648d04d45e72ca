import type { Role } from '@commissioning/auth';
import { ROLES } from '@commissioning/auth';
import type { Session, SessionData } from 'express-session';
import * as oidc from 'openid-client';
import type { PortalConfig } from '../config';

type PortalSession = Session & Partial<SessionData>;

/** Signs people in at the council's identity provider: authorisation code with PKCE. */
export class SignIn {
  private provider: Promise<oidc.Configuration> | undefined;

  constructor(private readonly config: PortalConfig) {}

  /** Where the browser goes to sign in; what is needed on the way back is kept in the session. */
  async begin(session: PortalSession, returnTo: string): Promise<string> {
    const verifier = oidc.randomPKCECodeVerifier();
    const state = oidc.randomState();
    session.signingIn = { verifier, state, returnTo: isOwnPath(returnTo) ? returnTo : '/' };
    await saved(session);
    const url = oidc.buildAuthorizationUrl(await this.discovered(), {
      redirect_uri: this.callback,
      scope: 'openid profile email',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    });
    return url.href;
  }

  /** Takes the code to the provider and fills a session of its own; answers where the person wanted to go. */
  async finish(session: PortalSession, query: string): Promise<string> {
    const began = session.signingIn;
    if (!began) return '/';
    const tokens = await oidc.authorizationCodeGrant(
      await this.discovered(),
      new URL(`${this.callback}${query}`),
      {
        pkceCodeVerifier: began.verifier,
        expectedState: began.state,
      },
    );
    // A session that existed before signing in may be known to somebody else.
    await new Promise<void>((resolve, reject) =>
      session.regenerate((error: unknown) => (error ? reject(error as Error) : resolve())),
    );
    const fresh = (session as unknown as { req: { session: PortalSession } }).req.session;
    keep(fresh, tokens);
    // The browser may be back before the store has the session: it is told to go on only when it is kept.
    await saved(fresh);
    return began.returnTo;
  }

  /** Where the browser goes to end the provider's session too. */
  async end(session: PortalSession): Promise<string> {
    const idToken = session.tokens?.id;
    await new Promise<void>((resolve) => session.destroy(() => resolve()));
    const url = oidc.buildEndSessionUrl(await this.discovered(), {
      post_logout_redirect_uri: this.config.PUBLIC_URL,
      ...(idToken && { id_token_hint: idToken }),
    });
    return url.href;
  }

  /** Renews the access token shortly before it ends; a person whose token cannot be renewed is signed out. */
  async keepFresh(session: PortalSession): Promise<void> {
    const tokens = session.tokens;
    if (!tokens || Date.now() < tokens.endsAt - 60_000) return;
    try {
      if (!tokens.refresh) throw new Error('There is no refresh token.');
      keep(session, await oidc.refreshTokenGrant(await this.discovered(), tokens.refresh), session);
    } catch {
      // Not an error of ours: the sign-in has ended, and the next page that needs a person asks for a new one.
      delete session.person;
      delete session.tokens;
    }
  }

  private get callback(): string {
    return `${this.config.PUBLIC_URL}/auth/callback`;
  }

  private discovered(): Promise<oidc.Configuration> {
    const { ISSUER_URL, CLIENT_SECRET } = this.config;
    const options = ISSUER_URL.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : undefined;
    this.provider ??= oidc
      .discovery(new URL(ISSUER_URL), 'portal', CLIENT_SECRET, undefined, options)
      .catch((error: unknown) => {
        this.provider = undefined;
        throw error;
      });
    return this.provider;
  }
}

/** Resolves when the session is in the store. */
export const saved = (session: Session): Promise<void> =>
  new Promise((resolve, reject) =>
    session.save((error: unknown) => (error ? reject(error as Error) : resolve())),
  );

function keep(
  session: PortalSession,
  tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
  before?: PortalSession,
): void {
  const claims = tokens.claims();
  if (claims) {
    const roles = Array.isArray(claims['roles']) ? (claims['roles'] as string[]) : [];
    session.person = {
      id: claims.sub,
      name: String(claims['name'] ?? claims.sub),
      roles: roles.filter((role): role is Role => (ROLES as readonly string[]).includes(role)),
    };
  }
  session.tokens = {
    access: tokens.access_token,
    refresh: tokens.refresh_token ?? before?.tokens?.refresh,
    id: tokens.id_token ?? before?.tokens?.id,
    endsAt: Date.now() + (tokens.expires_in ?? 3_600) * 1_000,
  };
}

/** Only a path of the portal itself; never another site. */
const isOwnPath = (path: string): boolean => /^\/(?![/\\])/.test(path);
