import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import type { IncomingRecord } from '../broker';
import { recordOf } from './records';

export interface Peek {
  readonly topic: string;
  readonly partition: number;
  /** Partitions of the topic. */
  readonly partitions: number;
  readonly from: bigint;
  /** The offset to stop before. */
  readonly end: bigint;
  readonly most: number;
}

/**
 * Reads a stretch of one partition. kafkajs can only fetch as a member of a group, so this joins one of its own that
 * never commits; `forget` removes it.
 */
export async function peek(
  kafka: Kafka,
  clientId: string,
  { topic, partition, partitions, from, end, most }: Peek,
  forget: (group: string) => Promise<unknown>,
): Promise<IncomingRecord[]> {
  const group = `${clientId}.peek.${randomUUID()}`;
  const consumer = kafka.consumer({ groupId: group, maxWaitTimeInMs: 100, allowAutoTopicCreation: false });
  const found: IncomingRecord[] = [];
  const enough = Promise.withResolvers<void>();
  consumer.on(consumer.events.CRASH, ({ payload }) => enough.reject(payload.error));
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        if (batch.partition !== partition) return;
        for (const message of batch.messages) {
          const offset = BigInt(message.offset);
          if (offset < from || offset >= end || found.length >= most) continue;
          found.push(recordOf(topic, partition, message));
        }
        if (found.length >= most || BigInt(batch.lastOffset()) + 1n >= end) enough.resolve();
      },
    });
    const others = Array.from({ length: partitions }, (_, number) => number).filter(
      (number) => number !== partition,
    );
    if (others.length > 0) consumer.pause([{ topic, partitions: others }]);
    consumer.seek({ topic, partition, offset: from.toString() });
    await enough.promise;
  } finally {
    await consumer.disconnect();
    await forget(group);
  }
  return found;
}
