import normal from '@stdlib/stats-base-dists-normal';
import { demand, divisor, wholeCount } from './errors';

/** A χ² statistic with one degree of freedom and its p value. */
export interface ChiSquare {
  readonly method: 'chi-square, uncorrected' | 'chi-square, Yates corrected';
  readonly statistic: number;
  readonly p: number;
}

/** The comparison of two proportions: the test its counts call for, named, and both χ² where they exist. */
export interface ProportionTest {
  readonly method: 'Fisher exact, two-sided' | 'chi-square, uncorrected';
  readonly p: number;
  readonly smallestExpected: number;
  readonly fisher: number;
  readonly chiSquare: { readonly uncorrected: ChiSquare; readonly corrected: ChiSquare } | null;
}

/**
 * Tests whether a of n1 and b of n2 differ: Fisher's exact test when an expected count is under 5, otherwise
 * Pearson's χ² uncorrected; `method` names the one behind `p`. The others are given beside it, χ² as null
 * where a margin is 0 (nobody or everybody has the attribute; Fisher's p is then 1).
 *
 * Whole counts from 0 to their denominators, which are above 0. Errors: missing, NaN, infinite, negative,
 * fractions (`not-whole`), numerator above denominator, denominator 0.
 * Source: Fisher RA 1935; Cochran WG, Biometrics 1954;10:417–451 (the rule of 5).
 */
export function testTwoProportions(a: number, n1: number, b: number, n2: number): ProportionTest {
  checkCell(a, n1);
  checkCell(b, n2);
  const all = n1 + n2;
  const having = a + b;
  const smallestExpected = (Math.min(n1, n2) / all) * Math.min(having, all - having);
  const fisher = fisherExact(a, n1, b, n2);
  const isDegenerate = having === 0 || having === all;
  const chiSquare = isDegenerate
    ? null
    : { uncorrected: pearson(a, n1, b, n2, false), corrected: pearson(a, n1, b, n2, true) };
  const shared = { smallestExpected, fisher, chiSquare };
  return chiSquare === null || smallestExpected < 5
    ? { method: 'Fisher exact, two-sided', p: fisher, ...shared }
    : { method: 'chi-square, uncorrected', p: chiSquare.uncorrected.p, ...shared };
}

/**
 * Two-sided p of Fisher's exact test: the probability, margins fixed, of all tables no likelier than this one
 * (within a relative 1e-7, as R counts ties). Arguments and errors as {@link testTwoProportions}. 1 where a
 * margin is 0.
 */
export function fisherExact(a: number, n1: number, b: number, n2: number): number {
  checkCell(a, n1);
  checkCell(b, n2);
  const having = a + b;
  const first = Math.max(0, having - n2);
  const last = Math.min(having, n1);
  const logs = new Float64Array(last - first + 1);
  let carried = 0;
  for (let k = first + 1; k <= last; k++) {
    const ratio = ((n1 - k + 1) / k) * ((having - k + 1) / (n2 - having + k));
    const step = Math.log(ratio) - carried;
    const before = logs[k - first - 1]!;
    const sum = before + step;
    carried = sum - before - step;
    logs[k - first] = sum;
  }
  const likeliest = logs.reduce((max, log) => Math.max(max, log), -Infinity);
  const observed = logs[a - first]!;
  let [everything, asUnlikely] = [0, 0];
  for (const log of logs) {
    everything += Math.exp(log - likeliest);
    if (log <= observed + 1e-7) asUnlikely += Math.exp(log - observed);
  }
  return Math.min(1, (asUnlikely / everything) * Math.exp(observed - likeliest));
}

function pearson(a: number, n1: number, b: number, n2: number, isCorrected: boolean): ChiSquare {
  const all = n1 + n2;
  const having = a + b;
  const cross = BigInt(a) * BigInt(n2) - BigInt(b) * BigInt(n1);
  const distance = Math.abs(Number(cross));
  const kept = isCorrected ? Math.max(0, distance - all / 2) : distance;
  const statistic = (kept / n1 / n2) * (kept / having / (all - having)) * all;
  return {
    method: isCorrected ? 'chi-square, Yates corrected' : 'chi-square, uncorrected',
    statistic,
    p: 2 * normal.cdf(-Math.sqrt(statistic), 0, 1),
  };
}

function checkCell(x: number, n: number): void {
  wholeCount(x, 'The numerator');
  divisor(wholeCount(n, 'The denominator'), 'The denominator');
  demand(x <= n, 'numerator-above-denominator', `The numerator ${x} is above the denominator ${n}.`);
}
