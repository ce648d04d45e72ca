import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { NotPermitted, Unauthenticated } from '@commissioning/auth';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { isAway } from '../data/away';
import { isContended } from '../data/contended';
import { Forbidden, NotThere, RuleBroken, Stale } from '../rule';
import type { Logger } from '../run/log';
import { KeyReused, StillRunning } from './idempotency';

/** RFC 9457, with a stable `code` and, for bad input, one entry per wrong field. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
  readonly findings?: Readonly<Record<string, unknown>>;
}

/** A request whose shape or types are wrong: 400, each wrong field with a JSON pointer. */
export class InvalidInput extends Error {
  constructor(readonly issues: readonly StandardSchemaV1.Issue[]) {
    super('Some of what was sent is missing or has the wrong form.');
    this.name = 'InvalidInput';
  }
}

/** A header that the route needs was not sent: 428. */
export class PreconditionRequired extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'PreconditionRequired';
  }
}

const TITLES: Record<number, string> = {
  400: 'The request is not valid',
  401: 'You are not signed in',
  403: 'You may not do this',
  404: 'Not found',
  409: 'A rule does not allow this',
  412: 'Changed by somebody else',
  413: 'Too large',
  414: 'The address is too long',
  422: 'The key belongs to another request',
  428: 'A version is needed',
  429: 'Too many requests',
  500: 'Something went wrong on our side',
  503: 'Not available just now',
};

const problem = (status: number, code: string, detail: string, more: Partial<Problem> = {}): Problem => ({
  type: `urn:commissioning:problem:${code}`,
  title: TITLES[status] ?? 'The request failed',
  status,
  detail,
  code,
  ...more,
});

/** What a caller is told about an error. Unknown errors say nothing of the inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof InvalidInput)
    return problem(400, 'invalid-input', error.message, { errors: error.issues.map(pointed) });
  if (error instanceof Unauthenticated) return problem(401, 'unauthenticated', error.hint);
  if (error instanceof NotPermitted) return problem(403, 'not-permitted', error.message);
  if (error instanceof Forbidden) return problem(403, error.code, error.message);
  if (error instanceof NotThere) return problem(404, 'not-found', error.message);
  if (error instanceof RuleBroken)
    return problem(409, error.code, error.message, error.detail && { findings: error.detail });
  if (error instanceof Stale) return problem(412, 'stale-version', error.message);
  if (error instanceof PreconditionRequired) return problem(428, 'precondition-required', error.message);
  if (error instanceof KeyReused) return problem(422, 'idempotency-key-reused', error.message);
  if (error instanceof StillRunning) return problem(409, 'idempotency-key-in-use', error.message);
  if (isAway(error))
    return problem(
      503,
      'database-away',
      'The database does not answer. Try again in a moment; nothing was lost.',
    );
  if (isContended(error))
    return problem(
      503,
      'others-were-faster',
      'Others changed the same at this moment. Try again; nothing was done.',
    );
  const status = statusOf(error);
  if (status === 503) return problem(503, 'not-ready', (error as Error).message);
  if (status === undefined || status >= 500) {
    return problem(
      500,
      'internal-error',
      'The error was recorded. Try again; if it stays, tell the service team.',
    );
  }
  return problem(status, codeOf(status), (error as Error).message);
}

const pointed = (issue: StandardSchemaV1.Issue) => ({
  pointer: `/${(issue.path ?? []).map((step) => escape(typeof step === 'object' ? step.key : step)).join('/')}`,
  message: issue.message,
});

const escape = (step: PropertyKey): string => String(step).replaceAll('~', '~0').replaceAll('/', '~1');

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

const codeOf = (status: number): string =>
  ({
    400: 'bad-request',
    404: 'not-found',
    413: 'body-too-large',
    414: 'address-too-long',
    415: 'unsupported-media-type',
    429: 'too-many-requests',
  })[status] ?? `http-${status}`;

/** An answer on its way, of Nest or of Fastify. */
export interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): unknown;
}

/** Answers every error as problem+json and records those that are our fault. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const answer = { ...problemOf(error), instance: http.getRequest<{ url: string }>().url.split('?')[0] };
    // A 503 is somebody waiting for us, not a failure of ours.
    if (answer.status >= 500 && answer.status !== 503)
      this.log.error({ error, stack: (error as Error)?.stack }, 'A request failed');
    send(answer, http.getResponse<Reply>());
  }
}

/** What the web server refuses before a route is found, such as an address that cannot be read: a problem like all. */
export function answerProblem(error: unknown, { url }: { readonly url: string }, reply: Reply): void {
  send({ ...problemOf(error), instance: url.split('?')[0] }, reply);
}

const send = (answer: Problem, reply: Reply): unknown =>
  reply
    .status(answer.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(answer));
