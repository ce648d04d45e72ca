import {
  type Batch,
  type Broker,
  type Effects,
  EventStrategy,
  type IncomingRecord,
  type Received,
  type Sql,
  statementName,
} from '@commissioning/messaging';
import type { EventDefinition } from '@commissioning/schemas';
import type { Pool } from 'pg';
import type { Approval } from './approvals';

/** The effects: rows of a table like those that services have, a batch at once or one. */
export const INSERT_MANY = `
  INSERT INTO effect (id, theme_id, title, summary)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])`;
export const INSERT_ONE = 'INSERT INTO effect (id, theme_id, title, summary) VALUES ($1, $2, $3, $4)';

export type Arrived = Received<EventDefinition<Approval>>;

export interface Counted {
  readonly id: string;
  readonly fact: Approval;
}

/** The columns of `INSERT_MANY`. */
export const columnsOf = (events: readonly Counted[]): unknown[] => [
  events.map(({ id }) => id),
  events.map(({ fact }) => fact.themeId),
  events.map(({ fact }) => fact.title),
  events.map(({ fact }) => fact.summary),
];

/** The values of `INSERT_ONE`. */
export const valuesOf = ({ id, fact }: Counted): unknown[] => [id, fact.themeId, fact.title, fact.summary];

/** What the library asks of a service's store, on bare connections; `committed` is told what each commit brought. */
export function effectsOn(
  pool: Pool,
  committed: (ids: readonly string[]) => void = () => undefined,
): Effects {
  return {
    isAway: () => false,
    transaction: async (_, effect) => {
      const client = await pool.connect();
      const sql: Sql = {
        query: async <Row>(text: string, values: readonly unknown[] = []) =>
          (await client.query({ name: statementName(text), text, values: values as unknown[] }))
            .rows as Row[],
      };
      const ids: string[] = [];
      try {
        const begun = client.query('BEGIN');
        await Promise.all([begun, effect({ sql, ids }, sql)]);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
      committed(ids);
    },
  };
}

/** A consumer of the product with one handler, whose effect is one row for each event. */
export function consumerOn(
  broker: Broker,
  event: EventDefinition<Approval>,
  shape: 'one' | 'batch',
  effects: Effects,
): EventStrategy {
  const strategy = new EventStrategy({
    service: 'bench',
    broker,
    effects,
    log: (level, message, detail) => console.error(level, message, detail),
    onCrash: (error) => {
      throw error;
    },
  });
  const handler = async (received: Arrived | Arrived[], { sql, ids }: { sql: Sql; ids: string[] }) => {
    const arrived = [received].flat().map(({ envelope, fact }) => ({ id: envelope.id, fact }));
    if (shape === 'batch') await sql.query(INSERT_MANY, columnsOf(arrived));
    else await sql.query(INSERT_ONE, valuesOf(arrived[0] as Counted));
    ids.push(...arrived.map(({ id }) => id));
  };
  strategy.addHandler(event.type, handler as never, true, { shape, events: [event] });
  return strategy;
}

/** Starts the consumer, as Nest does. */
export const listening = (strategy: EventStrategy): Promise<void> =>
  new Promise((resolve, reject) => strategy.listen((error) => (error ? reject(error as Error) : resolve())));

/** Records handed to the consumer's strategy without a broker: what is measured is the effect alone. */
export async function handing(strategyOn: (broker: Broker) => EventStrategy) {
  let onBatch: ((batch: Batch) => Promise<void>) | undefined;
  const crashed = new Promise<never>(() => undefined);
  const broker = {
    subscribe: async (subscription: { onBatch(batch: Batch): Promise<void> }) => {
      onBatch = (batch) => subscription.onBatch(batch);
      return { crashed, stop: async () => undefined };
    },
  };
  await listening(strategyOn(broker as unknown as Broker));
  return async (records: readonly IncomingRecord[]): Promise<void> => {
    const [{ topic, partition }] = records as [IncomingRecord];
    await onBatch?.({
      ...{ topic, partition, records },
      heartbeat: async () => undefined,
      done: () => undefined,
      isStale: () => false,
    });
  };
}
