import type { Rules } from '../publication';
import type { Figure } from './relations';
import type { View } from './view';

/** What must stay possible of one figure that readers do not see. */
export interface Demand {
  readonly position: number;
  readonly sensitive: boolean;
  readonly atMost: number;
  readonly atLeast: number;
  readonly width: number;
  /** Whether only respondents are to be feared: of figures in withheld tables nobody hears that they were counted. */
  readonly respondents: boolean;
}

/**
 * The audit's own statement of the rules, from the true values: sensitive figures that no table shows, and every
 * figure that is marked as suppressed.
 */
export function demandsOn(figures: readonly Figure[], view: View, rules: Rules): Demand[] {
  const hidden = [...figures.keys()].filter((position) => view.shown[position] !== true);
  const ranges = new Map(hidden.map((position) => [position, rangeOf(figures[position] as Figure, rules)]));
  const money = hidden
    .filter((position) => figures[position]?.kind === 'money')
    .map((position) => ranges.get(position));
  const narrowest = Math.min(...money.flatMap((range) => (range ? [range[1] - range[0]] : [])), Infinity);
  return hidden.flatMap((position): Demand[] => {
    const range = ranges.get(position);
    const { kind, definedBy } = figures[position] as Figure;
    const marked = view.marked[position] === true;
    const respondents = rules.singletons && range !== undefined && (marked || definedBy !== undefined);
    const free = {
      position,
      sensitive: range !== undefined,
      atMost: Infinity,
      atLeast: -Infinity,
      respondents,
    };
    if (range !== undefined && kind === 'count')
      return [{ ...free, atLeast: range[1], width: rules.protection }];
    if (range !== undefined)
      return [{ ...free, atMost: range[0], atLeast: range[1], width: range[1] - range[0] }];
    if (!marked) return [];
    if (kind === 'count') return [{ ...free, width: rules.protection }];
    return [{ ...free, width: Number.isFinite(narrowest) ? Math.max(1, narrowest) : 1 }];
  });
}

/** The values that must all stay possible, ends included; undefined where the figure may be read. */
function rangeOf(
  { kind, value, contributions }: Figure,
  rules: Rules,
): readonly [number, number] | undefined {
  const { threshold, zeros, dominance } = rules;
  if (kind === 'count') {
    const smallest = zeros === 'suppress' ? 0 : 1;
    if (value < smallest || value > threshold - 1) return undefined;
    return [smallest, threshold];
  }
  const given = (contributions ?? [value]).toSorted((a, b) => a - b).reverse();
  const add = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  const room =
    dominance.rule === 'p-percent'
      ? ((given[0] ?? 0) * dominance.p) / 100 - add(given.slice(2))
      : (add(given.slice(0, dominance.n)) * 100) / dominance.k - add(given);
  if (room <= 0) return undefined;
  const whole = Math.ceil(room);
  return [whole > value ? 0 : value - whole, value + whole];
}
