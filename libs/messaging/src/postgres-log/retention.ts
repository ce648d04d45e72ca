import type { Link } from './connection';

/** Rows removed by one statement, so that no transaction is long. */
const CHUNK = 5_000;

/**
 * Removes records older than their topic's retention, oldest first, whether or not every group has read them (as
 * Kafka does). Returns how many. Ages are real time, as the server's clock gave them.
 */
export async function removeExpired(link: Link): Promise<number> {
  const { rows: partitions } = await link.query<{ id: number; retention_ms: string }>({
    text: `SELECT p.id, t.retention_ms
           FROM bus.partition p
           JOIN bus.topic t ON t.id = p.topic_id
           CROSS JOIN LATERAL (
             SELECT created_at FROM bus.record WHERE partition_id = p.id ORDER BY "offset" LIMIT 1
           ) AS oldest
           WHERE oldest.created_at < clock_timestamp() - t.retention_ms * interval '1 millisecond'`,
  });
  let removed = 0;
  for (const { id, retention_ms } of partitions) {
    let chunk: number;
    do {
      const result = await link.query({
        name: 'bus-expire',
        text: `
          DELETE FROM bus.record r USING (
            SELECT "offset" FROM bus.record WHERE partition_id = $1 ORDER BY "offset" LIMIT ${CHUNK}
            FOR UPDATE SKIP LOCKED -- another process may be at it
          ) AS oldest
          WHERE r.partition_id = $1 AND r."offset" = oldest."offset"
            AND r.created_at < clock_timestamp() - $2::bigint * interval '1 millisecond'`,
        values: [id, retention_ms],
      });
      chunk = result.rowCount ?? 0;
      removed += chunk;
    } while (chunk === CHUNK);
  }
  return removed;
}
