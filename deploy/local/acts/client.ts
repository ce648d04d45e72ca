import { randomUUID } from 'node:crypto';
import { personCalled } from '../identity/people';

/** What an act needs to know of a running system. */
export interface Reachable {
  readonly identityUrl: string;
  url(service: string): string;
}

/** What a service answered. */
export interface Answer<Body = any> {
  readonly status: number;
  readonly body: Body;
}

/** A service said no; `code` is the stable code of its problem. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(`${status} ${code}: ${detail}`);
    this.name = 'Refused';
  }
}

/** What a request carries beside its body. */
export interface RequestOptions {
  /** `If-Match`: the version that was read. */
  readonly version?: number;
  /** `Idempotency-Key`. */
  readonly key?: string;
  /** The id that everything this request changes is recorded under; left out: the service makes one. */
  readonly correlationId?: string;
}

/** A ready-made person at the public APIs, with the same tokens that signing in gives. */
export class Acting {
  private token: { readonly value: string; readonly endsAt: number } | undefined;

  constructor(
    private readonly system: Reachable,
    /** As on the command line, such as `anna-commissioner`; undefined for somebody without an account. */
    readonly key: string | undefined,
  ) {}

  get id(): string {
    return this.person.id;
  }

  get name(): string {
    return this.person.name;
  }

  /** Resolves to the body, or rejects with `Refused`. */
  async get<Body = any>(service: string, path: string): Promise<Body> {
    return accepted(await this.try<Body>('GET', service, path));
  }

  async post<Body = any>(
    service: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<Body> {
    return accepted(await this.try<Body>('POST', service, path, body, { key: randomUUID(), ...options }));
  }

  async put<Body = any>(
    service: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<Body> {
    return accepted(await this.try<Body>('PUT', service, path, body, options));
  }

  /** The answer, whatever it is: for what is to be refused. */
  async try<Body = any>(
    method: string,
    service: string,
    path: string,
    body?: unknown,
    { version, key, correlationId }: RequestOptions = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(`${this.system.url(service)}/api/${service}${path}`, {
      method,
      headers: {
        ...(this.key && { authorization: `Bearer ${await this.accessToken()}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
        ...(key && { 'idempotency-key': key }),
        ...(correlationId && { 'x-correlation-id': correlationId }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: (isJson && text ? JSON.parse(text) : text) as Body };
  }

  private get person() {
    const person = this.key && personCalled(this.key);
    if (!person) throw new Error(`Nobody is called ${this.key}.`);
    return person;
  }

  private async accessToken(): Promise<string> {
    if (this.token && Date.now() < this.token.endsAt) return this.token.value;
    const response = await fetch(`${this.system.identityUrl}/dev/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: this.key }),
    });
    if (!response.ok)
      throw new Error(`The identity provider has no token for ${this.key}: ${await response.text()}`);
    const { access_token, expires_in } = (await response.json()) as {
      access_token: string;
      expires_in: number;
    };
    this.token = { value: access_token, endsAt: Date.now() + (expires_in - 60) * 1_000 };
    return access_token;
  }
}

function accepted<Body>({ status, body }: Answer<Body>): Body {
  if (status < 400) return body;
  const {
    code = 'no-problem-body',
    detail = JSON.stringify(body),
    errors,
  } = body as {
    code?: string;
    detail?: string;
    errors?: unknown;
  };
  throw new Refused(status, code, errors ? `${detail} ${JSON.stringify(errors)}` : detail);
}

/** How long `eventually` waits, in milliseconds; where things are broken on purpose, somebody sets it higher. */
export const patience = { ms: 30_000 };

/**
 * Asks until the answer is there: what one service says reaches the others a moment later. A refusal that may pass
 * (not there yet, a rule that waits for a fact) is asked again; rejects with what was waited for.
 */
export async function eventually<Result>(
  what: string,
  ask: () => Promise<Result | undefined | false>,
): Promise<Result> {
  const until = Date.now() + patience.ms;
  let last: unknown;
  while (Date.now() < until) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      if (!(error instanceof Refused) || ![403, 404, 409, 412, 503].includes(error.status)) throw error;
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  throw new Error(`Waited ${patience.ms / 1000} seconds for ${what}. ${last ? String(last) : ''}`);
}
