import { handlersOf } from '../handlers';
import type { Sql } from '../sql';
import type { Projection } from './rebuild';

/** Tables that a consumer keeps, and nobody else writes to. */
export interface KeptTables {
  readonly service: string;
  readonly name: string;
  /**
   * Its handlers write to the tables by `change.sql` and nothing else, without naming a schema. In the service nothing
   * else may listen to their topics.
   */
  readonly consumer: object;
  /** Names in the schema `public`; what refers to what comes behind it. */
  readonly tables: readonly string[];
}

/**
 * Plain tables as a projection: the copy is the same tables in a schema of its own, and the consumer's own handlers
 * fill it there. Adopting it puts its rows in the place of theirs, which are read until the commit.
 */
export function tableProjection({ service, name, consumer, tables }: KeptTables): Projection<{ sql: Sql }> {
  const handlers = handlersOf(consumer);
  const copyOf = (copy: string, table: string) => `"${copy}"."${table}"`;
  return {
    ...{ service, name, events: handlers.map(({ event }) => event) },

    async discard(sql, copy) {
      await sql.query(`DROP SCHEMA IF EXISTS "${copy}" CASCADE`);
      await sql.query(`CREATE SCHEMA "${copy}"`);
      for (const table of tables)
        await sql.query(`CREATE TABLE ${copyOf(copy, table)} (LIKE public."${table}" INCLUDING ALL)`);
    },

    async apply(received, { sql }, copy) {
      await searchIn(sql, `"${copy}"`);
      for (const one of received) {
        const handler = handlers.find(({ event }) => event.type === one.event.type);
        await handler?.handle(one, { sql });
      }
      await searchIn(sql, 'public');
    },

    async adopt(sql, copy) {
      for (const table of tables.toReversed()) await sql.query(`DELETE FROM public."${table}"`);
      for (const table of tables)
        await sql.query(`INSERT INTO public."${table}" SELECT * FROM ${copyOf(copy, table)}`);
      await sql.query(`DROP SCHEMA "${copy}" CASCADE`);
    },
  };
}

/** Until the end of the transaction. A table that is not in the copy is not found, rather than written to. */
const searchIn = (sql: Sql, schema: string) =>
  sql.query("SELECT set_config('search_path', $1, true)", [schema]);
