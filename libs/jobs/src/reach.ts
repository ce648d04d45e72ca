import { setTimeout as pause } from 'node:timers/promises';
import { types } from 'node:util';

/** Where the queue says what it waits for and what went wrong. A pino logger fits. */
export interface JobLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

const codes = new Set([
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
  ],
  // Postgres: shut down by an operator, crashed, starting, too many connections
  ...['57P01', '57P02', '57P03', '53300'],
]);
const messages =
  /connection terminated|connection is closed|timeout expired|timeout exceeded when trying to connect|socket closed|stream isn't writeable|LOADING|MASTERDOWN/i;

/** Whether an error means that the store is away and may come back, rather than that it refuses us. */
export function outOfReach(error: unknown): boolean {
  if (!isError(error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return codes.has(code) || code.startsWith('08') || messages.test(error.message);
}

/** Also for errors that were made in another context, as Node's own are inside a test runner. */
export const isError = (error: unknown): error is Error => types.isNativeError(error);

export const reasonOf = (error: unknown): string =>
  isError(error) ? error.message || ('code' in error ? String(error.code) : error.name) : String(error);

/**
 * Tries until it succeeds, once a second, saying at first and then every ten seconds what it waits for.
 * @throws whatever `attempt` throws that is not a store out of reach; an Error when `givenUp` is aborted first
 */
export async function untilInReach<T>(
  store: string,
  log: JobLog,
  givenUp: AbortSignal,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      const reached = await attempt();
      if (tries > 1) log.info({ store, tries }, `Jobs: ${store} answers now`);
      return reached;
    } catch (error) {
      if (!outOfReach(error)) throw error;
      if (tries % 10 === 1)
        log.warn(
          { store, tries, reason: reasonOf(error) },
          `Jobs: waiting for ${store} (${reasonOf(error)})`,
        );
    }
    await pause(1000, undefined, { signal: givenUp }).catch(() => {
      throw new Error(`Jobs: stopped before ${store} answered.`);
    });
  }
}

/** Says once that a store went away and once that it is back, however many calls notice. */
export function reachability(store: string, log: JobLog): { lost(error: unknown): void; reached(): void } {
  let away = false;
  return {
    lost(error) {
      if (!outOfReach(error)) log.error({ store, err: error }, `Jobs: ${store}: ${reasonOf(error)}`);
      else if (!away)
        log.warn({ store, reason: reasonOf(error) }, `Jobs: ${store} is out of reach (${reasonOf(error)})`);
      away ||= outOfReach(error);
    },
    reached() {
      if (away) log.info({ store }, `Jobs: ${store} answers again`);
      away = false;
    },
  };
}

/** Whether the work settled within so many milliseconds. Its failure is the caller's; without one it is late. */
export async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  const alarm = new AbortController();
  const late = pause(ms, false, { signal: alarm.signal });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    late.catch(() => {});
    alarm.abort();
  }
}
