import { createHash } from 'node:crypto';
import { send, type Sql } from '@commissioning/messaging';

/** The same key came with another body or to another route: 422. */
export class KeyReused extends Error {
  constructor() {
    super('This Idempotency-Key was used before with another request. Send a new key for a new request.');
    this.name = 'KeyReused';
  }
}

/** The first request with this key has not been answered yet: 409. */
export class StillRunning extends Error {
  constructor() {
    super('The first request with this Idempotency-Key is still running. Ask again in a moment.');
    this.name = 'StillRunning';
  }
}

export interface Answered<Result> {
  readonly answer: Result;
}

interface KeyedRequest {
  readonly caller: string;
  readonly key: string;
  readonly route: string;
  readonly bodyHash: string;
}

/**
 * Runs the attempt once for a key and keeps its answer in the same transaction, so that a crash leaves both or
 * neither. A repeat gets the first answer. Throws `KeyReused` or `StillRunning`.
 */
export async function answerUnder<Result>(
  sql: Sql,
  request: KeyedRequest,
  attempt: () => Promise<Result>,
): Promise<Answered<Result>> {
  const { caller, key, route, bodyHash } = request;
  const [first] = await sql.query<{ held: boolean; route: string | null; body_hash: string; answer: Result }>(
    'SELECT held, route, body_hash, answer FROM service.take_key($1, $2)',
    [caller, key],
  );
  if (!first?.held) throw new StillRunning();
  if (first.route !== null) {
    if (first.route !== route || first.body_hash !== bodyHash) throw new KeyReused();
    return { answer: first.answer };
  }
  const answer = await attempt();
  await send(
    sql,
    `INSERT INTO service.answered_request (caller, key, route, body_hash, answer) VALUES ($1, $2, $3, $4, $5::jsonb)`,
    [caller, key, route, bodyHash, JSON.stringify(answer ?? null)],
  );
  return { answer };
}

/** Fingerprint of a request body: same body, same hash. */
export const hashBody = (body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest('base64url');
