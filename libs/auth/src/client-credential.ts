/** How a service proves itself to another one. */
export interface ClientCredential {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience: string;
}

/** Fetches and keeps this service's own access token, renewing it a minute before it ends. */
export class ClientTokens {
  private token: { readonly value: string; readonly endsAt: number } | undefined;
  private pending: Promise<string> | undefined;

  constructor(private readonly credential: ClientCredential) {}

  /** Rejects with a sentence when the identity provider does not answer or refuses the credential. */
  async get(): Promise<string> {
    if (this.token && Date.now() < this.token.endsAt) return this.token.value;
    this.pending ??= this.fetch().finally(() => (this.pending = undefined));
    return this.pending;
  }

  private async fetch(): Promise<string> {
    const { issuer, clientId, clientSecret, audience } = this.credential;
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: `service:${clientId}`,
        ...(URL.canParse(audience) && { resource: audience }),
      }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok)
      throw new Error(
        `The identity provider refused ${clientId}: ${response.status} ${await response.text()}`,
      );
    const body = (await response.json()) as { access_token: string; expires_in: number };
    this.token = { value: body.access_token, endsAt: Date.now() + (body.expires_in - 60) * 1_000 };
    return body.access_token;
  }
}
