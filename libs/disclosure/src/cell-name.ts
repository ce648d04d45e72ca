import type { Coordinates, Hierarchy } from './publication';

/** Coordinates without the dimensions that stand at their total, so that equal cells look equal. */
export function canonical(at: Coordinates, hierarchies: readonly Hierarchy[]): Coordinates {
  const totals = new Map<string, string>();
  for (const { dimension, total } of hierarchies) if (total !== undefined) totals.set(dimension, total);
  return Object.fromEntries(
    Object.entries(at).filter(([dimension, category]) => totals.get(dimension) !== category),
  );
}

/** One name per unknown: measure and sorted coordinates. Expects canonical coordinates. */
export function cellName(measure: string, at: Coordinates): string {
  const pairs = Object.entries(at).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify([measure, ...pairs.flat()]);
}
