import { randomUUID } from 'node:crypto';
import type { Problem } from '@commissioning/service';
import type { Visitor } from './visitor';

/** A service refused; pages show its sentence, forms put its errors beside their fields. */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ApiProblem';
  }
}

interface Call {
  readonly body?: unknown;
  /** Version that the page showed, for If-Match. */
  readonly version?: number | string;
  /** From the form's hidden field, so that a double submit is one request. */
  readonly key?: string;
}

/** The services' APIs as the visitor: every call carries the visitor's own token. */
export class ServiceApi {
  constructor(private readonly urls: Readonly<Record<string, string>>) {}

  /** Names of the services that have an API, sorted. */
  get services(): string[] {
    return Object.keys(this.urls)
      .filter((name) => name !== 'portal')
      .sort();
  }

  /** `get('tendering', '/v1/tenders', visitor)`: the JSON body, or `ApiProblem`. */
  get<Body>(service: string, path: string, visitor: Visitor): Promise<Body> {
    return this.call<Body>('GET', service, path, visitor, {});
  }

  /** As `get`, but undefined when there is no such thing. */
  async find<Body>(service: string, path: string, visitor: Visitor): Promise<Body | undefined> {
    return this.get<Body>(service, path, visitor).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.problem.status === 404) return undefined;
      throw error;
    });
  }

  post<Body>(service: string, path: string, visitor: Visitor, call: Call = {}): Promise<Body> {
    return this.call<Body>('POST', service, path, visitor, { key: randomUUID(), ...call });
  }

  put<Body>(service: string, path: string, visitor: Visitor, call: Call = {}): Promise<Body> {
    return this.call<Body>('PUT', service, path, visitor, call);
  }

  delete<Body>(service: string, path: string, visitor: Visitor): Promise<Body> {
    return this.call<Body>('DELETE', service, path, visitor, {});
  }

  /** A download (CSV, Arrow, PDF), passed through as it is. */
  async download(service: string, path: string, visitor: Visitor): Promise<{ type: string; body: Buffer }> {
    const response = await this.send('GET', service, path, visitor, {});
    return {
      type: response.headers.get('content-type') ?? 'application/octet-stream',
      body: Buffer.from(await response.arrayBuffer()),
    };
  }

  private async call<Body>(
    method: string,
    service: string,
    path: string,
    visitor: Visitor,
    call: Call,
  ): Promise<Body> {
    const response = await this.send(method, service, path, visitor, call);
    return (response.status === 204 ? undefined : await response.json()) as Body;
  }

  private async send(
    method: string,
    service: string,
    path: string,
    visitor: Visitor,
    call: Call,
  ): Promise<Response> {
    const base = this.urls[service];
    if (!base) throw new ApiProblem(unavailable(service));
    const { body, version, key } = call;
    const response = await fetch(`${base}/api/${service}${path}`, {
      method,
      headers: {
        ...(visitor.token && { authorization: `Bearer ${visitor.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
        ...(key && { 'idempotency-key': key }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    }).catch((error: unknown) => {
      throw new ApiProblem({
        ...unavailable(service),
        detail: `${unavailable(service).detail} (${String(error)})`,
      });
    });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => undefined)) as Problem | undefined;
    throw new ApiProblem(problem?.code ? problem : { ...unavailable(service), status: response.status });
  }
}

const unavailable = (service: string): Problem => ({
  type: 'urn:commissioning:problem:service-away',
  title: 'Not available just now',
  status: 503,
  code: 'service-away',
  detail: `The ${service} service does not answer. Try again in a moment; nothing was lost.`,
});
