import { Client } from 'pg';
import { type Broker, type BrokerLog, RecordRefused } from './broker';
import { type OutboxRow, toRecord } from './cloud-event';
import { ENDS_HALF_OPEN } from './half-open';
import { LEFT_OUT, sendFromMemory } from './left-out';
import { OutboxReader, RELAY_SESSION } from './outbox-reader';
import { statementName } from './sql';

/** How a relay works; every field has a default that fits one service on one machine. */
export interface RelaySettings {
  /** Rows in one publish. */
  readonly batch?: number;
  /** The backstop when every wake-up was missed, and how soon a standby notices a dead leader. */
  readonly pollMs?: number;
  /** Published rows are kept this long for the operator, then purged. */
  readonly keepPublishedHours?: number;
  /** A database that says nothing for so long is asked anew, on another connection; milliseconds. Default 30,000. */
  readonly statementMs?: number;
}

const CONNECT_MS = 5_000;

const LEADER = 7_202_601;
const CHANNEL = 'outbox';

/** Rows looked at for one purge, so that sending never waits for long. */
const PORTION = 5_000;
/** How often all rows are looked at from the first one, should somebody have put some back by hand. */
const RESET_MS = 60_000;

/** Goes on where the portion was full and even its newest row is old enough. */
const PURGE = `
  WITH portion AS (
    SELECT position, created_at, published_at FROM messaging.outbox WHERE position > $1::bigint
    ORDER BY position LIMIT ${PORTION}
  ), purged AS (
    DELETE FROM messaging.outbox o USING portion
    WHERE o.position = portion.position AND portion.published_at < now() - make_interval(hours => $2)
  )
  SELECT max(position)::text AS last,
    count(*) = ${PORTION} AND max(created_at) < now() - make_interval(hours => $2) AS goes_on
  FROM portion`;

const MARK = 'UPDATE messaging.outbox SET published_at = now() WHERE position = ANY($1::bigint[])';
const FAILED = 'UPDATE messaging.outbox SET attempts = attempts + 1 WHERE position = ANY($1::bigint[])';
const PARK = 'UPDATE messaging.outbox SET parked_at = now(), parked_reason = $2 WHERE position = $1';

/**
 * Carries committed outbox rows to the broker, in order per aggregate, for ever.
 *
 * Replicas of a service share one outbox: the one that holds a session lock publishes, the others stand by, so two
 * of them cannot overtake one another. The lock dies with its connection. What is unsent is asked from the rows
 * themselves, never from a cursor, so a transaction that commits late loses nothing.
 */
export class OutboxRelay {
  private client: Client | undefined;
  private reader: OutboxReader;
  private leading = false;
  private running = false;
  private wanted = false;
  private wakeUp: (() => void) | undefined;
  private loop: Promise<void> | undefined;
  private readonly pollMs: number;
  private readonly keepPublishedHours: number;
  private readonly statementMs: number;
  private purgeAt = 0;
  private purgedTo = '0';
  private resetAt = 0;

  constructor(
    private readonly connectionString: string,
    private readonly broker: Broker,
    private readonly log: BrokerLog,
    settings: RelaySettings = {},
  ) {
    this.reader = new OutboxReader((text, values) => this.query(text, values), settings.batch ?? 500);
    this.pollMs = settings.pollMs ?? 1_000;
    this.keepPublishedHours = settings.keepPublishedHours ?? 72;
    this.statementMs = settings.statementMs ?? 30_000;
  }

  start(): void {
    this.running = true;
    this.loop = this.run();
  }

  /** Called after a commit of this process: the row leaves at once, without a trigger in the database. */
  wake(): void {
    if (LEFT_OUT === 'outbox') sendFromMemory(this.broker, this.log);
    this.wanted = true;
    this.wakeUp?.();
  }

