import { type Cell, flat, type Hierarchy, type Publication, tabulate } from '../index';

export const wards = ['w1', 'w2', 'w3', 'w4'];
export const groups = ['a', 'b', 'c', 'd'];

/** A table of wards by groups with all margins, from its inner counts. */
export function grid(counts: readonly (readonly number[])[], id = 'grid'): Publication {
  const usedWards = wards.slice(0, counts.length);
  const usedGroups = groups.slice(0, counts[0]?.length ?? 0);
  const hierarchies = [flat('ward', 'All', usedWards), flat('group', 'All', usedGroups)];
  const rows = counts.flatMap((line, w) =>
    line.map((quantity, g) => ({
      at: { ward: usedWards[w] as string, group: usedGroups[g] as string },
      quantity,
    })),
  );
  const table = tabulate(rows, {
    ...{ id, measure: 'organisations', dimensions: ['ward', 'group'], hierarchies },
    categories: { ward: usedWards, group: usedGroups },
  });
  return { tables: [table], hierarchies };
}

/** A list of counts by one dimension, with its total. */
export function list(
  id: string,
  dimension: string,
  counts: Readonly<Record<string, number>>,
  more: Cell['at'] = {},
) {
  const names = Object.keys(counts);
  const hierarchy: Hierarchy = flat(dimension, 'All', names);
  const total = Object.values(counts).reduce((a, b) => a + b, 0);
  const cells = [...Object.entries(counts), ['All', total] as const].map(([name, value]) => ({
    ...{ at: { ...more, [dimension]: name }, value },
  }));
  return { hierarchy, table: { id, measure: 'organisations', kind: 'count' as const, cells } };
}

/** The figures of a released ward × group table as rows, totals last. */
export function matrix(
  cells: readonly { at: Cell['at']; value: number | null }[],
  size: readonly [number, number],
) {
  const rowsOf = [...wards.slice(0, size[0]), 'All'];
  const columnsOf = [...groups.slice(0, size[1]), 'All'];
  const at = new Map(cells.map((cell) => [`${cell.at['ward']}|${cell.at['group']}`, cell.value]));
  return rowsOf.map((ward) => columnsOf.map((group) => at.get(`${ward}|${group}`) ?? null));
}
