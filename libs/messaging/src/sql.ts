/** The little of a database that messaging needs inside somebody else's transaction. */
export interface Sql {
  /** Runs one statement with `$1…` parameters; resolves to its rows. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}
