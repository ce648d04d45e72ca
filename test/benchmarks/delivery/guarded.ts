import { OutboxRelay, type Sql, statementName } from '@commissioning/messaging';
import { approvedIn } from './approvals';
import { consumerOn, effectsOn, listening } from './consuming';
import { brokerOn, type BrokerKind, type Place, poolOn, writersOn } from './ground';
import { guardedChange } from './stages';
import type { Consumer, Producer } from './pipeline';

/** Which event travels, over which broker, to which kind of handler. */
export interface Route {
  readonly service: string;
  readonly kind: BrokerKind;
  readonly partitions: number;
  readonly shape: 'one' | 'batch';
}

const now = () => performance.timeOrigin + performance.now();

/** The product's way out: change and outbox row in one transaction, the relay beside the writers as in a service. */
export async function guardedProducer(place: Place, route: Route): Promise<Producer> {
  const event = approvedIn(route.service);
  const broker = await brokerOn(route.kind, place, { [event.topic]: route.partitions });
  const relay = new OutboxRelay(place.database, broker, (level, message, detail) =>
    console.error(level, message, detail),
  );
  relay.start();
  const writers = await writersOn(place.database);
  return {
    writers: writers.map((client) => {
      const query = (text: string, values: readonly unknown[] = []) =>
        client.query({ name: statementName(text), text, values: values as unknown[] });
      const sql: Sql = {
        query: async <Row>(text: string, values: readonly unknown[] = []) =>
          (await query(text, values)).rows as Row[],
      };
      return async (index) => {
        const id = await guardedChange(query, sql, event, index);
        relay.wake();
        return { id, at: now() };
      };
    }),
    close: async () => {
      await relay.stop();
      await broker.stop();
      await Promise.all(writers.map((client) => client.end()));
    },
  };
}

/** The product's way in: the strategy with its inbox; `applied` is told of effects that are committed. */
export async function guardedConsumer(
  place: Place,
  route: Route,
  applied: (ids: readonly string[], at: number) => void,
): Promise<Consumer> {
  const event = approvedIn(route.service);
  const broker = await brokerOn(route.kind, place, { [event.topic]: route.partitions, 'bench.dead': 1 });
  const pool = poolOn(place.database);
  const effects = effectsOn(pool, (ids) => applied(ids, now()));
  await listening(consumerOn(broker, event, route.shape, effects));
  return {
    close: async () => {
      await broker.stop();
      await pool.end();
    },
  };
}
