import { type Admin, AssignerProtocol } from 'kafkajs';
import type { PartitionLag, PartitionPosition } from '../broker';

/**
 * Positions of a group in every topic that it has committed in or that a member of it has joined, and in `alsoIn`.
 * Where it has committed nothing it stands at the beginning of what is kept.
 */
export async function lagOf(admin: Admin, group: string, alsoIn: readonly string[]): Promise<PartitionLag[]> {
  const committed = new Map<string, bigint>();
  const topics = new Set([...alsoIn, ...(await joinedBy(admin, group))]);
  for (const { topic, partitions } of await admin.fetchOffsets({ groupId: group })) {
    topics.add(topic);
    for (const { partition, offset } of partitions) committed.set(`${topic}/${partition}`, BigInt(offset));
  }
  const positions: PartitionLag[] = [];
  for (const topic of [...topics].sort()) {
    const ends = await admin.fetchTopicOffsets(topic);
    for (const { partition, low, high } of ends.sort((a, b) => a.partition - b.partition)) {
      const [first, end] = [BigInt(low), BigInt(high)];
      const at = committed.get(`${topic}/${partition}`) ?? -1n;
      const from = at < first ? first : at;
      positions.push({ topic, partition, end, committed: from, lag: end - from });
    }
  }
  return positions;
}

/** What the members of a group say that they read; nothing while they are dealing it out. */
async function joinedBy(admin: Admin, group: string): Promise<string[]> {
  const { groups } = await admin.describeGroups([group]);
  const said = groups.flatMap(({ members }) => members.map(({ memberMetadata }) => memberMetadata));
  return said
    .filter((metadata) => metadata.length > 0)
    .flatMap((metadata) => AssignerProtocol.MemberMetadata.decode(metadata)?.topics ?? []);
}

/** Where the partitions of those of the topics that exist begin and end, by topic and number. */
export async function positionsOf(admin: Admin, topics: readonly string[]): Promise<PartitionPosition[]> {
  const existing = new Set(await admin.listTopics());
  const positions: PartitionPosition[] = [];
  for (const topic of [...new Set(topics)].filter((name) => existing.has(name)).sort()) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
      positions.push({ topic, partition, first: BigInt(low), end: BigInt(high) });
  }
  return positions.sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : 0));
}
