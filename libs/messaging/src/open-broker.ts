import type { Broker, BrokerLog } from './broker';

/**
 * The broker behind an address: `postgres://…` for the embedded log, `kafka://host:port[,host:port]` for Kafka.
 * The client library is loaded only for the one in use. Throws on any other scheme.
 */
export function openBroker(url: string, clientId: string, log: BrokerLog): Broker {
  if (/^postgres(ql)?:/.test(url)) {
    const { PostgresLogBroker } =
      require('./postgres-log/postgres-log-broker') as typeof import('./postgres-log/postgres-log-broker');
    return new PostgresLogBroker({ connectionString: url, clientId, log });
  }
  if (url.startsWith('kafka://')) {
    const { KafkaBroker } = require('./kafka/kafka-broker') as typeof import('./kafka/kafka-broker');
    return new KafkaBroker({ brokers: url.slice('kafka://'.length).split(','), clientId, log });
  }
  throw new Error(`BROKER_URL must start with postgres:// or kafka://, not ${url.split(':')[0]}:`);
}
