import { demand, wholeCount } from './errors';
import { atBothLevels, type Interval } from './levels';

/** How a simulated interval is made: how often, and from which seed. Both are part of the published method. */
export interface Simulation {
  readonly repetitions: number;
  readonly seed: number;
}

/** 100,000 repetitions as PHEindicatormethods does; a fixed seed so that a figure can be made again. */
export const DEFAULT_SIMULATION: Simulation = { repetitions: 100_000, seed: 20_180_320 };

/** Checks a {@link Simulation}: at least 1,000 whole repetitions (else `out-of-range`). */
export function checkSimulation({ repetitions }: Simulation): void {
  wholeCount(repetitions, 'The number of repetitions');
  demand(
    repetitions >= 1000,
    'out-of-range',
    `At least 1,000 repetitions are needed, ${repetitions} asked for.`,
  );
}

/**
 * Percentile interval of simulated values: the sorted values at positions round(repetitions × tail) and
 * round(repetitions × (1 − tail)), counted from 1, as PHEindicatormethods takes them. Sorts `simulated` in
 * place. A limit is −Infinity or Infinity where that many simulated values are: the data do not bound it.
 */
export function percentileInterval<Method extends string>(
  method: Method,
  simulated: Float64Array,
): Interval<Method> {
  simulated.sort();
  const at = (share: number) => simulated[Math.max(1, Math.round(simulated.length * share)) - 1]!;
  return atBothLevels(method, ({ tail }) => ({ lower: at(tail), upper: at(1 - tail) }));
}
