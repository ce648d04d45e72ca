import type { QueryArrayConfig } from 'pg';
import type { IncomingRecord } from '../broker';
import type { Connection, Link } from './connection';

/** A partition as the product names it and as the database does. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
  /** Id of the partition in the database. */
  readonly id: number;
}

/** The sum stops a batch of large records early; the lengths come from the row and cost no reading of the values. */
const READ = `
  SELECT "offset", key, value, headers, (extract(epoch FROM created_at) * 1000)::bigint FROM (
    SELECT *, sum(octet_length(value)) OVER (ORDER BY "offset") - octet_length(value) AS bytes_before
    FROM (
      SELECT * FROM bus.record WHERE partition_id = $1 AND "offset" >= $2 ORDER BY "offset" LIMIT $3
    ) AS wanted
  ) AS counted
  WHERE bytes_before < $4 ORDER BY "offset"`;

type Row = [
  offset: string,
  key: string,
  value: Buffer,
  headers: Record<string, string>,
  milliseconds: string,
];

/** Records of one partition from an offset on, at most `most` of them and about `bytes` of values, at least one. */
export async function readRecords(
  through: Connection | Link,
  place: Place,
  from: bigint,
  most: number,
  bytes: number,
): Promise<IncomingRecord[]> {
  const { rows } = await through.query<Row>({
    name: 'bus-read',
    text: READ,
    values: [place.id, from.toString(), most, bytes],
    rowMode: 'array',
  } as QueryArrayConfig);
  return rows.map(([offset, key, value, headers, milliseconds]) => ({
    topic: place.topic,
    partition: place.partition,
    offset: BigInt(offset),
    key,
    value,
    headers,
    timestamp: new Date(Number(milliseconds)),
  }));
}
