import { nearestAbove } from './implied';
import type { World } from './world';

/**
 * Who stands behind each cell with one respondent: cells where one contains the other, with the same value, have the
 * same one, who learns nothing about anybody from them. −1 for cells with none or several.
 */
export function respondentsOf(world: World): Int32Array {
  const leader = Int32Array.from(world.cells, ({ singleton }, cell) => (singleton ? cell : -1));
  const find = (cell: number) => {
    let at = cell;
    while (leader[at] !== at) at = leader[at] as number;
    return at;
  };
  world.cells.forEach((cell, index) => {
    if (!cell.singleton) return;
    world.dimensions.forEach(({ parents }, d) => {
      for (const above of parents) {
        const total = nearestAbove(world, cell, d, above);
        const same =
          total !== undefined && world.cells[total]?.singleton && world.cells[total]?.value === cell.value;
        if (same) leader[find(index)] = find(total);
      }
    });
  });
  return leader.map((own, cell) => (own < 0 ? -1 : find(cell)));
}