  /** Lets the publish in hand finish, then gives the lock back. */
  async stop(): Promise<void> {
    this.running = false;
    this.wakeUp?.();
    await this.loop;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (this.running) {
      try {
        await this.connect();
        await this.step();
        failures = 0;
        await this.rest(this.pollMs);
      } catch (error) {
        failures += 1;
        const pause = Math.min(30_000, 100 * 2 ** Math.min(failures, 8));
        this.log('warn', 'The outbox cannot be sent; it will be tried again', {
          error: String(error),
          pauseMs: pause,
        });
        await this.disconnect();
        await this.rest(pause);
      }
    }
    await this.disconnect();
  }

  private async step(): Promise<void> {
    if (!(await this.leads())) {
      if (this.wanted) await this.query(`SELECT pg_notify('${CHANNEL}', '')`);
      this.wanted = false;
      return;
    }
    this.wanted = false;
    await this.purge();
    if (Date.now() >= this.resetAt) {
      this.resetAt = Date.now() + RESET_MS;
      this.reader.reset();
    }
    await this.sweep();
  }

  private async leads(): Promise<boolean> {
    if (!this.leading) {
      const [row] = await this.query<{ leading: boolean }>(
        `SELECT pg_try_advisory_lock(${LEADER}) AS leading`,
      );
      this.leading = row?.leading ?? false;
    }
    return this.leading;
  }

  /** One page is with the broker, one is being read and one is being marked; pages are sent one after the other. */
  private async sweep(): Promise<void> {
    const pages = this.reader.sweep();
    let next = pages.next();
    let marked: Promise<unknown> = Promise.resolve();
    try {
      for (let page = await next; !page.done && this.running; page = await next) {
        next = pages.next();
        await Promise.all([this.send(page.value), next, marked]);
        marked = this.query(MARK, [positionsOf(page.value)]);
      }
      await marked;
    } catch (error) {
      await Promise.allSettled([next, marked]);
      this.reader.reset();
      if (!(error instanceof Parked)) throw error;
      this.wanted = true;
    }
  }

  private async send(rows: readonly OutboxRow[]): Promise<void> {
    try {
      await this.broker.publish(rows.map(toRecord));
    } catch (error) {
      const refused = error instanceof RecordRefused ? rows[error.index] : undefined;
      if (!refused) {
        await this.query(FAILED, [positionsOf(rows)]);
        throw error;
      }
      // Parked, not dropped: an operator reads the reason, mends the cause and releases it.
      await this.query(PARK, [refused.position, (error as RecordRefused).reason]);
      this.log('error', 'An event is parked: the broker refuses it', {
        event: refused.id,
        reason: String(error),
      });
      throw new Parked();
    }
  }

  /** A portion at a time from the first row that is kept: positions are about as old as they are high. */
  private async purge(): Promise<void> {
    if (Date.now() < this.purgeAt) return;
    const [row] = await this.query<{ last: string; goes_on: boolean }>(PURGE, [
      this.purgedTo,
      this.keepPublishedHours,
    ]);
    this.purgedTo = row?.goes_on ? row.last : '0';
    if (!row?.goes_on) this.purgeAt = Date.now() + 600_000;
  }

  private async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    if (!this.client) throw new Error('The connection to the outbox was lost.');
    const { rows } = await this.client.query({
      name: statementName(text),
      text,
      values: values as unknown[],
    });
    return rows as Row[];
  }

  private async connect(): Promise<void> {
    if (this.client) return;
    const client = new Client({
      connectionString: this.connectionString,
      application_name: 'outbox-relay',
      pipeline: true,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: this.statementMs,
      ...ENDS_HALF_OPEN,
    });
    client.on('notification', () => this.wake());
    client.on('error', () => void (this.client === client && this.disconnect()));
    this.client = client;
    await client.connect();
    await client.query(`${RELAY_SESSION}; LISTEN ${CHANNEL}`);
  }

  private async disconnect(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.leading = false;
    await client
      ?.end()
      .catch((error: unknown) =>
        this.log('warn', 'Closing the relay connection failed', { error: String(error) }),
      );
  }

  private async rest(milliseconds: number): Promise<void> {
    if (this.wanted || !this.running) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wakeUp = undefined;
  }
}

/** A row was parked: what follows it must be asked for anew. */
class Parked extends Error {}

const positionsOf = (rows: readonly OutboxRow[]): string[] => rows.map((row) => row.position);
