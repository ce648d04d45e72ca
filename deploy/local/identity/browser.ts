import { createHash } from 'node:crypto';

interface Page {
  status: number;
  headers: Headers;
  body: string;
}

interface Tokens {
  access_token: string;
  id_token: string;
  refresh_token: string;
}

const verifier = 'a-verifier-of-at-least-forty-three-characters';

/**
 * The part of a browser without scripts that signing in needs: it keeps cookies, follows links and posts forms. It
 * plays the portal's side of the code flow as well, and never visits the portal itself.
 */
export class Browser {
  private readonly cookies = new Map<string, string>();
  private at = '';

  constructor(
    private readonly issuer: string,
    private readonly portalUrl: string,
    private readonly portalSecret: string,
  ) {}

  /** Signs in as a person and redeems the code. */
  async signIn(person: string): Promise<{ tokens: Tokens }> {
    const tokens = await this.redeem(await this.codeFor(person));
    if (!('access_token' in tokens)) throw new Error(`No token for ${person}: ${JSON.stringify(tokens)}`);
    return { tokens: tokens as unknown as Tokens };
  }

  async codeFor(person: string): Promise<string> {
    return (await this.callbackFor(person)).searchParams.get('code')!;
  }

  /** The address at the portal where choosing this person leads. */
  async callbackFor(person: string, parameters: Record<string, string> = {}): Promise<URL> {
    await this.openSignIn(parameters);
    return this.toPortal(await this.choose(person));
  }

  async cancel(): Promise<URL> {
    await this.openSignIn();
    return this.toPortal(await this.visit(this.at, new URLSearchParams({ cancel: 'yes' })));
  }

  /** Follows the portal's sign-in link to the page with the people. */
  async openSignIn(parameters: Record<string, string> = {}): Promise<Page> {
    const page = await this.authorise(parameters);
    return this.visit(page.headers.get('location')!);
  }

  /** Posts the form of the open sign-in page. */
  choose(person: string): Promise<Page> {
    return this.visit(this.at, new URLSearchParams({ person }));
  }

  /** The authorisation request of the portal, with parameters replaced or, if undefined, left out. */
  authorise(parameters: Record<string, string | undefined> = {}): Promise<Page> {
    const request = {
      client_id: 'portal',
      response_type: 'code',
      scope: 'openid profile email',
      redirect_uri: `${this.portalUrl}/auth/callback`,
      state: 'state',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...parameters,
    };
    const given = Object.entries(request).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return this.visit(`/auth?${new URLSearchParams(given).toString()}`);
  }

  /** What the portal does with a code. */
  async redeem(code: string, codeVerifier = verifier): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`portal:${this.portalSecret}`).toString('base64')}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        code_verifier: codeVerifier,
        redirect_uri: `${this.portalUrl}/auth/callback`,
      }),
    });
    return (await response.json()) as Record<string, unknown>;
  }

  /** Signs out and confirms it; returns where that leads. */
  async signOut(idToken: string): Promise<string> {
    const question = new URLSearchParams({
      id_token_hint: idToken,
      post_logout_redirect_uri: `${this.portalUrl}/`,
    });
    const page = await this.visit(`/session/end?${question.toString()}`);
    const [, action, xsrf] = /action="([^"]+)".*name="xsrf" value="([^"]+)"/.exec(page.body)!;
    // A browser holds the redirect after a form to the page's policy too.
    const policy = page.headers.get('content-security-policy')!;
    if (!policy.includes(new URL(this.portalUrl).origin))
      throw new Error(`The way back is closed by ${policy}`);
    const done = await this.visit(action!, new URLSearchParams({ xsrf: xsrf!, logout: 'yes' }));
    return done.headers.get('location')!;
  }

  private async toPortal(page: Page): Promise<URL> {
    const next = new URL(page.headers.get('location')!, this.issuer);
    return next.origin === new URL(this.portalUrl).origin ? next : this.toPortal(await this.visit(next.href));
  }

  private async visit(address: string, form?: URLSearchParams): Promise<Page> {
    const url = new URL(address, this.issuer);
    this.at = url.pathname;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      headers: { accept: 'text/html', cookie },
      redirect: 'manual',
      ...(form && { body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value) this.cookies.set(name!, value);
      else this.cookies.delete(name!);
    }
    return { status: response.status, headers: response.headers, body: await response.text() };
  }
}
