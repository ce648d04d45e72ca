import { Client } from 'pg';
import { type Broker, type BrokerLog, RecordRefused } from './broker';
import { type OutboxRow, toRecord } from './cloud-event';
import { LEFT_OUT, sendFromMemory } from './left-out';

/** How a relay works; every field has a default that fits one service on one machine. */
export interface RelaySettings {
  /** Rows in one publish. */
  readonly batch?: number;
  /** The backstop when every wake-up was missed, and how soon a standby notices a dead leader. */
  readonly pollMs?: number;
  /** Published rows are kept this long for the operator, then purged. */
  readonly keepPublishedHours?: number;
}

const LEADER = 7_202_601;
const CHANNEL = 'outbox';

const UNSENT = `
  SELECT position::text, id, aggregatetype, aggregateid, type, payload::text, headers, sequence::text, attempts
  FROM messaging.outbox o
  WHERE published_at IS NULL AND parked_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM messaging.outbox p WHERE p.parked_at IS NOT NULL
      AND p.aggregatetype = o.aggregatetype AND p.aggregateid = o.aggregateid)
  ORDER BY o.position LIMIT $1`;

/**
 * Carries committed outbox rows to the broker, in order per aggregate, for ever.
 *
 * Replicas of a service share one outbox: the one that holds a session lock publishes, the others stand by, so two
 * of them cannot overtake one another. The lock dies with its connection. What is unsent is asked from the rows
 * themselves, never from a cursor, so a transaction that commits late loses nothing.
 */
export class OutboxRelay {
  private client: Client | undefined;
  private leading = false;
  private running = false;
  private wanted = false;
  private wakeUp: (() => void) | undefined;
  private loop: Promise<void> | undefined;
  private readonly batch: number;
  private readonly pollMs: number;
  private readonly keepPublishedHours: number;
  private purgeAt = 0;

  constructor(
    private readonly connectionString: string,
    private readonly broker: Broker,
    private readonly log: BrokerLog,
    settings: RelaySettings = {},
  ) {
    this.batch = settings.batch ?? 500;
    this.pollMs = settings.pollMs ?? 1_000;
    this.keepPublishedHours = settings.keepPublishedHours ?? 72;
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
        const sent = await this.step();
        failures = 0;
        if (sent < this.batch) await this.rest(this.pollMs);
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

  private async step(): Promise<number> {
    const client = this.client as Client;
    if (!this.leading) {
      const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS leading', [LEADER]);
      this.leading = rows[0].leading;
      if (!this.leading) {
        if (this.wanted) await client.query(`NOTIFY ${CHANNEL}`);
        this.wanted = false;
        return 0;
      }
    }
    this.wanted = false;
    await this.purge(client);
    const { rows } = await client.query<OutboxRow>(UNSENT, [this.batch]);
    if (rows.length > 0) await this.send(client, rows);
    return rows.length;
  }

  private async send(client: Client, rows: OutboxRow[]): Promise<void> {
    try {
      await this.broker.publish(rows.map(toRecord));
    } catch (error) {
      const refused = error instanceof RecordRefused ? rows[error.index] : undefined;
      if (!refused) {
        await client.query(
          'UPDATE messaging.outbox SET attempts = attempts + 1 WHERE position = ANY($1::bigint[])',
          [rows.map((row) => row.position)],
        );
        throw error;
      }
      // Parked, not dropped: an operator reads the reason, mends the cause and releases it.
      await client.query(
        'UPDATE messaging.outbox SET parked_at = now(), parked_reason = $2 WHERE position = $1',
        [refused.position, (error as RecordRefused).reason],
      );
      this.log('error', 'An event is parked: the broker refuses it', {
        event: refused.id,
        reason: String(error),
      });
      return;
    }
    await client.query(
      'UPDATE messaging.outbox SET published_at = now() WHERE position = ANY($1::bigint[])',
      [rows.map((row) => row.position)],
    );
  }

  private async purge(client: Client): Promise<void> {
    if (Date.now() < this.purgeAt) return;
    this.purgeAt = Date.now() + 600_000;
    await client.query(
      'DELETE FROM messaging.outbox WHERE published_at < now() - make_interval(hours => $1)',
      [this.keepPublishedHours],
    );
  }

  private async connect(): Promise<void> {
    if (this.client) return;
    const client = new Client({ connectionString: this.connectionString, application_name: 'outbox-relay' });
    client.on('notification', () => this.wake());
    client.on('error', () => void this.disconnect());
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    this.client = client;
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
