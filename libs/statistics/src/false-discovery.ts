import { notEmpty, probability } from './errors';

/** One test of the family: its p value, the adjusted one, and whether it stands at the chosen rate. */
export interface Discovery {
  readonly p: number;
  readonly adjusted: number;
  readonly stands: boolean;
}

/**
 * Benjamini–Hochberg over a whole family of tests: adjusted p = min over larger p of p·m/rank, at most 1, in
 * the order given. `rate` is the share of false discoveries accepted (default 0.05); a test stands when its
 * adjusted p is at or under it. Give every test that is shown, also those that looked dull: the family is
 * what is shown.
 *
 * Errors: empty family, missing, NaN, a p or rate outside 0 to 1.
 * Source: Benjamini Y, Hochberg Y, J R Stat Soc B 1995;57:289–300.
 */
export function falseDiscoveries(pValues: readonly number[], rate = 0.05): Discovery[] {
  notEmpty(pValues, 'The family of tests');
  probability(rate, 'The false discovery rate');
  pValues.forEach((p, i) => probability(p, 'The p value', i));
  const largestFirst = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!);
  const adjusted = new Array<number>(pValues.length);
  let smallest = 1;
  largestFirst.forEach((index, place) => {
    const rank = pValues.length - place;
    smallest = Math.min(smallest, pValues[index]! * (pValues.length / rank));
    adjusted[index] = smallest;
  });
  return pValues.map((p, i) => ({ p, adjusted: adjusted[i]!, stands: adjusted[i]! <= rate }));
}
