import {
  Client,
  DatabaseError,
  type Notification,
  type QueryConfig,
  type QueryResult,
  type QueryResultRow,
} from 'pg';
import { ENDS_HALF_OPEN } from '../half-open';

/** The connection broke, or could not be made; what was asked may or may not have happened. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super(`No connection to Postgres: ${messageOf(cause)}`, { cause });
    this.name = 'ConnectionLost';
  }
}

/** Where to connect, under which name, and how long a statement may take (milliseconds). */
export interface ConnectionOptions {
  readonly connectionString: string;
  readonly applicationName: string;
  readonly queryTimeoutMs: number;
}

/** SQLSTATE classes and codes of a server that is away, starting, stopping, full, read-only or short of something. */
const PASSING = /^(08|53|57P|58|40|25006|55P03|57014|3D000)/;

/**
 * One connection. Once it failed it stays failed: the statement that was running rejects with `ConnectionLost`, and
 * so does every later one, because locks and listening went with it.
 */
export class Connection {
  private readonly end = Promise.withResolvers<void>();
  /** Resolves when nothing more can be done on this connection. */
  readonly lost = this.end.promise;
  isLost = false;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly client: Client,
    onNotification: (message: Notification) => void,
  ) {
    client.on('notification', onNotification);
    client.on('error', () => this.lose());
    client.on('end', () => this.lose());
  }

  /** Rejects with `ConnectionLost` while the server cannot take it, with the server's own error when it never will. */
  static async open(
    options: ConnectionOptions,
    setUp: string,
    onNotification: (message: Notification) => void = () => {},
  ): Promise<Connection> {
    const client = new Client({
      connectionString: options.connectionString,
      application_name: options.applicationName,
      connectionTimeoutMillis: 5_000,
      query_timeout: options.queryTimeoutMs,
      ...ENDS_HALF_OPEN,
    });
    const connection = new Connection(client, onNotification);
    try {
      await client.connect();
      await client.query(setUp);
      return connection;
    } catch (error) {
      connection.lose();
      if (error instanceof DatabaseError && !passes(error)) throw error;
      throw new ConnectionLost(error);
    }
  }

  /** Statements run one after the other, in the order of the calls. */
  query<Row extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<Row>> {
    const result = this.turn.then(() => this.run<Row>(query));
    this.turn = result.catch(() => {}); // the caller has it; the next statement does not depend on it
    return result;
  }

  private async run<Row extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<Row>> {
    if (this.isLost) throw new ConnectionLost('it ended before');
    try {
      return await this.client.query<Row>(query);
    } catch (error) {
      if (error instanceof DatabaseError && error.severity !== 'FATAL') throw error;
      this.lose();
      throw new ConnectionLost(error);
    }
  }

  /** Ends after the statements that were asked for before. */
  async close(): Promise<void> {
    await this.turn;
    if (this.isLost) return;
    await Promise.race([this.client.end(), this.lost]);
    this.lose();
  }

  private lose(): void {
    if (this.isLost) return;
    this.isLost = true;
    this.end.resolve();
    // A client whose statement timed out waits for an answer that may never come; `end` then cuts the socket.
    this.client.end().catch(() => {});
  }
}

/** One connection at a time, made when it is needed and made anew after it broke. */
export class Link {
  private current: Promise<Connection> | undefined;
  private closed = false;

  constructor(private readonly open: () => Promise<Connection>) {}

  /** Rejects with `ConnectionLost` while Postgres is away; the next call tries again. */
  async query<Row extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<Row>> {
    return (await this.connection()).query<Row>(query);
  }

  async close(): Promise<void> {
    this.closed = true;
    await (await this.current?.catch(() => undefined))?.close();
  }

  private async connection(): Promise<Connection> {
    if (this.closed) throw new ConnectionLost('this broker was stopped');
    const known = await this.current?.catch(() => undefined);
    if (known && !known.isLost) return known;
    return (this.current = this.open());
  }
}

/** True for errors that time heals; false for those that another try cannot help (missing table, wrong password). */
export function passes(error: unknown): boolean {
  if (error instanceof DatabaseError) return PASSING.test(error.code ?? '');
  return error instanceof ConnectionLost;
}

/** What an error says, without its stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error
    ? error.message || (error as NodeJS.ErrnoException).code || error.name
    : String(error);
}
