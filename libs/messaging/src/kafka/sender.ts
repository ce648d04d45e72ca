import { type Kafka, KafkaJSProtocolError, type Producer } from 'kafkajs';
import { type BrokerLog, type OutgoingRecord, RecordRefused } from '../broker';
import { partitionOf } from '../delivery/partitioner';
import { PublishQueue, sizeOf } from '../delivery/publish-queue';
import { messageOf } from './client';
import { patient } from './settings';

/** What the broker says of records that it will never take. */
const REFUSALS = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TOPIC_EXCEPTION',
  'TOPIC_AUTHORIZATION_FAILED',
]);

/** What a sender is made with. */
export interface SenderOptions {
  readonly kafka: Kafka;
  readonly log: BrokerLog;
  readonly maxRecordBytes: number;
  /** Names of all topics there are now. */
  listTopics(): Promise<string[]>;
}

/** Sends records with an idempotent producer, acknowledged by all replicas in sync, one request in flight. */
export class Sender {
  private readonly queue: PublishQueue;
  private producer: Promise<Producer> | undefined;
  private topics = new Set<string>();

  constructor(private readonly options: SenderOptions) {
    // Kafka bounds the batch of a partition like a single record; all that goes to one partition must fit.
    this.queue = new PublishQueue((records) => this.send(records), {
      records: 1_000,
      bytes: options.maxRecordBytes,
    });
  }

  /** Sends none of them when one is refused for its size or its topic. */
  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    if (records.some((record) => !this.topics.has(record.topic))) {
      this.topics = new Set(await this.options.listTopics());
    }
    records.forEach((record, index) => {
      const reason = this.whyNot(record);
      if (reason) throw new RecordRefused(index, reason);
    });
    await this.queue.publish(records);
  }

  async close(patienceMs: number): Promise<void> {
    await this.queue.close(patienceMs);
    await this.discard();
  }

  private whyNot(record: OutgoingRecord): string | undefined {
    if (!this.topics.has(record.topic)) return `there is no topic ${record.topic}`;
    const { maxRecordBytes } = this.options;
    const size = sizeOf(record);
    return size > maxRecordBytes
      ? `it has ${size} bytes, and at most ${maxRecordBytes} are taken`
      : undefined;
  }

  private async send(records: readonly OutgoingRecord[]): Promise<void> {
    try {
      const producer = await this.connected();
      await producer.sendBatch({ acks: -1, topicMessages: byTopic(records) });
    } catch (error) {
      // kafkajs counts sequences back for the whole request, though some partitions may have taken their part. What
      // went out next under this producer's number could be taken for a repetition and be dropped: never use it again.
      await this.discard();
      if (!(error instanceof KafkaJSProtocolError && REFUSALS.has(error.type))) throw error;
      if (records.length === 1) throw new RecordRefused(0, `${error.type}: ${error.message}`);
      await this.sendHalves(records);
    }
  }

  /** Finds the record that is refused. What was taken before may be sent twice; receivers bear that. */
  private async sendHalves(records: readonly OutgoingRecord[]): Promise<void> {
    const middle = Math.ceil(records.length / 2);
    await this.send(records.slice(0, middle));
    try {
      await this.send(records.slice(middle));
    } catch (error) {
      if (error instanceof RecordRefused) throw new RecordRefused(middle + error.index, error.reason);
      throw error;
    }
  }

  private async connected(): Promise<Producer> {
    this.producer ??= this.connect();
    return this.producer;
  }

  private async connect(): Promise<Producer> {
    const producer = this.options.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      metadataMaxAge: 30_000,
      retry: patient,
      createPartitioner:
        () =>
        ({ message, partitionMetadata }) =>
          partitionOf(String(message.key), partitionMetadata.length),
    });
    await producer.connect();
    return producer;
  }

  private async discard(): Promise<void> {
    const producer = this.producer;
    this.producer = undefined;
    try {
      await (await producer)?.disconnect();
    } catch (error) {
      this.options.log('warn', `A producer was given up: ${messageOf(error)}`);
    }
  }
}

function byTopic(records: readonly OutgoingRecord[]) {
  return [...Map.groupBy(records, (record) => record.topic)].map(([topic, messages]) => ({
    topic,
    messages: messages.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
  }));
}
