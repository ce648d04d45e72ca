import { demand } from './error';
import type { Cell, Hierarchy, Table } from './publication';

/** One fact: its categories by dimension and its quantity. */
export interface Row {
  readonly at: Readonly<Record<string, string>>;
  readonly quantity: number;
}

/** Which table to make of rows: its name, what it measures, and the dimensions whose margins it has. */
export interface Layout {
  readonly id: string;
  readonly measure: string;
  readonly kind?: Table['kind'];
  /** The dimensions of the table; rows may have more, which are added up. */
  readonly dimensions: readonly string[];
  readonly hierarchies: readonly Hierarchy[];
  /** Categories to show although no row has them (as 0), by dimension. Default: those that rows have. */
  readonly categories?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A table with all its margins from rows: every combination of the categories at hand and of everything above them in
 * the hierarchies that have a total (steps of a `nested` one are counted by their own rows); no rows mean 0. For money each row is one contribution. Rows of 0 count for
 * nothing. Throws `bad-value` for a row without one of the dimensions. No rows and no categories: a table without cells.
 */
export function tabulate(rows: readonly Row[], layout: Layout): Table {
  const { id, measure, kind = 'count', dimensions, hierarchies, categories = {} } = layout;
  const above = dimensions.map((dimension) =>
    pathsUp(hierarchies.filter((own) => own.dimension === dimension && own.total !== undefined)),
  );
  const sums = new Map<string, { at: string[]; value: number; contributions: number[] }>();
  const cellAt = (at: string[]) => {
    const key = JSON.stringify(at);
    const cell = sums.get(key) ?? { at, value: 0, contributions: [] };
    sums.set(key, cell);
    return cell;
  };
  const used = dimensions.map((dimension) => new Set(categories[dimension] ?? []));
  for (const { at } of rows) {
    dimensions.forEach((dimension, d) => {
      const category = at[dimension];
      demand(category !== undefined, 'bad-value', `A row of ${id} has no ${dimension}.`);
      used[d]?.add(category);
    });
  }
  const shown = used.map((set, d) => [
    ...new Set([...set].flatMap((category) => above[d]?.(category) ?? [])),
  ]);
  for (const at of combinations(shown)) cellAt(at);
  for (const { at, quantity } of rows) {
    if (quantity === 0) continue;
    const paths = dimensions.map((dimension, d) => above[d]?.(at[dimension] as string) ?? []);
    for (const place of combinations(paths)) {
      const cell = cellAt(place);
      cell.value += quantity;
      if (kind === 'money') cell.contributions.push(quantity);
    }
  }
  const cells = [...sums.values()].map(({ at, value, contributions }): Cell => {
    const named = Object.fromEntries(dimensions.map((dimension, d) => [dimension, at[d] as string]));
    return kind === 'money' ? { at: named, value, contributions } : { at: named, value };
  });
  return { id, measure, kind, cells };
}

/** A category and everything above it in any hierarchy of its dimension. */
function pathsUp(own: readonly Hierarchy[]): (category: string) => string[] {
  return (category) => {
    const path = new Set([category]);
    for (const node of path) {
      for (const { parents } of own) if (Object.hasOwn(parents, node)) path.add(parents[node] as string);
    }
    return [...path];
  };
}

function combinations(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>(
    (all, list) => all.flatMap((start) => list.map((item) => [...start, item])),
    [[]],
  );
}
