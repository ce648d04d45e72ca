import type { Connection } from './connection';

const VERSION = 1;

/** Keeps two processes from creating the same things at once. */
const SCHEMA_LOCK = 7_265_301_118;

/**
 * Partitions and committed offsets are updated with every batch: the free space keeps those updates within their
 * page (HOT), without work for the indexes.
 */
const DDL = `
CREATE SCHEMA IF NOT EXISTS bus;

CREATE TABLE IF NOT EXISTS bus.topic (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  partitions int NOT NULL,
  retention_ms bigint
);

CREATE TABLE IF NOT EXISTS bus.partition (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic_id int NOT NULL REFERENCES bus.topic,
  number int NOT NULL,
  next_offset bigint NOT NULL DEFAULT 0,
  UNIQUE (topic_id, number)
) WITH (fillfactor = 20);

CREATE TABLE IF NOT EXISTS bus.record (
  partition_id int NOT NULL,
  "offset" bigint NOT NULL,
  key text NOT NULL,
  value bytea NOT NULL,
  headers json NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (partition_id, "offset")
);

CREATE TABLE IF NOT EXISTS bus.membership (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  group_name text NOT NULL,
  topic_id int NOT NULL REFERENCES bus.topic,
  UNIQUE (group_name, topic_id)
);

CREATE SEQUENCE IF NOT EXISTS bus.member AS int CYCLE;

CREATE TABLE IF NOT EXISTS bus.committed (
  membership_id int NOT NULL REFERENCES bus.membership,
  partition_id int NOT NULL REFERENCES bus.partition,
  next_offset bigint NOT NULL,
  PRIMARY KEY (membership_id, partition_id)
) WITH (fillfactor = 20);

CREATE OR REPLACE FUNCTION bus.append(
  topics int[], sizes int[], partitions int[], counts int[],
  targets int[], remaining int[], keys text[], headers text[], starts int[], lengths int[], payload bytea
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(topics, sizes) AS known(id, size) JOIN bus.topic t USING (id) WHERE t.partitions <> known.size) THEN
    RAISE EXCEPTION 'A topic has grown' USING ERRCODE = 'BUS01';
  END IF;
  PERFORM FROM bus.partition WHERE id = ANY(append.partitions) ORDER BY id FOR UPDATE;
  UPDATE bus.partition p SET next_offset = p.next_offset + raised.n
    FROM unnest(append.partitions, counts) AS raised(id, n) WHERE p.id = raised.id;
  INSERT INTO bus.record (partition_id, "offset", key, value, headers, created_at)
    SELECT p.id, p.next_offset - r.remaining, r.key,
           substring(payload FROM r.start FOR r.length), r.headers::json, clock_timestamp()
    FROM unnest(targets, append.remaining, keys, append.headers, starts, lengths)
           AS r(target, remaining, key, headers, start, length)
    JOIN bus.partition p ON p.id = r.target;
END $$;

CREATE TABLE IF NOT EXISTS bus.version (version int NOT NULL);
DELETE FROM bus.version;
INSERT INTO bus.version VALUES (${VERSION});
`;

/**
 * Brings the schema `bus` to what this code expects; whoever comes second finds it done. A role that may not create
 * anything can start as long as another has done it.
 */
export async function prepareSchema(connection: Connection): Promise<void> {
  if (await isCurrent(connection)) return;
  await connection.query({ text: 'BEGIN' });
  try {
    await connection.query({ text: 'SELECT pg_advisory_xact_lock($1)', values: [SCHEMA_LOCK] });
    if (!(await isCurrent(connection))) await connection.query({ text: DDL });
    await connection.query({ text: 'COMMIT' });
  } catch (error) {
    if (!connection.isLost) await connection.query({ text: 'ROLLBACK' });
    throw error;
  }
}

async function isCurrent(connection: Connection): Promise<boolean> {
  const there = await connection.query<{ there: boolean }>({
    text: `SELECT to_regclass('bus.version') IS NOT NULL AS there`,
  });
  if (!there.rows[0]?.there) return false;
  const found = await connection.query<{ version: number }>({ text: 'SELECT version FROM bus.version' });
  return (found.rows[0]?.version ?? 0) >= VERSION;
}
