import type { AuditReport } from './audit/audit';
import { canonical, cellName } from './cell-name';
import type { Coordinates, Publication, Release } from './publication';
import { type ReleasedTable, releaseTables } from './released';

/** One figure that readers do not get, and what they can still find out. Officers only: it names the true value. */
export interface PlannedCell {
  readonly at: Coordinates;
  readonly measure: string;
  readonly value: number;
  /** small-count, zero, dominance: sensitive by itself. secondary: suppressed so that others cannot be worked out. */
  readonly why: 'small-count' | 'zero' | 'dominance' | 'secondary';
  readonly tables: readonly string[];
  /** The reader's interval, ends included (`most` may be Infinity); `by: 'witness'` means this wide or wider. */
  readonly learns: {
    readonly least: number;
    readonly most: number;
    readonly by: 'witness' | 'linear-programme';
  };
}

/** A table that no pattern of suppression makes safe, and the figure that it would have given away. */
export interface WithheldTable {
  readonly table: string;
  readonly because: string;
}

/** What may be published, and why not the rest. */
export interface Plan {
  /** complete: every table is published; reduced: some are withheld; nothing: all of them are. */
  readonly outcome: 'complete' | 'reduced' | 'nothing';
  readonly cells: readonly PlannedCell[];
  readonly withheld: readonly WithheldTable[];
  /** Cell names of small figures that earlier releases have given away; nothing done today takes them back. */
  readonly alreadyDisclosed: readonly string[];
  readonly audit: AuditReport;
  /** Suppressed cells weighed: 1 a cell, and 1 more for every dimension that it adds up. */
  readonly cost: number;
  /** The tables as readers get them. */
  apply(): readonly ReleasedTable[];
  /** What was released today, with its true values, to be given as `earlier` next time. */
  release(id: string): Release;
}

/** What a planner found, from which `planOf` makes the plan. */
export interface PlanParts extends Omit<Plan, 'outcome' | 'cells' | 'apply' | 'release'> {
  readonly publication: Publication;
  readonly suppressed: ReadonlyMap<string, PlannedCell['why']>;
}

/** The plan of a publication: which cells, why, and what readers get. Nothing is decided here any more. */
export function planOf({ publication, suppressed, ...parts }: PlanParts): Plan {
  const away = new Set(parts.withheld.map(({ table }) => table));
  const { tables, hierarchies } = publication;
  const nameOf = (measure: string, at: Coordinates) => cellName(measure, canonical(at, hierarchies));
  const apply = () =>
    releaseTables(publication, away, ({ at, value }, { measure }) =>
      suppressed.has(nameOf(measure, at)) ? null : value,
    );
  const tablesOf = new Map<string, string[]>();
  for (const { id, measure, cells: all } of tables.filter((table) => !away.has(table.id))) {
    for (const { at } of all) {
      const name = nameOf(measure, at);
      tablesOf.set(name, [...(tablesOf.get(name) ?? []), id]);
    }
  }
  const cells = parts.audit.findings.flatMap(
    ({ name, at, measure, value, least, most, by }): PlannedCell[] => {
      const why = suppressed.get(name);
      return why === undefined
        ? []
        : [{ at, measure, value, why, tables: tablesOf.get(name) ?? [], learns: { least, most, by } }];
    },
  );
  return {
    ...parts,
    outcome: away.size === 0 ? 'complete' : away.size < tables.length ? 'reduced' : 'nothing',
    cells,
    apply,
    release: (id) => ({
      id,
      cells: tables
        .filter((table) => !away.has(table.id))
        .flatMap(({ measure, kind, cells: all }) =>
          all.map((cell) => ({ ...cell, measure, kind, shown: !suppressed.has(nameOf(measure, cell.at)) })),
        ),
    }),
  };
}
