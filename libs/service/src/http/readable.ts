import { InvalidInput } from './problem';

/** Deeper than any schema of ours, and shallow enough for whatever walks through a body step by step. */
const DEEPEST = 64;

interface Sent {
  readonly body?: unknown;
  readonly query?: unknown;
  readonly params?: unknown;
}

/**
 * Refuses what no schema looks at and neither the database nor a stack bears: a NUL character in any text, and a body
 * that is nested deeper than 64 levels. Throws `InvalidInput` with the place of the first.
 */
export function mustBeReadable({ body, query, params }: Sent): void {
  for (const part of [params, query, body]) look(part, []);
}

function look(value: unknown, path: readonly string[]): void {
  if (typeof value === 'string' && value.includes('\0')) {
    throw new InvalidInput([{ path, message: 'must not contain the NUL character' }]);
  }
  if (typeof value !== 'object' || value === null) return;
  if (path.length >= DEEPEST) {
    throw new InvalidInput([
      { path: path.slice(0, 1), message: `must not be nested deeper than ${DEEPEST} levels` },
    ]);
  }
  for (const [name, inner] of Object.entries(value)) {
    if (name.includes('\0'))
      throw new InvalidInput([{ path, message: 'must not contain the NUL character' }]);
    look(inner, [...path, name]);
  }
}
