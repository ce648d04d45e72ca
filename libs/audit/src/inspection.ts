import { createHash } from 'node:crypto';
import { type AuditSql, canonical } from './audit-trail';
import { GENESIS } from './seal';
import { inspectSeals, type KeptSeal, type SealBreak, type SealReport } from './seal-inspection';

/**
 * Where a chain is not what it was: the first place of an aggregate that is `changed`; before which something is
 * `missing` or was put in between; from which on everything was `cut` off; or that is whole, and was sealed as
 * something else (`rewritten`).
 */
export interface AuditBreak {
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly place: number;
  readonly problem: 'changed' | 'missing' | 'cut' | 'rewritten';
}

/** What a walk along every chain and every seal found. */
export interface AuditReport extends Omit<SealReport, 'cuts' | 'breaks'> {
  /** Chains: one per aggregate. */
  readonly aggregates: number;
  readonly entries: number;
  /** Of the entries: in order of aggregate and id, then what only the seals show. Empty when all are as written. */
  readonly breaks: readonly AuditBreak[];
  readonly sealBreaks: readonly SealBreak[];
}

interface Row {
  aggregate: string;
  aggregate_id: string;
  place: number;
  action: string;
  actor_id: string;
  actor_name: string;
  reason: string | null;
  detail: Record<string, unknown>;
  correlation_id: string | null;
  occurred_at: string;
  previous_hash: string;
  hash: string;
}

const PORTION = 5_000;

/**
 * Walks every chain and then every seal, a portion at a time.
 * @param kept seals as they were noted elsewhere before the call, in any order
 */
export async function inspectAudit(sql: AuditSql, kept: readonly KeptSeal[] = []): Promise<AuditReport> {
  const { aggregates, entries, breaks } = await walkChains(sql);
  const broken = new Set(breaks.map(({ aggregate, aggregateId }) => `${aggregate}/${aggregateId}`));
  const { cuts, breaks: sealBreaks, ...seals } = await inspectSeals(sql, kept);
  const unseen = cuts.filter(({ aggregate, aggregateId }) => !broken.has(`${aggregate}/${aggregateId}`));
  return { aggregates, entries, ...seals, breaks: [...breaks, ...unseen], sealBreaks };
}

async function walkChains(
  sql: AuditSql,
): Promise<{ aggregates: number; entries: number; breaks: AuditBreak[] }> {
  const breaks: AuditBreak[] = [];
  let [aggregates, entries] = [0, 0];
  let previous: Row | undefined;
  for (
    let rows = await portionAfter(sql, previous);
    rows.length > 0;
    rows = await portionAfter(sql, previous)
  ) {
    for (const row of rows) {
      const begins = previous?.aggregate !== row.aggregate || previous.aggregate_id !== row.aggregate_id;
      const problem = breakAt(row, begins ? undefined : previous);
      if (problem)
        breaks.push({ aggregate: row.aggregate, aggregateId: row.aggregate_id, place: row.place, problem });
      aggregates += begins ? 1 : 0;
      previous = row;
    }
    entries += rows.length;
  }
  return { aggregates, entries, breaks };
}

/** The breaks of every chain; an empty list means that nothing was changed, and nothing sealed was removed. */
export async function verifyAudit(sql: AuditSql): Promise<readonly AuditBreak[]> {
  return (await inspectAudit(sql)).breaks;
}

function portionAfter(sql: AuditSql, last: Row | undefined): Promise<Row[]> {
  return sql.query<Row>(
    `SELECT aggregate, aggregate_id, place, action, actor_id, actor_name, reason, detail, correlation_id, occurred_at,
       previous_hash, hash FROM audit.entry WHERE (aggregate, aggregate_id, place) > ($1, $2, $3::int)
     ORDER BY aggregate, aggregate_id, place LIMIT ${PORTION}`,
    [last?.aggregate ?? '', last?.aggregate_id ?? '', last?.place ?? 0],
  );
}

function breakAt(row: Row, before: Row | undefined): AuditBreak['problem'] | undefined {
  if (row.place !== (before?.place ?? 0) + 1 || row.previous_hash !== (before?.hash ?? GENESIS))
    return 'missing';
  return hashOf(row) === row.hash ? undefined : 'changed';
}

function hashOf(row: Omit<Row, 'hash'>): string {
  const content = [
    row.previous_hash,
    row.aggregate,
    row.aggregate_id,
    row.place,
    row.action,
    row.actor_id,
    row.actor_name,
    row.reason,
    canonical(row.detail),
    row.correlation_id,
    row.occurred_at,
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
