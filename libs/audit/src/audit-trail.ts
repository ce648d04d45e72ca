/** The little of a database that the audit trail needs; structurally the same as messaging's. */
export interface AuditSql {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Sends a statement whose rows nobody reads; should it fail, nothing of its transaction is committed. */
  send?(text: string, values?: readonly (string | null)[]): Promise<void>;
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

const APPEND = 'SELECT audit.append($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11)';

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
  const appended = [
    ...values,
    JSON.stringify(detail),
    correlationId,
    occurredAt,
    head,
    `,${JSON.stringify(said).slice(1)}`,
  ];
  await (sql.send?.(APPEND, appended) ?? sql.query(APPEND, appended));
}

/** JSON with sorted keys: jsonb does not keep the order in which they were written. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, canonical(member)]),
  );
}
