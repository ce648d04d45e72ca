import fc from 'fast-check';
import { expectClose } from '../oracle/fixture';
import {
  fisherExact,
  hasLimits,
  proportionDifference,
  proportionRatio,
  testTwoProportions,
  type StatisticsCode,
} from './index';

const refusal = (code: StatisticsCode) => expect.objectContaining({ code });
const cases = { numRuns: 500 };
const sample = fc
  .integer({ min: 1, max: 3000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('two proportions', () => {
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
  ])(
    '%d/%d and %d/%d differ by what Newcombe published as method 10: %d to %d',
    (a, n1, b, n2, lower, upper) => {
      const { at95 } = proportionDifference(a, n1, b, n2).interval;
      expect(at95.lower).toBeCloseTo(lower, 4);
      expect(at95.upper).toBeCloseTo(upper, 4);
    },
  );

  it('differ by the opposite when exchanged', () => {
    fc.assert(
      fc.property(sample, sample, ([a, n1], [b, n2]) => {
        const there = proportionDifference(a, n1, b, n2);
        const back = proportionDifference(b, n2, a, n1);
        expectClose(there.value, -back.value, 1e-12);
        expectClose(there.interval.at95.lower, -back.interval.at95.upper, 1e-12, 1e-15);
        expect(there.interval.at998.lower).toBeLessThanOrEqual(there.interval.at95.lower);
      }),
      cases,
    );
  });

  it('have the inverse ratio when exchanged, and the product of the limits is the square of the ratio', () => {
    fc.assert(
      fc.property(sample, sample, ([a, n1], [b, n2]) => {
        fc.pre(a > 0 && b > 0 && a / n1 + b / n2 < 2);
        const there = proportionRatio(a, n1, b, n2);
        const back = proportionRatio(b, n2, a, n1);
        if (!there.available || !back.available) throw new Error('Both ratios exist.');
        if (!hasLimits(there.interval) || !hasLimits(back.interval)) throw new Error('Both have limits.');
        expectClose(there.value * back.value, 1, 1e-12);
        expectClose(there.interval.at95.lower * back.interval.at95.upper, 1, 1e-12);
        expectClose(there.interval.at998.lower * there.interval.at998.upper, there.value ** 2, 1e-12);
      }),
      cases,
    );
  });

  it('have a ratio of 0 without interval when the first is 0, none when the second is, none claimed certain', () => {
    expect(proportionRatio(0, 10, 2, 10)).toEqual({
      available: true,
      value: 0,
      interval: { method: 'none', reason: 'count-of-zero' },
    });
    expect(proportionRatio(2, 10, 0, 10)).toEqual({ available: false, reason: 'group-absent-from-baseline' });
    expect(proportionRatio(3, 3, 8, 8)).toMatchObject({
      value: 1,
      interval: { reason: 'group-is-everyone' },
    });
  });

  it('are tested by Fisher when a cell expects under 5, by χ² from 5, and the test is named', () => {
    // Expected in the smallest cell: 10·(a + b)/20 of the smaller column.
    expect(testTwoProportions(4, 10, 5, 10)).toMatchObject({
      method: 'Fisher exact, two-sided',
      smallestExpected: 4.5,
    });
    expect(testTwoProportions(5, 10, 5, 10)).toMatchObject({
      method: 'chi-square, uncorrected',
      smallestExpected: 5,
    });
    expect(testTwoProportions(0, 10, 0, 20)).toMatchObject({ p: 1, chiSquare: null });
  });

  it('3 of 4 and 1 of 4 (the lady tasting tea) have p = 34/70', () => {
    expectClose(fisherExact(3, 4, 1, 4), 34 / 70, 1e-14);
  });

  it('have the Fisher p that adding up whole tables gives', () => {
    const binomials = [[1n]];
    for (let n = 1; n <= 60; n++) {
      const above = binomials[n - 1]!;
      binomials.push(Array.from({ length: n + 1 }, (_, k) => (above[k - 1] ?? 0n) + (above[k] ?? 0n)));
    }
    const small = fc
      .integer({ min: 1, max: 30 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(small, small, ([a, n1], [b, n2]) => {
        let [unlikely, all] = [0n, 0n];
        const ways = (k: number) => (binomials[n1]![k] ?? 0n) * (binomials[n2]![a + b - k] ?? 0n);
        for (let k = 0; k <= a + b; k++) {
          all += ways(k);
          if (ways(k) <= ways(a)) unlikely += ways(k);
        }
        expectClose(fisherExact(a, n1, b, n2), Number(unlikely) / Number(all), 1e-12);
      }),
      cases,
    );
  });

  it('are refused as fractions where a test counts people', () => {
    expect(() => testTwoProportions(1.5, 10, 2, 10)).toThrow(refusal('not-whole'));
    expect(() => testTwoProportions(11, 10, 2, 10)).toThrow(refusal('numerator-above-denominator'));
    expect(() => proportionDifference(1, 0, 2, 10)).toThrow(refusal('denominator-zero'));
  });
});
