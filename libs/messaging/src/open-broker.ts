import type { Broker, BrokerLog } from './broker';
import { type BrokerEnvironment, kafkaAccess } from './broker-access';

/**
 * The broker behind an address: `postgres://…` for the embedded log, `kafka://host:port[,host:port]` for Kafka, reached
 * as `environment` says. The client library is loaded only for the one in use.
 * Throws with a sentence on any other scheme and on Kafka settings that cannot be.
 */
export function openBroker(
  url: string,
  clientId: string,
  log: BrokerLog,
  environment: Partial<BrokerEnvironment> = {},
): Broker {
  if (/^postgres(ql)?:/.test(url)) {
    const { PostgresLogBroker } =
      require('./postgres-log/postgres-log-broker') as typeof import('./postgres-log/postgres-log-broker');
    return new PostgresLogBroker({ connectionString: url, clientId, log });
  }
  if (url.startsWith('kafka://')) {
    const { KafkaBroker } = require('./kafka/kafka-broker') as typeof import('./kafka/kafka-broker');
    const brokers = url.slice('kafka://'.length).split(',');
    return new KafkaBroker({ brokers, clientId, log, ...kafkaAccess(environment) });
  }
  throw new Error(`BROKER_URL must start with postgres:// or kafka://, not ${url.split(':')[0]}:`);
}
