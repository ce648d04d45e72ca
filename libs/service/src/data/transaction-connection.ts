import { AsyncLocalStorage } from 'node:async_hooks';
import { type Sendable, type Sql, statementName } from '@commissioning/messaging';
import { PrismaPg } from '@prisma/adapter-pg';
import { type ClientBase, Pool, type PoolConfig, types } from 'pg';

/** Where a transaction that is being opened finds its connection, and learns that it is over. */
interface Opening {
  connection?: ClientBase;
  over?: boolean;
  /** Statements that were sent and that nobody waited for, and why the first that failed did. */
  readonly sent: Promise<unknown>[];
  failed?: { readonly reason: unknown };
}

const opening = new AsyncLocalStorage<Opening>();

/** Work went on after its transaction had ended, as a rule because it had taken too long and was rolled back. */
export class TransactionOver extends Error {
  /** Prisma's own code for it. */
  readonly code = 'P2028';

  constructor() {
    super('The transaction is over: it was rolled back while its work still went on.');
    this.name = 'TransactionOver';
  }
}

const ENDS = new Set(['COMMIT', 'ROLLBACK']);

/**
 * Prisma's adapter for Postgres, which also shows its pool and the connection that a transaction runs on. Raw
 * statements go straight to them: the way through Prisma's engine costs more than most of them do in Postgres.
 */
export class OpenHandedPg extends PrismaPg {
  /** Raw statements outside a transaction, on any connection of the pool that Prisma uses too. */
  readonly sql: Sql;

  constructor(config: PoolConfig) {
    // Statements that nobody waits for between them are sent together.
    const pool = new Pool({ ...config, pipeline: true });
    super(pool, { disposeExternalPool: true });
    this.sql = sqlOver(pool);
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => {
      const transaction = await startTransaction(isolation);
      const found = opening.getStore();
      if (!found) return transaction;
      found.connection = (transaction as unknown as { client: ClientBase }).client;
      // Prisma rolls back what takes too long, and its work goes on: a statement behind that would be committed by
      // itself, or inside the transaction of whoever gets the connection next.
      const executeRaw = transaction.executeRaw.bind(transaction);
      transaction.executeRaw = (query) => {
        if (ENDS.has(query.sql)) found.over = true;
        return executeRaw(query);
      };
      return transaction;
    };
    return adapter;
  }
}

/**
 * Opens a transaction and hands its connection to the work. What the work has only sent is waited for with the commit:
 * where it failed Postgres has rolled back, and what it said is thrown.
 * @param begin opens the transaction by Prisma and calls its argument inside it
 * @param work `sql` is undefined where the client does not use `OpenHandedPg`; it rejects with `TransactionOver` once
 * the transaction has ended
 */
export async function withConnection<Tx, Result>(
  begin: (inside: (tx: Tx) => Promise<Result>) => Promise<Result>,
  work: (tx: Tx, sql: Sql | undefined) => Promise<Result>,
): Promise<Result> {
  const found: Opening = { sent: [] };
  try {
    const result = await opening.run(found, () =>
      begin((tx) => work(tx, found.connection && sqlInside(found.connection, found))),
    );
    await Promise.all(found.sent);
    return result;
  } catch (error) {
    // What came behind it in the transaction failed because of it.
    throw found.failed ? found.failed.reason : error;
  }
}

/** With a name it is parsed and planned once per connection. */
const asked = (text: string, values: readonly unknown[]) => ({
  ...{ text, values: values as unknown[], name: statementName(text), types: PARSERS },
});

const sqlOver = (pool: Pool): Sql => ({
  query: async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await pool.query(asked(text, values))).rows as Row[],
});

const sqlInside = (connection: ClientBase, found: Opening): Sql => ({
  query: async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> => {
    if (found.over) throw new TransactionOver();
    return (await connection.query(asked(text, values))).rows as Row[];
  },
  send: async (text, values = []) => {
    if (found.over) throw new TransactionOver();
    // As text already: the driver could fail at a value without Postgres knowing, and the rest would be committed.
    const sending = connection.query(asked(text, values.map(toText)));
    found.sent.push(sending);
    sending.catch((reason: unknown) => (found.failed ??= { reason }));
  },
});

function toText(value: Sendable): string | null {
  if (value === null || typeof value === 'string') return value;
  if (['number', 'bigint', 'boolean'].includes(typeof value)) return String(value);
  throw new TypeError(`A statement cannot be sent with a value of type ${typeof value}.`);
}

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
