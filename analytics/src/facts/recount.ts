import type { Table } from 'apache-arrow';
import { DIMENSIONS, type Frame } from './columns';
import { factsIn } from './segment-file';
import { quarterOf } from './fact';

/** A cell that the cube and a count of the facts disagree about. */
export interface Disagreement {
  readonly cell: Readonly<Record<string, string>>;
  readonly cube: number;
  readonly facts: number;
}

/**
 * Sums the facts of these segments row by row and compares with the cube. It shares no code with the cube: words
 * instead of numbers, a plain map instead of columns.
 */
export function recount(
  tables: readonly Table[],
  inCube: ReadonlyMap<string, number>,
): { facts: number; disagreements: Disagreement[] } {
  const sums = new Map<string, number>();
  let facts = 0;
  for (const table of tables) {
    for (const fact of factsIn(table)) {
      facts += 1;
      const words = { ...fact, period: quarterOf(fact.day) };
      const key = JSON.stringify(DIMENSIONS.map((dimension) => words[dimension]));
      sums.set(key, (sums.get(key) ?? 0) + fact.quantity);
    }
  }
  const keys = new Set([...sums.keys(), ...inCube.keys()]);
  const disagreements = [...keys]
    .filter((key) => (sums.get(key) ?? 0) !== (inCube.get(key) ?? 0))
    .map((key) => {
      const words = JSON.parse(key) as string[];
      const cell = Object.fromEntries(DIMENSIONS.map((dimension, i) => [dimension, words[i] as string]));
      return { cell, cube: inCube.get(key) ?? 0, facts: sums.get(key) ?? 0 };
    });
  return { facts, disagreements };
}

/** The cells of a cube as they are now, by their words. */
export function cellsOf(cube: Frame): Map<string, number> {
  const columns = DIMENSIONS.map((dimension) => ({
    codes: cube.column(dimension),
    words: cube.words(dimension),
  }));
  return new Map(
    Array.from({ length: cube.length }, (_, cell) => [
      JSON.stringify(columns.map(({ codes, words }) => words[codes[cell] as number])),
      cube.quantity[cell] as number,
    ]),
  );
}
