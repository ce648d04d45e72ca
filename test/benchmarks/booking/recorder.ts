import { createServer } from 'node:http';
import { currentContext } from '@commissioning/service';
import { Client } from 'pg';

/** One statement as the driver was asked to run it, and what came back. */
export interface Statement {
  readonly text: string;
  /** Under which the connection keeps its plan, if it does. */
  readonly name?: string;
  readonly values: readonly unknown[];
  readonly rows: readonly unknown[];
}

/** Requests that carry a correlation id with this beginning are written down. */
export const RECORDED = 'recorded-';

/** Statements that make up a guarantee, by its name. Without them nothing of it reaches the database. */
const GUARANTEES: Readonly<Record<string, RegExp>> = {
  audit: /\baudit\.append\b/,
  outbox: /INSERT INTO messaging\.outbox/,
};

const NOTHING = { command: '', rowCount: 0, oid: 0, fields: [], rows: [] };

const recordings = new Map<string, Statement[]>();
let without: RegExp | undefined;
let leftOut = 0;

type Query = (...given: unknown[]) => unknown;

/**
 * Stands between the service and the driver, in the benchmark's own process only: writes down what one request says
 * to Postgres, and leaves out the statements of one guarantee to see what it costs.
 */
function listenIn(): void {
  const prototype = Client.prototype as unknown as { query: Query };
  const query = prototype.query;
  prototype.query = function (this: unknown, ...given: unknown[]) {
    const [first, second] = given;
    const asked = typeof first === 'string' ? { text: first, values: second } : first;
    const { text, name, values } = (asked ?? {}) as { text?: string; name?: string; values?: unknown };
    if (text && without?.test(text) && currentContext()) {
      leftOut += 1;
      return Promise.resolve(NOTHING);
    }
    const correlation = currentContext()?.correlationId;
    if (!text || !correlation?.startsWith(RECORDED)) return query.apply(this, given);
    const kept = recordings.get(correlation) ?? [];
    recordings.set(correlation, kept);
    const place = kept.push({ text, name, values: Array.isArray(values) ? values : [], rows: [] }) - 1;
    const note = (result?: { rows?: unknown[] }) =>
      (kept[place] = { ...(kept[place] as Statement), rows: result?.rows ?? [] });
    const callback = given.at(-1);
    if (typeof callback === 'function') {
      // The pool asks like this.
      const told = (error: unknown, result?: { rows?: unknown[] }) => {
        note(result);
        (callback as Query)(error, result);
      };
      return query.apply(this, [...given.slice(0, -1), told]);
    }
    return (query.apply(this, given) as Promise<{ rows?: unknown[] }>).then((result) => {
      note(result);
      return result;
    });
  };
}

/** `GET /<correlation id>`: its statements. `POST /<guarantee>` leaves it out from now on; `POST /nothing` ends that. */
function answerQuestions(port: number): void {
  createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    if (request.method === 'POST') {
      response.end(JSON.stringify({ leftOut }));
      without = GUARANTEES[name];
      leftOut = 0;
      return;
    }
    response.end(JSON.stringify(recordings.get(name) ?? []));
  }).listen(port, '127.0.0.1');
}

if (process.env['CONTROL_PORT']) {
  listenIn();
  answerQuestions(Number(process.env['CONTROL_PORT']));
  require('../../../services/capacity-building/src/main');
}
