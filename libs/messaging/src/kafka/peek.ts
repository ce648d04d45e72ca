import type { Broker as Node, Cluster, Kafka, KafkaMessage } from 'kafkajs';
import type { IncomingRecord } from '../broker';
import { recordOf } from './records';

/** The stretch to read: from `from`, before `end`, at most `most` records. */
export interface Peek {
  readonly topic: string;
  readonly partition: number;
  readonly from: bigint;
  /** The offset to stop before. */
  readonly end: bigint;
  readonly most: number;
}

type Fetched = {
  responses: { partitions: { messages: (KafkaMessage & { isControlRecord?: boolean })[] }[] }[];
};

/** Reads a stretch of one partition straight from the node that leads it; no group is joined and nothing committed. */
export async function peek(
  kafka: Kafka,
  { topic, partition, from, end, most }: Peek,
): Promise<IncomingRecord[]> {
  const { cluster, connect, disconnect } = clusterOf(kafka);
  await connect();
  try {
    await cluster.addTargetTopic(topic);
    const found: IncomingRecord[] = [];
    for (let at = from; at < end && found.length < most;) {
      const records = await fetch(await leaderOf(cluster, topic, partition), topic, partition, at);
      found.push(...records.filter((record) => record.offset >= at && record.offset < end));
      // Nothing but what a compaction or a transaction left: the stretch ends here for a reader.
      if (records.length === 0) break;
      at = records.at(-1)!.offset + 1n;
    }
    return found.slice(0, most);
  } finally {
    await disconnect();
  }
}

async function leaderOf(cluster: Cluster, topic: string, partition: number): Promise<Node> {
  const [nodeId] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]));
  if (nodeId === undefined) throw new Error(`Partition ${partition} of ${topic} has no leader now.`);
  return (await cluster.findBroker({ nodeId })) as unknown as Node;
}

async function fetch(node: Node, topic: string, partition: number, from: bigint): Promise<IncomingRecord[]> {
  const partitions = [{ partition, fetchOffset: from.toString(), maxBytes: 1024 * 1024 }];
  const { responses }: Fetched = await node.fetch({
    isolationLevel: 1,
    maxWaitTime: 100,
    minBytes: 1,
    maxBytes: 10 * 1024 * 1024,
    topics: [{ topic, partitions }],
  });
  return responses
    .flatMap((response) => response.partitions.flatMap((one) => one.messages))
    .filter((message) => !message.isControlRecord)
    .map((message) => recordOf(topic, partition, message));
}

/** The one way to kafkajs's view of the cluster that its types know: it is handed to partition assigners. */
function clusterOf(kafka: Kafka): {
  cluster: Cluster;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
} {
  let cluster: Cluster | undefined;
  const consumer = kafka.consumer({
    groupId: 'never joined',
    allowAutoTopicCreation: false,
    partitionAssigners: [
      (given) => {
        cluster = given.cluster;
        return {
          name: 'none',
          version: 0,
          assign: async () => [],
          protocol: () => ({ name: 'none', metadata: Buffer.alloc(0) }),
        };
      },
    ],
  });
  if (!cluster) throw new Error('This version of kafkajs does not show its cluster to a partition assigner.');
  return { cluster, connect: () => consumer.connect(), disconnect: () => consumer.disconnect() };
}
