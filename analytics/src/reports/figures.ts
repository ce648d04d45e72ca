import type { analyticsApi } from '@commissioning/schemas';
import {
  type Figure,
  hasLimits,
  type Interval,
  type LeakInterval,
  type NoInterval,
  proportion,
} from '@commissioning/statistics';

const MADE_FROM_NOTHING = 'nobody was counted';

export const count = (value: number, unit: string): analyticsApi.Count => ({ value, unit });

/** A count that there is no figure for. */
export const noCount = (unit: string, reason: string): analyticsApi.Count => ({ value: null, unit, reason });

/** So many of so many in per cent, with Wilson's interval; of nobody there is no rate. */
export function rate(numerator: number, denominator: number, unit: string): analyticsApi.Rate {
  if (denominator === 0)
    return { value: null, numerator, denominator, unit, interval: null, reason: MADE_FROM_NOTHING };
  if (numerator > denominator) {
    const reason = 'more people improved than were reported on: ask for the return';
    return { value: null, numerator, denominator, unit, interval: null, reason };
  }
  const { value, interval } = proportion(numerator, denominator, 100);
  return { value, numerator, denominator, unit, interval: intervalOf(interval) };
}

/** A rate that may not be shown, with everything that it could be worked out from. */
export const noRate = (unit: string, reason: string): analyticsApi.Rate => ({
  ...{ value: null, numerator: null, denominator: null, unit, interval: null, reason },
});

/** A figure of the statistics library as answers carry it. */
export function comparison(figure: Figure<string>): analyticsApi.Comparison {
  if (!figure.available) return { value: null, interval: null, reason: figure.reason };
  const { value, interval } = figure;
  return hasLimits(interval)
    ? { value, interval: intervalOf(interval) }
    : { value, interval: null, reason: interval.reason };
}

/** Both intervals flat; an infinite limit is not bounded by the data and stands as null. */
export const intervalOf = ({ method, at95, at998 }: Interval<string>): analyticsApi.Interval => ({
  method,
  lower95: finite(at95.lower),
  upper95: finite(at95.upper),
  lower998: finite(at998.lower),
  upper998: finite(at998.upper),
});

export const leakInterval = (interval: LeakInterval | NoInterval): analyticsApi.Interval | null =>
  interval.method === 'none' ? null : intervalOf(interval as Interval<string>);

const finite = (limit: number): number | null => (Number.isFinite(limit) ? limit : null);
