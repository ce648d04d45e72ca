/** Prisma's and Postgres's codes for two transactions that cannot both be right, or that wait for one another. */
const CONTENDED = new Set(['P2034', '40001', '40P01']);

interface Failure {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly cause?: unknown;
  readonly meta?: { readonly driverAdapterError?: unknown };
}

/** True when a transaction lost to another one and was rolled back: done again from its beginning it can succeed. */
export function isContended(error: unknown): boolean {
  for (let failure = error as Failure | undefined, depth = 0; failure && depth < 6; depth += 1) {
    if (CONTENDED.has(String(failure.code)) || CONTENDED.has(String(failure.originalCode))) return true;
    failure = (failure.meta?.driverAdapterError ?? failure.cause) as Failure | undefined;
  }
  return false;
}
