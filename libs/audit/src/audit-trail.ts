import { createHash } from 'node:crypto';

/** The little of a database that the audit trail needs; structurally the same as messaging's. */
export interface AuditSql {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** One thing that was done to one aggregate, or one reading of special-category data. */
export interface AuditEntry {
  /** Noun of the aggregate, such as `tender`. */
  readonly aggregate: string;
  readonly aggregateId: string;
  /** What was done, such as `published` or `read`. */
  readonly action: string;
  readonly actor: { readonly id: string; readonly name: string };
  /** Business time, ISO 8601 UTC. */
  readonly occurredAt: string;
  readonly reason?: string;
  /** Ids and figures that explain the action; never personal or sealed content. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly correlationId?: string;
}

/** A break in the chain: the first place of an aggregate whose hash does not follow from what stands before it. */
export interface AuditBreak {
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly place: number;
  readonly problem: 'changed' | 'missing';
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

const GENESIS = '0'.repeat(64);

/**
 * Appends to the chain of the aggregate in the transaction behind `sql`. The aggregate is locked until commit, so
 * that two changes at once are chained one after the other.
 */
export async function appendAudit(sql: AuditSql, entry: AuditEntry): Promise<void> {
  const { aggregate, aggregateId, action, actor, occurredAt } = entry;
  // What jsonb would not keep, such as undefined, is not part of the hash either.
  const detail = JSON.parse(JSON.stringify(entry.detail ?? {})) as Record<string, unknown>;
  const [reason, correlationId] = [entry.reason ?? null, entry.correlationId ?? null];
  const values = [aggregate, aggregateId, action, actor.id, actor.name, reason];
  const head = `,${JSON.stringify([aggregate, aggregateId]).slice(1, -1)},`;
  const said = [action, actor.id, actor.name, reason, canonical(detail), correlationId, occurredAt];
  await sql.query('SELECT audit.append($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11) AS place', [
    ...values,
    JSON.stringify(detail),
    correlationId,
    occurredAt,
    head,
    `,${JSON.stringify(said).slice(1)}`,
  ]);
}

/** What a walk along every chain found. */
export interface AuditReport {
  /** Chains: one per aggregate. */
  readonly aggregates: number;
  readonly entries: number;
  /** In order of aggregate and id; empty when nothing was changed or removed. */
  readonly breaks: readonly AuditBreak[];
}

const PORTION = 5_000;

/** Walks every chain, a portion at a time, and says how much it saw and where a chain breaks. */
export async function inspectAudit(sql: AuditSql): Promise<AuditReport> {
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

/** The breaks of every chain; an empty list means that nothing was changed or removed. */
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

/** JSON with sorted keys: jsonb does not keep the order in which they were written. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, canonical(member)]),
  );
}
