import { audit, type AuditReport, type Finding } from './audit/audit';
import { canonical, cellName } from './cell-name';
import { checkRules } from './input';
import { defaultRules, type Hierarchy, type Publication, type Rules } from './publication';
import { type Plan, planOf, type WithheldTable } from './plan';
import { type Proposal, suppress, suppressPrimary } from './planner/suppress';
import { read } from './reading';
import { type ReleasedTable, releaseTables } from './released';
import { type Row, tabulate } from './tabulate';

/** How strict to be and how exact; left out: the default rules, and exact intervals while they are few. */
export interface ProtectOptions {
  readonly rules?: Partial<Rules>;
  /**
   * How many intervals to make exact by linear programme: all, or this many spread over the cells; 0 leaves it to the
   * witnesses wherever they suffice. Default: all where up to 300 cells are suppressed, else 0.
   */
  readonly exact?: 'all' | number;
}

/**
 * Plans what may be published of everything that will be public together, and has the plan audited. Where no safe
 * pattern is found, whole tables are withheld, and the plan says which and why; what an earlier release has already
 * given away is named and not counted against today's tables. Throws `DisclosureError` on bad input.
 */
export async function protect(publication: Publication, options: ProtectOptions = {}): Promise<Plan> {
  const rules = { ...defaultRules, ...options.rules };
  checkRules(rules);
  const before = await disclosedBefore(publication, rules);
  const withheld: WithheldTable[] = [];
  for (;;) {
    const away = new Set(withheld.map(({ table }) => table));
    const proposal = suppress(read(publication, away), publication.hierarchies, rules);
    const report = await auditOf(publication, proposal, away, rules, options.exact);
    const leaks = report.leaks.filter((leak) => !wasAsNarrow(leak, before.get(leak.name)));
    const [leak] = leaks;
    if (leak === undefined) {
      const alreadyDisclosed = [...new Set([...before.keys(), ...proposal.alreadyPublic])];
      const { suppressed, cost } = proposal;
      return planOf({ publication, suppressed, withheld, alreadyDisclosed, audit: report, cost });
    }
    withheld.push({ table: tableToWithhold(publication, leaks, away), because: leak.name });
  }
}

/** Protects one table made of rows: sums them up over all dimensions of `hierarchies` that have a total, then `protect`. */
export async function protectTable(
  rows: readonly Row[],
  layout: Parameters<typeof tabulate>[1] & {
    hierarchies: readonly Hierarchy[];
    earlier?: Publication['earlier'];
  },
  options: ProtectOptions = {},
): Promise<Plan> {
  const { hierarchies, earlier } = layout;
  return protect({ tables: [tabulate(rows, layout)], hierarchies, earlier }, options);
}

/** The tables after primary suppression alone. For comparison and teaching: where totals are shown, it leaks. */
export function primaryOnly(publication: Publication, rules: Partial<Rules> = {}): readonly ReleasedTable[] {
  const all = { ...defaultRules, ...rules };
  checkRules(all);
  return released(publication, suppressPrimary(read(publication), publication.hierarchies, all), new Set());
}

const solvedByDefault = 300;

/** What readers could already work out if nothing were published today. */
async function disclosedBefore(
  publication: Publication,
  rules: Rules,
): Promise<ReadonlyMap<string, Finding>> {
  if ((publication.earlier ?? []).length === 0) return new Map();
  const none = new Set(publication.tables.map(({ id }) => id));
  const proposal = suppress(read(publication, none), publication.hierarchies, rules);
  const { leaks } = await auditOf(publication, proposal, none, rules, 0);
  return new Map(leaks.map((leak) => [leak.name, leak]));
}

/** A leak of the past is none of today's as long as today does not narrow it further. */
function wasAsNarrow(leak: Finding, before: Finding | undefined): boolean {
  if (before === undefined || leak.least > before.least || leak.most < before.most) return false;
  return leak.problem !== 'respondent' || (before.problem === 'respondent' && before.knower === leak.knower);
}

function auditOf(
  publication: Publication,
  proposal: Proposal,
  withheld: ReadonlySet<string>,
  rules: Rules,
  exact?: ProtectOptions['exact'],
): Promise<AuditReport> {
  const tables = released(publication, proposal, withheld);
  const solve = exact ?? (proposal.suppressed.size <= solvedByDefault ? 'all' : 0);
  return audit(publication, tables, {
    rules,
    withheld,
    exact: solve === 0 ? undefined : solve,
    witnesses: proposal.beliefs,
  });
}

function released(publication: Publication, { suppressed }: Proposal, withheld: ReadonlySet<string>) {
  return releaseTables(publication, withheld, ({ at, value }, { measure }) =>
    suppressed.has(cellName(measure, canonical(at, publication.hierarchies))) ? null : value,
  );
}

/** The most detailed table that the leaks point to: it says most, and its totals often stand in others. */
function tableToWithhold(
  { tables }: Publication,
  leaks: readonly Finding[],
  away: ReadonlySet<string>,
): string {
  const remaining = tables.filter(({ id }) => !away.has(id));
  const pointed = remaining.filter(({ id }) => leaks.some((leak) => leak.tables.includes(id)));
  const [largest] = (pointed.length > 0 ? pointed : remaining).toSorted(
    (a, b) => b.cells.length - a.cells.length,
  );
  if (largest === undefined)
    throw new Error('An audit of nothing found a leak that the audit of earlier releases did not.');
  return largest.id;
}
