import { createHash } from 'node:crypto';

/** The little of a database that messaging needs inside somebody else's transaction. */
export interface Sql {
  /** Runs one statement with `$1…` parameters; resolves to its rows. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * Sends a statement whose rows nobody reads, in order with the others. May resolve before it ran, so that it travels
   * together with what follows: should it fail, nothing of its transaction is committed, and whoever commits is told
   * why. Left out where there is only `query`. Rejects values other than text, numbers, booleans and null.
   */
  send?(text: string, values?: readonly Sendable[]): Promise<void>;
}

/** What can be sent without knowing how the database reads it. */
export type Sendable = string | number | bigint | boolean | null;

/** A connection of `pg`, or a pool of them, as messaging asks it. */
export const sqlOver = (on: {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}): Sql => ({
  query: async <Row>(text: string, values: readonly unknown[] = []) =>
    (await on.query(text, [...values])).rows as Row[],
});

/** Sends a statement whose rows nobody reads, or runs it where nothing can be sent. */
export async function send(sql: Sql, text: string, values: readonly Sendable[] = []): Promise<void> {
  if (sql.send) await sql.send(text, values);
  else await sql.query(text, values);
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
