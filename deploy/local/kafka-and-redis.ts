import { join } from 'node:path';
import { startKafka } from './kafka';
import { startRedis } from './redis';

/** Addresses of the bus and of the store of jobs. */
export interface Bus {
  readonly brokerUrl: string;
  readonly redisUrl?: string;
}

/** Settings of the bus that reach the services as they were given to the launcher: the broker may be elsewhere. */
const PASSED_ON =
  /^(KAFKA_(SASL|TLS|SESSION|HEARTBEAT|REBALANCE|MAX|REPLICATION)_?\w*|BROKER_(PARTITIONS|RETENTION_DAYS|TOPICS))$/;

/** The settings of the bus in an environment, ours by default. */
export function busSettings(environment: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      PASSED_ON.test(name) && value ? [[name, value]] : [],
    ),
  );
}

/** Starts Redis and Kafka, or takes those that REDIS_URL and KAFKA_BROKERS name; `stopping` is told how to end ours. */
export async function startKafkaAndRedis(
  dir: string,
  say: (line: string) => void,
  stopping: (() => Promise<void>)[],
): Promise<Bus> {
  say('Starting Redis');
  const redis = await startRedis({ dir: join(dir, 'redis') });
  stopping.push(() => redis.stop());
  const elsewhere = process.env['KAFKA_BROKERS'];
  if (elsewhere) return { brokerUrl: `kafka://${elsewhere}`, redisUrl: redis.url };
  say('Starting Kafka');
  const kafka = await startKafka({ dir: join(dir, 'kafka'), log: () => undefined });
  stopping.push(() => kafka.stop());
  return { brokerUrl: `kafka://${kafka.brokers.join(',')}`, redisUrl: redis.url };
}
