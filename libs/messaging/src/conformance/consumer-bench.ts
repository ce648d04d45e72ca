import type { EventDefinition, FactOf } from '@commissioning/schemas';
import { databaseOf, emptyDatabase, type TestDatabase } from '@commissioning/testing';
import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Broker } from '../broker';
import type { HandlerExtras, Received } from '../handlers';
import { openBroker } from '../open-broker';
import { type Sql, sqlOver } from '../sql';
import { type Effects, EventStrategy } from '../strategy';
import { topicsOf } from '../topics';

/** A handler as a test writes it: what came, and the transaction that its effect goes into. */
export type Effect = (received: Received<EventDefinition<any>>, sql: Sql) => Promise<void>;

/** A consumer of the programme service on a database and a bus of its own, without Nest around it. */
export class ConsumerBench {
  private readonly strategies: EventStrategy[] = [];

  private constructor(
    readonly broker: Broker,
    readonly sql: Sql,
    private readonly pool: Pool,
    readonly database: TestDatabase,
    readonly bus: TestDatabase,
  ) {}

  /** @param brokerUrl a bus that others use too; left out: one of its own, in Postgres */
  static async open(events: readonly EventDefinition<any>[], brokerUrl?: string): Promise<ConsumerBench> {
    const [database, bus] = await Promise.all([databaseOf('programme'), emptyDatabase()]);
    const broker = openBroker(brokerUrl ?? bus.url, 'bench', () => undefined);
    await broker.start();
    await broker.ensureTopics(topicsOf('programme', events, { BROKER_PARTITIONS: 1 }));
    const pool = new Pool({ connectionString: database.url, max: 3 });
    // Dropping the database may be faster than its last farewell.
    pool.on('error', () => {});
    pool.on('connect', (client) => client.on('error', () => {}));
    return new ConsumerBench(broker, sqlOver(pool), pool, database, bus);
  }

  /** Starts a member of the group with these handlers; resolves to what ends it. */
  async listen(
    handlers: readonly [EventDefinition<any>, Effect, Partial<HandlerExtras>?][],
    { group = 'programme', attempts = 1 } = {},
  ): Promise<() => Promise<void>> {
    const { broker } = this;
    const quiet = () => undefined;
    const options = { service: 'programme', group, broker, attempts, log: quiet, onCrash: quiet };
    const strategy = new EventStrategy({ ...options, effects: this.effects() });
    for (const [event, effect, more] of handlers) {
      const extras: HandlerExtras = { shape: 'one', events: [event], ...more };
      strategy.addHandler(event.type, effect as never, true, extras);
    }
    await new Promise<void>((resolve, reject) =>
      strategy.listen((error) => (error ? reject(error as Error) : resolve())),
    );
    this.strategies.push(strategy);
    return () => strategy.close();
  }

  /** Publishes an event as the relay would; resolves to its id. */
  async say<Event extends EventDefinition<any>>(
    event: Event,
    fact: FactOf<Event>,
    sequence: number,
    id: string = uuidv7(),
  ): Promise<string> {
    const headers = {
      ...{ ce_specversion: '1.0', ce_id: id, ce_type: event.type, ce_source: `/services/${event.service}` },
      ...{ ce_subject: event.subject(fact), ce_time: '2026-11-02T10:00:00Z', ce_sequence: String(sequence) },
      ce_dataclassification: event.classification,
    };
    const value = Buffer.from(JSON.stringify(fact));
    await this.broker.publish([{ topic: event.topic, key: event.subject(fact), value, headers }]);
    return id;
  }

  async close(): Promise<void> {
    await Promise.all(this.strategies.map((strategy) => strategy.close()));
    await this.broker.stop();
    await this.pool.end();
    await Promise.all([this.database.drop(), this.bus.drop()]);
  }

  private effects(): Effects {
    return {
      isAway: () => false,
      transaction: async (_, effect) => {
        const client = await this.pool.connect();
        try {
          await client.query('BEGIN');
          await effect(sqlOver(client), sqlOver(client));
          await client.query('COMMIT');
        } catch (error) {
          await client.query('ROLLBACK');
          throw error;
        } finally {
          client.release();
        }
      },
    };
  }
}
