import { type Admin, Kafka, type KafkaConfig, logLevel, type RetryOptions } from 'kafkajs';
import type { BrokerLog } from '../broker';
import { brief } from './settings';

/** Where the cluster is and how to be let in. */
export interface KafkaClientOptions {
  /** Addresses to begin with, `host:port`. */
  readonly brokers: string[];
  readonly clientId: string;
  readonly log: BrokerLog;
  readonly sasl?: KafkaConfig['sasl'];
  readonly ssl?: KafkaConfig['ssl'];
}

/** kafkajs says these at every start, about choices that were made on purpose. */
const KNOWN = /Limiting retries for the idempotent producer|switched default partitioner/;

/** A kafkajs client whose log goes to ours. What it calls an error it usually tries again, so it is told as a warning. */
export function kafkaClient(options: KafkaClientOptions, retry: RetryOptions): Kafka {
  const { brokers, clientId, sasl, ssl } = options;
  return new Kafka({
    brokers,
    clientId,
    retry,
    connectionTimeout: 2_000,
    requestTimeout: 10_000,
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ namespace, log: { message, error, groupId } }) => {
        if (!KNOWN.test(message))
          options.log('warn', `${namespace}: ${message}`, { error: messageOf(error), groupId });
      },
    ...(sasl && { sasl }),
    ...(ssl !== undefined && { ssl }),
  });
}

/** Asks the cluster something over a connection of its own; rejects after a few seconds when nobody answers. */
export async function ask<T>(
  options: KafkaClientOptions,
  question: (admin: Admin) => Promise<T>,
): Promise<T> {
  const admin = kafkaClient(options, brief).admin({ retry: brief });
  await admin.connect();
  try {
    return await question(admin);
  } finally {
    await admin.disconnect();
  }
}

/** What an error says, without its stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
