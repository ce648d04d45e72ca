/** A figure of several rounds: the middle one, the smallest and the largest. */
export interface Figure {
  readonly median: number;
  readonly range: readonly [number, number];
}

/** Median and range of at least one value; an even number of values gives the mean of the middle two. */
export function figure(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
  return { median: short(median), range: [short(sorted[0] ?? NaN), short(sorted.at(-1) ?? NaN)] };
}

/** Three significant digits: more would be noise. */
export const short = (value: number): number => Number(value.toPrecision(3));
