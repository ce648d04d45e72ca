import type { AuditSql } from './audit-trail';
import type { AuditBreak } from './inspection';
import { GENESIS, hashOfSeal, type Seal, SEAL_COLUMNS, type SealRow } from './seal';

/** A seal as somebody noted it elsewhere. */
export type KeptSeal = Pick<Seal, 'number' | 'hash'>;

/**
 * A seal that is `changed`; before which one is `missing`; from which on they were `cut` off, as what is kept elsewhere
 * shows; or that is kept elsewhere as `another`.
 */
export interface SealBreak {
  readonly seal: number;
  readonly problem: 'changed' | 'missing' | 'cut' | 'another';
}

/** Entries after the newest seal, which nothing would miss yet, and seconds since the oldest of them; null for none. */
export interface Unsealed {
  readonly entries: number;
  readonly oldestSeconds: number | null;
}

/** What the seals say of the chains, and of themselves. */
export interface SealReport {
  readonly seals: number;
  readonly newestSeal: Seal | undefined;
  readonly unsealed: Unsealed;
  /** Chains that are shorter than a seal says, or other, each once. */
  readonly cuts: readonly AuditBreak[];
  readonly breaks: readonly SealBreak[];
}

const PORTION = 100;

/** Walks every seal; one that is not as it was made is reported and not believed. */
export async function inspectSeals(sql: AuditSql, kept: readonly KeptSeal[]): Promise<SealReport> {
  const breaks: SealBreak[] = [];
  const cuts = new Map<string, AuditBreak>();
  const hashes = Map.groupBy(kept, ({ number }) => number);
  let seals = 0;
  let previous: SealRow | undefined;
  for (
    let rows = await portionAfter(sql, previous);
    rows.length > 0;
    rows = await portionAfter(sql, previous)
  ) {
    const sound: number[] = [];
    for (const row of rows) {
      const problem = problemOf(row, previous, hashes.get(row.number));
      if (problem) breaks.push({ seal: row.number, problem });
      if (problem !== 'changed') sound.push(row.number);
      previous = row;
    }
    seals += rows.length;
    for (const cut of await cutsIn(sql, sound)) {
      const chain = `${cut.aggregate}/${cut.aggregateId}`;
      if (!cuts.has(chain)) cuts.set(chain, cut);
    }
  }
  const last = previous?.number ?? 0;
  if (kept.some(({ number }) => number > last)) breaks.push({ seal: last + 1, problem: 'cut' });
  const newestSeal = previous && { number: last, madeAt: previous.made_at, hash: previous.hash };
  return { seals, newestSeal, unsealed: await unsealedAudit(sql), cuts: [...cuts.values()], breaks };
}

function problemOf(
  row: SealRow,
  before: SealRow | undefined,
  kept: readonly KeptSeal[] = [],
): SealBreak['problem'] | undefined {
  if (row.number !== (before?.number ?? 0) + 1 || row.previous_hash !== (before?.hash ?? GENESIS))
    return 'missing';
  if (hashOfSeal(row) !== row.hash) return 'changed';
  return kept.some(({ hash }) => hash !== row.hash) ? 'another' : undefined;
}

function portionAfter(sql: AuditSql, last: SealRow | undefined): Promise<SealRow[]> {
  return sql.query<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM audit.seal WHERE number > $1::bigint ORDER BY number LIMIT ${PORTION}`,
    [String(last?.number ?? 0)],
  );
}

/** What the heads in these seals have no entry for, or one with another hash. */
async function cutsIn(sql: AuditSql, numbers: readonly number[]): Promise<AuditBreak[]> {
  const rows = await sql.query<{ aggregate: string; id: string; place: number; gone: boolean; last: number }>(
    `SELECT head.aggregate, head.id, head.place, e.hash IS NULL AS gone, coalesce((SELECT max(l.place)
       FROM audit.entry l WHERE l.aggregate = head.aggregate AND l.aggregate_id = head.id), 0) AS last
     FROM (SELECT number, h->>0 AS aggregate, h->>1 AS id, (h->>2)::int AS place, h->>3 AS hash
       FROM audit.seal, jsonb_array_elements(heads) h WHERE number = ANY($1::bigint[])) head
     LEFT JOIN audit.entry e
       ON e.aggregate = head.aggregate AND e.aggregate_id = head.id AND e.place = head.place
     WHERE e.hash IS DISTINCT FROM head.hash ORDER BY head.number, head.aggregate, head.id`,
    [numbers.map(String)],
  );
  return rows.map(({ aggregate, id: aggregateId, place, gone, last }) => ({
    ...{ aggregate, aggregateId },
    ...(gone ? { place: Math.min(place, last + 1), problem: 'cut' } : { place, problem: 'rewritten' }),
  }));
}

/** What nothing would miss yet. */
export async function unsealedAudit(sql: AuditSql): Promise<Unsealed> {
  const [row] = await sql.query<{ entries: number; seconds: number | null }>(
    `SELECT count(*)::int AS entries,
       extract(epoch FROM clock_timestamp() - min(recorded_at))::float8 AS seconds
     FROM audit.entry WHERE position > coalesce((SELECT max(up_to) FROM audit.seal), 0)`,
  );
  const seconds = row?.seconds ?? null;
  return { entries: row?.entries ?? 0, oldestSeconds: seconds === null ? null : Math.max(0, seconds) };
}
