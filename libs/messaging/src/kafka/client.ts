import { setTimeout as sleep } from 'node:timers/promises';
import { type Admin, Kafka, type KafkaConfig, KafkaJSError, logLevel, type RetryOptions } from 'kafkajs';
import type { BrokerLog } from '../broker';
import { backoff } from '../delivery/delivery';
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
  } catch (error) {
    throw noAnswer(error) ? new KafkaJSError('No node of the cluster could answer.') : error;
  } finally {
    await admin.disconnect();
  }
}

/** About ten seconds where the cluster refuses at once. */
const ATTEMPTS = 12;

/** Asks again what a cluster that has just come up, or in which a leader is being elected, cannot answer yet. */
export async function askPatiently<T>(
  options: KafkaClientOptions,
  question: (admin: Admin) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(options, question);
    } catch (error) {
      if (!passes(error) || attempt === ATTEMPTS) throw error;
      options.log('warn', `Waiting for Kafka: ${messageOf(error)}`, { attempt });
      await sleep(backoff(attempt, 100, 1_000));
    }
  }
}

/** kafkajs takes the topics out of an answer though no node gave one. */
const noAnswer = (error: unknown): boolean =>
  (error as Error).name === 'TypeError' && /topicMetadata/.test((error as Error).message);

function passes(error: unknown): boolean {
  const { name, retriable } = error as { name?: string; retriable?: boolean };
  return retriable === true || name === 'KafkaJSNumberOfRetriesExceeded';
}

/** What an error says, without its stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
