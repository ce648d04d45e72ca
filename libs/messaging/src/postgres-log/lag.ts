import type { PartitionLag, PartitionPosition } from '../broker';
import type { Link } from './connection';

/** Positions of a group in every topic that it has joined; it stands at the beginning of what is kept, or after it. */
export async function lagOf(link: Link, group: string): Promise<PartitionLag[]> {
  const { rows } = await link.query<{ topic: string; partition: number; end: string; committed: string }>({
    text: `
      SELECT t.name AS topic, p.number AS partition, p.next_offset AS end,
             greatest(coalesce(c.next_offset, 0), coalesce(o.first, p.next_offset)) AS committed
      FROM bus.membership m
      JOIN bus.topic t ON t.id = m.topic_id
      JOIN bus.partition p ON p.topic_id = t.id
      LEFT JOIN bus.committed c ON c.membership_id = m.id AND c.partition_id = p.id
      CROSS JOIN LATERAL (SELECT min("offset") AS first FROM bus.record WHERE partition_id = p.id) AS o
      WHERE m.group_name = $1 ORDER BY t.name, p.number`,
    values: [group],
  });
  return rows.map(({ topic, partition, ...row }) => {
    const [end, committed] = [BigInt(row.end), BigInt(row.committed)];
    return { topic, partition, end, committed, lag: end - committed };
  });
}

/** Where the partitions of those of the topics that exist begin and end, by topic and number. */
export async function positionsOf(link: Link, topics: readonly string[]): Promise<PartitionPosition[]> {
  const { rows } = await link.query<{ topic: string; partition: number; first: string; end: string }>({
    text: `
      SELECT t.name AS topic, p.number AS partition, coalesce(o.first, p.next_offset) AS first, p.next_offset AS end
      FROM bus.topic t
      JOIN bus.partition p ON p.topic_id = t.id
      CROSS JOIN LATERAL (SELECT min("offset") AS first FROM bus.record WHERE partition_id = p.id) AS o
      WHERE t.name = ANY($1) ORDER BY t.name, p.number`,
    values: [topics],
  });
  return rows.map((row) => ({ ...row, first: BigInt(row.first), end: BigInt(row.end) }));
}
