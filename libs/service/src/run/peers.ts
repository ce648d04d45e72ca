import { ClientTokens } from '@commissioning/auth';
import { Forbidden, NotThere, RuleBroken } from '../rule';
import { currentContext } from './request-context';

/** Asks another service over HTTP with this service's own credential, where an answer is needed now. */
export class Peers {
  constructor(
    private readonly urls: Readonly<Record<string, string>>,
    private readonly tokens: ClientTokens,
  ) {}

  /**
   * GET from `/api/<service><path>`. Resolves to the JSON body. A 404, 403 or 409 of the other service becomes the
   * same here; anything else rejects with a sentence that names the service.
   */
  async get<Body>(service: string, path: string): Promise<Body> {
    return this.call<Body>('GET', service, path);
  }

  /** POST with a JSON body, as `get`. */
  async post<Body>(service: string, path: string, body: unknown, idempotencyKey?: string): Promise<Body> {
    return this.call<Body>('POST', service, path, body, idempotencyKey);
  }

  private async call<Body>(
    method: string,
    service: string,
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<Body> {
    const base = this.urls[service];
    if (!base) throw new Error(`SERVICE_URLS does not say where ${service} answers.`);
    const context = currentContext();
    const response = await fetch(`${base}/api/${service}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.tokens.get()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
        ...(context?.traceparent && { traceparent: context.traceparent }),
        ...(context && { 'x-correlation-id': context.correlationId }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    if (response.ok) return (await response.json()) as Body;
    const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
    if (response.status === 404) throw new NotThere(`thing in ${service}`);
    if (response.status === 403)
      throw new Forbidden(problem.code ?? 'forbidden', problem.detail ?? `${service} refuses this.`);
    if (response.status === 409)
      throw new RuleBroken(problem.code ?? 'refused', problem.detail ?? `${service} refuses this.`);
    throw new Error(`${service} answered ${response.status} to ${method} ${path}: ${problem.detail ?? ''}`);
  }
}
