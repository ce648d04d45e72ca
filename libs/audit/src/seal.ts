import { createHash } from 'node:crypto';
import type { AuditSql } from './audit-trail';

/** What whoever keeps seals elsewhere needs to know of one. */
export interface Seal {
  /** From 1, without a gap. */
  readonly number: number;
  /** Real time, ISO 8601 UTC. */
  readonly madeAt: string;
  readonly hash: string;
}

/** Where a chain stood: aggregate, its id, place and hash of its entry. */
export type Head = readonly [aggregate: string, aggregateId: string, place: number, hash: string];

/** A seal as it is kept. */
export interface SealRow {
  readonly number: number;
  readonly made_at: string;
  /** Highest position that was looked at, in decimal digits. */
  readonly up_to: string;
  readonly heads: readonly Head[];
  readonly previous_hash: string;
  readonly hash: string;
}

interface EntryHead {
  position: string;
  aggregate: string;
  aggregate_id: string;
  place: number;
  hash: string;
}

/** Hash before the first entry of a chain, and before the first seal. */
export const GENESIS = '0'.repeat(64);

/** Entries that are looked at for one seal. */
const PORTION = 5_000;

/**
 * Minutes for which a position may become visible late: its transaction took it and had not committed when a higher
 * one was sealed. The store gives a transaction 20 seconds.
 */
const LATE_MINUTES = 5;

/** The columns of a seal as `SealRow` has them. */
export const SEAL_COLUMNS = `number::int AS number, up_to::text AS up_to, heads, previous_hash, hash,
  to_char(made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS made_at`;

export function hashOfSeal({ previous_hash, number, made_at, up_to, heads }: Omit<SealRow, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify([previous_hash, number, made_at, up_to, heads]))
    .digest('hex');
}

/**
 * Seals where the chains stand that went on since they were sealed last, a portion of entries at a time, in the
 * transaction behind `sql`. Appending never waits for it.
 *
 * @param after where to begin: what the call before answered; left out, behind what was sealed for good
 * @returns where to go on, in a transaction of its own; undefined when every entry was looked at
 */
export async function sealAudit(sql: AuditSql, after?: string): Promise<string | undefined> {
  await sql.query("SELECT pg_advisory_xact_lock(hashtextextended('audit.seal', 13))::text AS held");
  const [last] = await sql.query<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM audit.seal ORDER BY number DESC LIMIT 1`,
  );
  const settled = await settledSeal(sql);
  const from = after ?? settled.upTo;
  const entries = await sql.query<EntryHead>(
    `SELECT e.position::text AS position, aggregate, aggregate_id, place, hash FROM audit.entry e
     WHERE e.position > $1::bigint ORDER BY e.position LIMIT ${PORTION}`,
    [from],
  );
  const end = entries.at(-1)?.position;
  if (end === undefined) return undefined;
  const upTo = last?.up_to ?? '0';
  const known =
    BigInt(from) < BigInt(upTo) ? await headsSince(sql, settled.number) : new Map<string, number>();
  const heads = headsOf(entries).filter(
    ([aggregate, id, place]) => place > (known.get(`${aggregate}/${id}`) ?? 0),
  );
  if (heads.length > 0) await add(sql, last, BigInt(end) > BigInt(upTo) ? end : upTo, heads);
  return entries.length === PORTION ? end : undefined;
}

/** The seals after this number, oldest first, at most `most`. */
export async function sealsAfter(sql: AuditSql, number: number, most: number): Promise<Seal[]> {
  const rows = await sql.query<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM audit.seal WHERE number > $1::bigint ORDER BY number LIMIT $2::int`,
    [String(number), most],
  );
  return rows.map(({ number, made_at: madeAt, hash }) => ({ number, madeAt, hash }));
}

/** The newest seal before which nothing can become visible any more. */
async function settledSeal(sql: AuditSql): Promise<{ number: number; upTo: string }> {
  const [row] = await sql.query<{ number: number; up_to: string }>(
    `SELECT number::int AS number, up_to::text AS up_to FROM audit.seal
     WHERE made_at < clock_timestamp() - make_interval(mins => ${LATE_MINUTES}) ORDER BY number DESC LIMIT 1`,
  );
  return { number: row?.number ?? 0, upTo: row?.up_to ?? '0' };
}

/** How far each chain was sealed by the seals after this number. */
async function headsSince(sql: AuditSql, number: number): Promise<Map<string, number>> {
  const rows = await sql.query<{ aggregate: string; id: string; place: number }>(
    `SELECT head->>0 AS aggregate, head->>1 AS id, max((head->>2)::int) AS place
     FROM audit.seal, jsonb_array_elements(heads) head WHERE number > $1::bigint GROUP BY 1, 2`,
    [String(number)],
  );
  return new Map(rows.map(({ aggregate, id, place }) => [`${aggregate}/${id}`, place]));
}

/** The highest entry of each chain among these. */
function headsOf(entries: readonly EntryHead[]): Head[] {
  const heads = new Map<string, Head>();
  for (const { aggregate, aggregate_id, place, hash } of entries) {
    const chain = `${aggregate}/${aggregate_id}`;
    if (place > (heads.get(chain)?.[2] ?? 0)) heads.set(chain, [aggregate, aggregate_id, place, hash]);
  }
  return [...heads.values()];
}

async function add(sql: AuditSql, last: SealRow | undefined, upTo: string, heads: Head[]): Promise<void> {
  const number = (last?.number ?? 0) + 1;
  const [now] = await sql.query<{ at: string }>(
    `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`,
  );
  const seal = { number, made_at: now!.at, up_to: upTo, heads, previous_hash: last?.hash ?? GENESIS };
  await sql.query(
    `INSERT INTO audit.seal (number, made_at, up_to, heads, previous_hash, hash)
     VALUES ($1::bigint, $2::timestamptz, $3::bigint, $4::jsonb, $5, $6)`,
    [String(number), seal.made_at, upTo, JSON.stringify(heads), seal.previous_hash, hashOfSeal(seal)],
  );
}
