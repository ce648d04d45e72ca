import { AsyncLocalStorage } from 'node:async_hooks';
import { type Sql, statementName } from '@commissioning/messaging';
import { PrismaPg } from '@prisma/adapter-pg';
import { type ClientBase, types } from 'pg';

/** Where a transaction that is being opened finds its connection. */
interface Opening {
  connection?: ClientBase;
}

const opening = new AsyncLocalStorage<Opening>();

/**
 * Prisma's adapter for Postgres, which also shows the connection that a transaction runs on. Raw statements of a
 * change go straight to it: the way through Prisma's engine costs more than most of them do in Postgres.
 */
export class OpenHandedPg extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => {
      const transaction = await startTransaction(isolation);
      const found = opening.getStore();
      if (found) found.connection = (transaction as unknown as { client: ClientBase }).client;
      return transaction;
    };
    return adapter;
  }
}

/**
 * Opens a transaction and hands its connection to the work.
 * @param begin opens the transaction by Prisma and calls its argument inside it
 * @param work `sql` is undefined where the client does not use `OpenHandedPg`
 */
export function withConnection<Tx, Result>(
  begin: (inside: (tx: Tx) => Promise<Result>) => Promise<Result>,
  work: (tx: Tx, sql: Sql | undefined) => Promise<Result>,
): Promise<Result> {
  const found: Opening = {};
  return opening.run(found, () => begin((tx) => work(tx, found.connection && sqlOver(found.connection))));
}

const sqlOver = (connection: ClientBase): Sql => ({
  query: async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> => {
    // With a name it is parsed and planned once per connection.
    const query = { text, values: values as unknown[], name: statementName(text), types: PARSERS };
    return (await connection.query(query)).rows as Row[];
  },
});

/** As Prisma reads them: whole numbers of any size as bigint, days and times without a zone in UTC. */
const AS_PRISMA: Readonly<Record<number, (text: string) => unknown>> = {
  [types.builtins.INT8]: BigInt,
  [types.builtins.DATE]: (text) => new Date(`${text}T00:00:00Z`),
  [types.builtins.TIMESTAMP]: (text) => new Date(`${text.replace(' ', 'T')}Z`),
};

const PARSERS = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && AS_PRISMA[oid]) || types.getTypeParser(oid, format as 'text'),
} as typeof types;
