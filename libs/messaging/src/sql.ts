import { createHash } from 'node:crypto';

/** The little of a database that messaging needs inside somebody else's transaction. */
export interface Sql {
  /** Runs one statement with `$1…` parameters; resolves to its rows. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

const names = new Map<string, string>();

/**
 * A name under which Postgres keeps the plan of a statement for the next time, at most 63 characters: the same for
 * the same text. For statements of which there are few; each name takes memory in every connection that used it.
 */
export function statementName(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha1').update(text).digest('hex');
  names.set(text, name);
  return name;
}
