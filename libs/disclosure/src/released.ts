import type { Coordinates, Publication, Table } from './publication';

/** What stands in text, CSV and charts for every suppressed figure, whatever the reason. */
export const suppressedText = '[c]';

/** The note that belongs under a table with `[c]` in it. */
export const suppressedNote = '[c] – suppressed so that no person or organisation can be identified.';

/** The one reason code that leaves the building: readers must not tell primary from secondary. */
export const suppressedReason = 'suppressed';

/** A figure as readers get it. `value` is null exactly where `reason` is given. */
export interface ReleasedFigure {
  readonly at: Coordinates;
  readonly value: number | null;
  readonly reason?: typeof suppressedReason;
  readonly text: string;
}

/** A table as readers get it: suppressed figures are null with a reason code and `[c]` as text, never the raw value. */
export interface ReleasedTable {
  readonly id: string;
  readonly measure: string;
  readonly kind: Table['kind'];
  readonly cells: readonly ReleasedFigure[];
}

/** One figure for readers; null becomes `[c]`. Text has no thousands separators, as in CSV. */
export function figure(at: Coordinates, value: number | null): ReleasedFigure {
  return value === null
    ? { at, value, reason: suppressedReason, text: suppressedText }
    : { at, value, text: String(value) };
}

/** The tables with every figure decided by `show(cell, table)`; withheld tables are left out whole. */
export function releaseTables(
  { tables }: Publication,
  withheld: ReadonlySet<string>,
  show: (cell: Table['cells'][number], table: Table) => number | null,
): ReleasedTable[] {
  return tables
    .filter(({ id }) => !withheld.has(id))
    .map((table) => ({
      ...{ id: table.id, measure: table.measure, kind: table.kind },
      cells: table.cells.map((cell) => figure(cell.at, show(cell, table))),
    }));
}
