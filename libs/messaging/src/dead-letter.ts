import type { Broker, IncomingRecord, OutgoingRecord } from './broker';

/** Why an event could not be handled, as the operator reads it. */
export interface DeadLetter {
  readonly reason: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly handler: string;
  readonly attempts: number;
}

/** The topic that keeps what a consumer group could not handle. */
export const deadTopicOf = (group: string): string => `${group}.dead`;

/** The record for the dead-letter topic: the original untouched, its story in `dead_*` headers. */
export function toDeadLetter(group: string, record: IncomingRecord, story: DeadLetter): OutgoingRecord {
  return {
    topic: deadTopicOf(group),
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      dead_reason: story.reason.slice(0, 2_000),
      dead_topic: story.topic,
      dead_partition: String(story.partition),
      dead_offset: story.offset,
      dead_handler: story.handler,
      dead_attempts: String(story.attempts),
    },
  };
}

/** Reads the story back; undefined when the record is no dead letter. */
export function storyOf(record: IncomingRecord): DeadLetter | undefined {
  const { dead_reason, dead_topic, dead_partition, dead_offset, dead_handler, dead_attempts } =
    record.headers;
  if (!dead_topic || dead_reason === undefined) return undefined;
  return {
    reason: dead_reason,
    topic: dead_topic,
    partition: Number(dead_partition),
    offset: dead_offset ?? '',
    handler: dead_handler ?? '',
    attempts: Number(dead_attempts),
  };
}

/** Sends a dead letter back to its topic. Consumers that handled it before recognise it by its id. */
export async function replay(broker: Broker, record: IncomingRecord): Promise<void> {
  const story = storyOf(record);
  if (!story) throw new Error(`Offset ${record.offset} of ${record.topic} is no dead letter.`);
  const headers = Object.fromEntries(
    Object.entries(record.headers).filter(([name]) => !name.startsWith('dead_')),
  );
  await broker.publish([{ topic: story.topic, key: record.key, value: record.value, headers }]);
}
