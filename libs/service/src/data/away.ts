/**
 * Prisma's, the network's and Postgres's codes for a database that cannot be reached, is starting, is out of room or
 * connections, or ended a transaction that stood still.
 */
const AWAY = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  '25P03',
  '57P01',
  '57P02',
  '57P03',
  '53100',
  '53300',
]);

/** True when the database, not the work, is at fault: trying again later can help. */
export function isAway(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause && depth < 6; depth += 1) {
    const { code, originalCode, message, cause: inner, meta } = cause as Record<string, unknown>;
    if (AWAY.has(String(code)) || AWAY.has(String(originalCode))) return true;
    if (
      typeof message === 'string' &&
      /terminat(ed|ing) (unexpectedly|connection)|Connection terminated|server closed the connection|Can't reach database|is not queryable|timeout exceeded when trying to connect/i.test(
        message,
      )
    ) {
      return true;
    }
    // Of a raw statement Prisma tells only that it failed; what Postgres said is kept underneath.
    cause = inner ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return false;
}
