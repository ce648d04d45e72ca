/** Stable codes of what this library refuses to compute. */
export type StatisticsCode =
  | 'value-missing'
  | 'not-a-number'
  | 'infinite'
  | 'negative'
  | 'not-whole'
  | 'numerator-above-denominator'
  | 'denominator-zero'
  | 'empty'
  | 'lengths-differ'
  | 'out-of-range'
  | 'duplicate'
  | 'units-differ'
  | 'groups-differ'
  | 'too-few-groups'
  | 'limits-reversed'
  | 'no-convergence';

/**
 * Thrown instead of ever returning a silent number. `code` is stable and meant for programs, the message is a
 * sentence for a person; `index` is the position of the offending element where a list or column was given.
 */
export class StatisticsError extends Error {
  constructor(
    readonly code: StatisticsCode,
    sentence: string,
    readonly index?: number,
  ) {
    super(index === undefined ? sentence : `${sentence} (at position ${index})`);
    this.name = 'StatisticsError';
  }
}

/** Throws a {@link StatisticsError} with `code` and `sentence` unless `condition` holds. */
export function demand(
  condition: boolean,
  code: StatisticsCode,
  sentence: string,
  index?: number,
): asserts condition {
  if (!condition) throw new StatisticsError(code, sentence, index);
}

/** A finite number, or a StatisticsError: `value-missing` (null, undefined), `not-a-number`, `infinite`. */
export function finite(value: number, name: string, index?: number): number {
  demand(value !== null && value !== undefined, 'value-missing', `${name} is missing.`, index);
  demand(
    typeof value === 'number' && !Number.isNaN(value),
    'not-a-number',
    `${name} is not a number.`,
    index,
  );
  demand(Math.abs(value) !== Infinity, 'infinite', `${name} is infinite.`, index);
  return value;
}

/** A finite number of at least 0; fractions are allowed, as an organisation may count 1/n in each of n wards. */
export function amount(value: number, name: string, index?: number): number {
  demand(finite(value, name, index) >= 0, 'negative', `${name} is negative (${value}).`, index);
  return value;
}

/** A whole number of at least 0, exactly representable. */
export function wholeCount(value: number, name: string, index?: number): number {
  const isWhole = Number.isSafeInteger(amount(value, name, index));
  demand(isWhole, 'not-whole', `${name} is not a whole number (${value}).`, index);
  return value;
}

/** A finite number above 0, fit to divide by. */
export function divisor(value: number, name: string, index?: number): number {
  demand(amount(value, name, index) > 0, 'denominator-zero', `${name} is zero.`, index);
  return value;
}

/** A numerator from 0 to its denominator, which is above 0. */
export function partAndWhole(x: number, n: number, index?: number): void {
  amount(x, 'The numerator', index);
  divisor(n, 'The denominator', index);
  demand(x <= n, 'numerator-above-denominator', `The numerator ${x} is above the denominator ${n}.`, index);
}

/** A list with at least one element. */
export function notEmpty<T>(list: ArrayLike<T>, name: string): void {
  demand(list.length > 0, 'empty', `${name} is empty.`);
}

/** A probability from 0 to 1. */
export function probability(value: number, name: string, index?: number): number {
  demand(
    finite(value, name, index) >= 0 && value <= 1,
    'out-of-range',
    `${name} is outside 0 to 1 (${value}).`,
    index,
  );
  return value;
}
