/** Lower and upper confidence limit, in the unit of the estimate they belong to. */
export interface Limits {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Both confidence intervals of one estimate, with the method that made them. `at95` leaves 2.5 % and `at998`
 * leaves 0.1 % on each side: about two and three standard deviations, as Fingertips shows them.
 */
export interface Interval<Method extends string = string> {
  readonly method: Method;
  readonly at95: Limits;
  readonly at998: Limits;
}

/** One confidence level: the normal deviate and the probability that it leaves on each side. */
export interface Level {
  readonly name: '95 %' | '99.8 %';
  readonly z: number;
  readonly tail: number;
}

/**
 * The 95 % level. Its z is Φ⁻¹(0.975) rounded to the nearest double; typed as a constant because the packaged
 * quantile function is a few units in the last place off.
 */
export const LEVEL_95: Level = { name: '95 %', z: 1.9599639845400543, tail: 0.025 };

/** The 99.8 % level. Its z is Φ⁻¹(0.999) rounded to the nearest double. */
export const LEVEL_998: Level = { name: '99.8 %', z: 3.0902323061678135, tail: 0.001 };

/** Applies one way of making limits at both levels and names it. */
export function atBothLevels<Method extends string>(
  method: Method,
  limits: (level: Level) => Limits,
): Interval<Method> {
  return { method, at95: limits(LEVEL_95), at998: limits(LEVEL_998) };
}

/** Both limits of both levels passed through `change`; swap the ends where `change` is decreasing. */
export function mapInterval<Method extends string>(
  interval: Interval<string>,
  method: Method,
  change: (limit: number) => number,
): Interval<Method> {
  const mapped = ({ lower, upper }: Limits): Limits => {
    const [a, b] = [change(lower), change(upper)];
    return { lower: Math.min(a, b), upper: Math.max(a, b) };
  };
  return { method, at95: mapped(interval.at95), at998: mapped(interval.at998) };
}
