import { DisclosureError } from '../error';
import type { Dimension } from './dimensions';
import type { World, WorldCell } from './world';

/** A figure that nobody publishes and every reader can work out. */
export type ImpliedCell = Pick<WorldCell, 'name' | 'nodes' | 'kind' | 'value' | 'contributions'>;

/**
 * Adds every figure that a reader gets by subtraction though nobody publishes it: where the categories at hand do
 * not cover their nearest total, the rest of it. Repeats until nothing new follows. Throws where parts that cover
 * their total do not add up to it.
 */
export function addImplied(world: World, add: (cell: ImpliedCell) => void): void {
  let before = -1;
  while (before !== world.cells.length) {
    before = world.cells.length;
    world.dimensions.forEach((dimension, d) => {
      for (const parents of dimension.parents) addRests(world, d, parents, add);
    });
  }
}

function addRests(
  world: World,
  d: number,
  parents: ReadonlyMap<number, number>,
  add: (cell: ImpliedCell) => void,
): void {
  const parts = new Map<number, number[]>();
  const { length } = world.cells;
  for (let index = 0; index < length; index++) {
    const cell = world.cells[index] as WorldCell;
    if (isDifference(world, cell)) continue;
    const total = nearestAbove(world, cell, d, parents);
    if (total !== undefined) parts.set(total, [...(parts.get(total) ?? []), index]);
  }
  for (const [total, below] of parts) addRest(world, d, total, below, add);
}

/** The cell that the hierarchy puts next above this one along the dimension, skipping what nobody publishes. */
export function nearestAbove(world: World, cell: WorldCell, d: number, parents: ReadonlyMap<number, number>) {
  let node = parents.get(cell.nodes[d] as number);
  while (node !== undefined) {
    const found = world.families.find(cell.nodes.with(d, node));
    if (found !== undefined) return found;
    node = parents.get(node);
  }
  return undefined;
}

function addRest(
  world: World,
  d: number,
  totalIndex: number,
  below: number[],
  add: (cell: ImpliedCell) => void,
): void {
  const dimension = world.dimensions[d] as Dimension;
  const total = world.cells[totalIndex] as WorldCell;
  const parts = below.map((index) => world.cells[index] as WorldCell);
  const left = new Set(dimension.nodes[total.nodes[d] as number]?.weights.keys());
  for (const part of parts)
    for (const leaf of dimension.nodes[part.nodes[d] as number]?.weights.keys() ?? []) left.delete(leaf);
  const value = total.value - parts.reduce((sum, part) => sum + part.value, 0);
  if (left.size === 0) {
    if (value === 0) return;
    throw new DisclosureError(
      'parts-do-not-add-up',
      `The parts of ${total.name} by ${dimension.name} miss it by ${value}.`,
    );
  }
  const node = nodeOver(dimension, left);
  const nodes = total.nodes.with(d, node);
  if (world.families.find(nodes) !== undefined) return;
  const name = `${total.name} less its published ${dimension.name}`;
  if (value < 0)
    throw new DisclosureError('parts-exceed-total', `The parts of ${total.name} exceed it by ${-value}.`);
  add({ name, nodes, kind: total.kind, value, contributions: remaining(total, parts) });
}

function nodeOver(dimension: Dimension, leaves: ReadonlySet<number>): number {
  const found = dimension.nodes.findIndex(
    ({ weights }) => weights.size === leaves.size && [...leaves].every((leaf) => weights.has(leaf)),
  );
  if (found >= 0) return found;
  const name = `one of ${[...leaves].map((leaf) => dimension.leaves[leaf]).join(' | ')}`;
  dimension.idOf.set(name, dimension.nodes.length);
  return dimension.nodes.push({ name, weights: new Map([...leaves].map((leaf) => [leaf, 1])) }) - 1;
}

/** Undefined where a contributor gave to several parts and the rest cannot be told: then it is one contributor's. */
function remaining(total: WorldCell, parts: readonly WorldCell[]): readonly number[] | undefined {
  if (total.kind === 'count' || total.contributions === undefined) return undefined;
  const left = [...total.contributions];
  for (const amount of parts.flatMap((part) => part.contributions ?? [Number.NaN])) {
    const place = left.indexOf(amount);
    if (place < 0) return undefined;
    left.splice(place, 1);
  }
  return left;
}

function isDifference(world: World, cell: WorldCell): boolean {
  return world.dimensions.some(({ nodes }, d) =>
    [...(nodes[cell.nodes[d] as number]?.weights.values() ?? [])].some((weight) => weight < 0),
  );
}
