import type { Rule } from '../pool/pool';

/** Places by where they come from: free to everybody, or out of a pool. */
export interface Places {
  readonly free: number;
  readonly pools: Readonly<Partial<Record<Rule, number>>>;
}

export const NONE: Places = { free: 0, pools: {} };

const each = <Result>(places: Places, visit: (rule: Rule, count: number) => Result): Result[] =>
  Object.entries(places.pools).map(([rule, count]) => visit(rule as Rule, count));

/** How many places these are together. */
export const countOf = (places: Places): number =>
  places.free + each(places, (_, count) => count).reduce((sum, count) => sum + count, 0);

/** What of these places an organisation may have: free ones, and those of the pools whose rules it meets. */
export const openTo = (places: Places, rules: readonly Rule[]): Places => ({
  free: places.free,
  pools: Object.fromEntries(
    each(places, (rule, count) => [rule, count] as const).filter(([rule]) => rules.includes(rule)),
  ),
});

/** Takes so many places: out of the pools first, so that the free ones are left for everybody. Never more than there are. */
export function take(places: Places, wanted: number): Places {
  let left = wanted;
  const some = (count: number): number => {
    const taken = Math.min(left, count);
    left -= taken;
    return taken;
  };
  const pools = Object.fromEntries(
    each(places, (rule, count) => [rule, some(count)] as const).filter(([, count]) => count > 0),
  );
  return { pools, free: some(places.free) };
}

const combined = (a: Places, b: Places, sign: 1 | -1): Places => {
  const rules = new Set([...each(a, (rule) => rule), ...each(b, (rule) => rule)]);
  return {
    free: a.free + sign * b.free,
    pools: Object.fromEntries(
      [...rules].map((rule) => [rule, (a.pools[rule] ?? 0) + sign * (b.pools[rule] ?? 0)]),
    ),
  };
};

export const plus = (a: Places, b: Places): Places => combined(a, b, 1);
export const minus = (a: Places, b: Places): Places => combined(a, b, -1);

/** Whether an organisation could have had any of these places. */
export const couldUse = (places: Places, rules: readonly Rule[]): boolean =>
  countOf(openTo(places, rules)) > 0;
