import type { Figure, Relations } from './relations';
import type { View } from './view';

/** A whole world that agrees with everything published: what it changes, by position. */
export type Witness = ReadonlyMap<number, number>;

/**
 * Checks proposed worlds one by one: whole numbers, nothing shown is changed, nothing falls below what a reader knows
 * to be the least, every equation still comes out. It does not matter who proposed them.
 */
export function checkWitnesses(
  relations: Relations,
  view: View,
  proposed: readonly ReadonlyMap<string, number>[],
): { accepted: Witness[]; rejected: number } {
  const equationsOf = new Map<number, number[]>();
  relations.equations.forEach(({ total, parts }, equation) => {
    for (const position of [total, ...parts]) {
      const list = equationsOf.get(position);
      if (list === undefined) equationsOf.set(position, [equation]);
      else list.push(equation);
    }
  });
  const accepted: Witness[] = [];
  for (const changes of proposed) {
    const witness = complete(relations, equationsOf, changes);
    if (witness !== undefined && holds(relations, view, equationsOf, witness)) accepted.push(witness);
  }
  return { accepted, rejected: proposed.length - accepted.length };
}

/** Adds what follows for figures that are only there by subtraction; undefined for a name nobody knows with no way to place it. */
function complete(
  { figures, equations, positions }: Relations,
  equationsOf: ReadonlyMap<number, number[]>,
  changes: ReadonlyMap<string, number>,
): Witness | undefined {
  const witness = new Map<number, number>();
  const queue: number[] = [];
  for (const [name, change] of changes) {
    const position = positions.get(name);
    if (position === undefined || (figures[position] as Figure).definedBy !== undefined) continue;
    if (!Number.isSafeInteger(change)) return undefined;
    witness.set(position, change);
    queue.push(position);
  }
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const index of equationsOf.get(next) ?? []) {
      const { total, parts } = equations[index] as Relations['equations'][number];
      const rest = parts.at(-1) as number;
      if ((figures[rest] as Figure).definedBy !== index || rest === next) continue;
      const change = parts
        .slice(0, -1)
        .reduce((left, part) => left - (witness.get(part) ?? 0), witness.get(total) ?? 0);
      if (change === (witness.get(rest) ?? 0)) continue;
      witness.set(rest, change);
      queue.push(rest);
    }
  }
  return witness;
}

function holds(
  relations: Relations,
  view: View,
  equationsOf: ReadonlyMap<number, number[]>,
  witness: Witness,
): boolean {
  for (const [position, change] of witness) {
    if (change === 0) continue;
    const { value } = relations.figures[position] as Figure;
    if (view.shown[position] === true || value + change < (view.floor[position] ?? 0)) return false;
    for (const index of equationsOf.get(position) ?? []) {
      const { total, parts } = relations.equations[index] as Relations['equations'][number];
      const left = parts.reduce((rest, part) => rest - (witness.get(part) ?? 0), witness.get(total) ?? 0);
      if (left !== 0) return false;
    }
  }
  return true;
}
