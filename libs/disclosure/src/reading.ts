import { canonical, cellName } from './cell-name';
import { demand } from './error';
import { checkCell, checkHierarchies } from './input';
import type { Coordinates, Publication, Release, ReleasedCell } from './publication';

/** The dimension that tells apart what two publications said about the same thing. */
export const asOf = '#as-of';

/** What is known of one unknown over today's tables and all earlier releases. */
export interface Entry {
  readonly name: string;
  readonly at: Coordinates;
  readonly measure: string;
  readonly kind: 'count' | 'money';
  readonly value: number;
  readonly contributions?: readonly number[];
  /** Today's tables that show the cell. */
  readonly tables: readonly string[];
  readonly before: 'shown' | 'hidden' | 'never';
}

/** The same figure published twice with different values: the difference is itself a count of people. */
export interface Change {
  readonly name: string;
  readonly at: Coordinates;
  readonly bigger: string;
  readonly smaller: string;
  readonly value: number;
}

/** A publication in the form both planner and audit start from: checked, named, nothing derived. */
export interface Reading {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly changes: readonly Change[];
  /** Releases whose figures were revised since; their cells carry the `#as-of` coordinate. */
  readonly revised: readonly string[];
}

/**
 * Reads and checks a publication; cells of withheld tables stay, in no table. Throws `DisclosureError` for bad values, unknown categories and disagreeing cells.
 */
export function read(publication: Publication, withheld: ReadonlySet<string> = new Set()): Reading {
  const { hierarchies, tables, earlier = [] } = publication;
  demand(tables.length + earlier.length > 0, 'nothing-to-publish', 'The publication has no tables.');
  checkHierarchies(hierarchies);
  const entries = new Map<string, Entry>();
  for (const table of tables) {
    const seen = new Set<string>();
    for (const cell of table.cells) {
      checkCell(cell, table, hierarchies);
      const at = canonical(cell.at, hierarchies);
      const name = cellName(table.measure, at);
      demand(!seen.has(name), 'cell-repeated', `Table ${table.id} has the cell ${name} twice.`);
      seen.add(name);
      const known = entries.get(name);
      demand(
        known === undefined || (known.value === cell.value && known.kind === table.kind),
        'cells-disagree',
        `The cell ${name} has two values: ${known?.value} and, in table ${table.id}, ${cell.value}.`,
      );
      entries.set(name, {
        ...{ name, at, measure: table.measure, kind: table.kind, value: cell.value, before: 'never' },
        contributions: cell.contributions ?? known?.contributions,
        tables: [...(known?.tables ?? []), ...(withheld.has(table.id) ? [] : [table.id])],
      });
    }
  }
  const revised = [...earlier].reverse().filter((release) => !merge(entries, release, publication));
  for (const release of revised) addApart(entries, release, publication);
  const worlds = revised.map(({ id }) => id);
  return { entries, changes: changesBetween(entries, worlds), revised: worlds };
}

function merge(entries: Map<string, Entry>, release: Release, publication: Publication): boolean {
  const cells = release.cells.map((cell) => named(cell, release, publication));
  if (cells.some(({ name, value }) => entries.has(name) && entries.get(name)?.value !== value)) return false;
  for (const cell of cells) {
    const known = entries.get(cell.name);
    const before = known?.before === 'shown' ? 'shown' : cell.before;
    entries.set(cell.name, { ...cell, ...known, before });
  }
  return true;
}

function addApart(entries: Map<string, Entry>, release: Release, publication: Publication): void {
  for (const cell of release.cells) {
    const plain = named(cell, release, publication);
    const at = { ...plain.at, [asOf]: release.id };
    const name = cellName(plain.measure, at);
    demand(!entries.has(name), 'cell-repeated', `Release ${release.id} has the cell ${name} twice.`);
    entries.set(name, { ...plain, at, name });
  }
}

function named(cell: ReleasedCell, release: Release, { hierarchies }: Publication): Entry {
  checkCell(cell, { id: release.id, kind: cell.kind }, hierarchies);
  const at = canonical(cell.at, hierarchies);
  const { measure, kind, value, contributions } = cell;
  const before = cell.shown ? 'shown' : 'hidden';
  return { name: cellName(measure, at), at, measure, kind, value, contributions, tables: [], before };
}

/** Pairs of versions of one count, each pair once; equal versions tell nobody anything and are left out. */
function changesBetween(entries: ReadonlyMap<string, Entry>, revised: readonly string[]): Change[] {
  const changes: Change[] = [];
  const versions = [undefined, ...revised];
  for (const entry of entries.values()) {
    if (entry.kind === 'money') continue;
    const own = entry.at[asOf];
    for (const version of versions.slice(versions.indexOf(own) + 1)) {
      const other = entries.get(cellName(entry.measure, { ...entry.at, [asOf]: version as string }));
      if (other === undefined || other.value === entry.value) continue;
      const [bigger, smaller] = entry.value > other.value ? [entry, other] : [other, entry];
      const at = { ...entry.at, [asOf]: changeName(bigger.at[asOf], smaller.at[asOf]) };
      const value = bigger.value - smaller.value;
      changes.push({
        name: cellName(entry.measure, at),
        at,
        bigger: bigger.name,
        smaller: smaller.name,
        value,
      });
    }
  }
  return changes;
}

/** The `#as-of` category of what the bigger version has and the smaller has not. */
export function changeName(bigger: string | undefined, smaller: string | undefined): string {
  return JSON.stringify([bigger ?? null, smaller ?? null]);
}
