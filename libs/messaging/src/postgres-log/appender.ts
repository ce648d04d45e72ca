import { DatabaseError } from 'pg';
import { type OutgoingRecord, RecordRefused } from '../broker';
import { partitionOf } from '../delivery/partitioner';
import { PublishQueue, sizeOf } from '../delivery/publish-queue';
import type { Link } from './connection';
import type { Topic, Topics } from './topics';

/** Records of one send: the database writes them in one short transaction. */
const LOAD = { records: 2_000, bytes: 4 * 1024 * 1024 };

const TOPIC_HAS_GROWN = 'BUS01';

/** Partition ids that got new records, by topic id. */
export type Appended = ReadonlyMap<number, ReadonlySet<number>>;

/** Writes records to the end of their partitions. */
export class Appender {
  private readonly queue = new PublishQueue((records) => this.append(records), LOAD);

  /** @param told is called after each append, for whoever waits for records */
  constructor(
    private readonly link: Link,
    private readonly topics: Topics,
    private readonly maxRecordBytes: number,
    private readonly told: (appended: Appended) => void,
  ) {}

  /** Writes none of them when one is refused for its size, its key or its topic. */
  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    const topics = await this.topics.find(records.map((record) => record.topic));
    records.forEach((record, index) => {
      const reason = this.whyNot(record, topics);
      if (reason) throw new RecordRefused(index, reason);
    });
    await this.queue.publish(records);
  }

  close(patienceMs: number): Promise<void> {
    return this.queue.close(patienceMs);
  }

  private whyNot(record: OutgoingRecord, topics: ReadonlyMap<string, Topic>): string | undefined {
    if (!topics.has(record.topic)) return `there is no topic ${record.topic}`;
    if (record.key.includes('\0')) return 'its key contains a NUL character';
    const size = sizeOf(record);
    if (size > this.maxRecordBytes)
      return `it has ${size} bytes, and at most ${this.maxRecordBytes} are taken`;
    return undefined;
  }

  private async append(records: readonly OutgoingRecord[]): Promise<void> {
    const topics = await this.topics.find(records.map((record) => record.topic));
    const load = arrange(records, topics);
    try {
      await this.link.query({ name: 'bus-append', text: APPEND, values: load.values });
    } catch (error) {
      if (!(error instanceof DatabaseError && error.code === TOPIC_HAS_GROWN)) throw error;
      this.topics.forget();
      return this.append(records);
    }
    this.told(load.appended);
  }
}

const APPEND = 'SELECT bus.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)';

/** The records as the columns that `bus.append` takes; all values in one block, which travels as plain bytes. */
function arrange(records: readonly OutgoingRecord[], topics: ReadonlyMap<string, Topic>) {
  const byPartition = new Map<number, OutgoingRecord[]>();
  const appended = new Map<number, Set<number>>();
  for (const record of records) {
    const topic = topics.get(record.topic)!;
    const partition = topic.partitions[partitionOf(record.key, topic.partitions.length)]!;
    const lane = byPartition.get(partition);
    if (lane) lane.push(record);
    else byPartition.set(partition, [record]);
    if (!appended.has(topic.id)) appended.set(topic.id, new Set());
    appended.get(topic.id)!.add(partition);
  }

  const used = [...topics.values()];
  const rows = [...byPartition].flatMap(([partition, lane]) =>
    lane.map((record, index) => ({ partition, record, remaining: lane.length - index })),
  );
  const starts: number[] = [];
  let start = 1; // substring counts from one
  for (const { record } of rows) {
    starts.push(start);
    start += record.value.length;
  }
  const values = [
    used.map((topic) => topic.id),
    used.map((topic) => topic.partitions.length),
    [...byPartition.keys()],
    [...byPartition.values()].map((lane) => lane.length),
    rows.map((row) => row.partition),
    rows.map((row) => row.remaining),
    rows.map((row) => row.record.key),
    rows.map((row) => JSON.stringify(row.record.headers)),
    starts,
    rows.map((row) => row.record.value.length),
    Buffer.concat(rows.map((row) => row.record.value)),
  ];
  return { values, appended };
}
