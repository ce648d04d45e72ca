import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Acting, type Answer, type Reachable, type RequestOptions } from '../../../deploy/local/acts/client';
import type { Ledger } from './ledger';

/** Longer than any fault lasts: who is still not answered then has found a defect. */
const PATIENCE_MS = 180_000;
/** A request that took effect at a replica that died comes back as a conflict with itself. */
const STALE = 412;
const BUSY = ['idempotency-key-in-use'];

/** The run is over; whoever is still waiting for an answer goes home. */
export class RunIsOver extends Error {}

/**
 * A person whose client does what a good client does: an answer that is lost is asked for again, with the same key,
 * at whichever replica answers. Everything that was accepted goes into the ledger.
 */
export class PersistentActing extends Acting {
  constructor(
    system: Reachable,
    key: string | undefined,
    private readonly ledger: Ledger,
    private readonly over: AbortSignal,
  ) {
    super(system, key);
  }

  override async try<Body = any>(
    method: string,
    service: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<Answer<Body>> {
    const correlationId = randomUUID();
    const until = Date.now() + PATIENCE_MS;
    let lost = false;
    for (let attempt = 0; ; attempt += 1) {
      if (this.over.aborted) throw new RunIsOver();
      if (attempt > 0) this.ledger.repeated += 1;
      const answer = await this.once<Body>(method, service, path, body, { ...options, correlationId });
      lost ||= answer === undefined || answer.status >= 500;
      const applied = lost && method === 'PUT' && answer?.status === STALE;
      if (answer && (applied || !mayPass(answer))) {
        if (method !== 'GET' && (applied || answer.status < 400))
          this.ledger.accepted.push({ service, method, path, correlationId });
        return applied ? { status: 200, body: await this.asItStands(service, path) } : answer;
      }
      if (Date.now() > until)
        throw new Error(`${service} has not answered ${method} ${path} for ${PATIENCE_MS / 1000} seconds.`);
      await pause(Math.min(2_000, 100 * 2 ** attempt));
    }
  }

  private async once<Body>(
    method: string,
    service: string,
    path: string,
    body: unknown,
    options: RequestOptions,
  ): Promise<Answer<Body> | undefined> {
    try {
      return await super.try<Body>(method, service, path, body, options);
    } catch (error) {
      if (!isBroken(error as Error)) throw error;
      this.ledger.unanswered += 1;
      return undefined;
    }
  }

  /** What a change without a key left behind: the thing itself, or the one that it is a part of. */
  private async asItStands(service: string, path: string): Promise<any> {
    for (let at = path; at.split('/').length > 3; at = at.slice(0, at.lastIndexOf('/'))) {
      const { status, body } = await this.try('GET', service, at);
      if (status === 200) return body;
    }
    throw new Error(`${path} of ${service} was changed and cannot be read.`);
  }
}

const mayPass = ({ status, body }: Answer): boolean =>
  status >= 500 || status === 429 || (status === 409 && BUSY.includes((body as { code: string }).code));

/** A connection that broke or stayed silent, or an answer that was cut short. By name: a test's classes are others. */
const isBroken = ({ name, message }: Error): boolean =>
  name === 'SyntaxError' ||
  name === 'TimeoutError' ||
  (name === 'TypeError' && /fetch failed|terminated/.test(message));
