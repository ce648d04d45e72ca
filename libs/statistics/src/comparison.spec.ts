import fc from 'fast-check';
import { expectClose } from '../oracle/fixture';
import {
  areaQuantiles,
  compareWithBenchmark,
  crudeRate,
  falseDiscoveries,
  fisherExact,
  funnelAverage,
  hasLimits,
  LEVEL_95,
  populationQuantiles,
  proportion,
  proportionDifference,
  proportionFunnelLimits,
  proportionFunnelPosition,
  proportionRatio,
  rateFunnelLimits,
  rateFunnelPosition,
  ratioFunnelLimits,
  ratioFunnelPosition,
  testTwoProportions,
  wilsonLimits,
  type Interval,
  type StatisticsCode,
} from './index';

const refusal = (code: StatisticsCode) => expect.objectContaining({ code });
const cases = { numRuns: 500 };
const sample = fc
  .integer({ min: 1, max: 3000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('comparison with a benchmark', () => {
  const from = (lower: number, upper: number): Interval => ({
    method: 'by hand',
    at95: { lower, upper },
    at998: { lower: lower - 5, upper: upper + 5 },
  });

  it.each([
    [from(10, 20), 25, 'high is good', 'worse'],
    [from(10, 20), 25, 'low is good', 'better'],
    [from(10, 20), 25, 'no judgement', 'lower'],
    [from(10, 20), 5, 'high is good', 'better'],
    [from(10, 20), 5, 'low is good', 'worse'],
    [from(10, 20), 5, 'no judgement', 'higher'],
    [from(10, 20), 15, 'high is good', 'similar'],
    [from(10, 20), 20, 'high is good', 'similar'],
    [from(10, 20), 10, 'no judgement', 'similar'],
    [null, 10, 'high is good', 'not compared'],
  ] as const)('of %j with %d where %s is %s', (interval, benchmark, polarity, word) => {
    expect(compareWithBenchmark(interval, benchmark, polarity).at95).toBe(word);
  });

  it('may differ at 95 % and be similar at 99.8 %', () => {
    expect(compareWithBenchmark(from(10, 20), 22, 'high is good')).toEqual({
      at95: 'worse',
      at998: 'similar',
    });
  });

  it('refuses a benchmark that is no number and limits the wrong way round', () => {
    expect(() => compareWithBenchmark(from(1, 2), NaN, 'high is good')).toThrow(refusal('not-a-number'));
    expect(() => compareWithBenchmark(from(3, 2), 1, 'high is good')).toThrow(refusal('limits-reversed'));
    expect(() => compareWithBenchmark(from(NaN, 2), 1, 'high is good')).toThrow(refusal('not-a-number'));
  });
});

describe('a funnel', () => {
  it('of proportions has limits whose Wilson interval ends at the average', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        fc.integer({ min: 400, max: 200_000 }),
        (average, population) => {
          const { at95 } = proportionFunnelLimits(average, population, 1);
          if (at95.lower > 0) {
            expectClose(wilsonLimits(at95.lower * population, population, LEVEL_95).upper, average, 1e-9);
          }
          if (at95.upper < 1) {
            expectClose(wilsonLimits(at95.upper * population, population, LEVEL_95).lower, average, 1e-9);
          }
        },
      ),
      cases,
    );
  });

  it('of proportions around 20 % at 100 is 20 ∓ 1.96·4 per cent, and stays within 0 and 100', () => {
    const { at95, method } = proportionFunnelLimits(0.2, 100);
    expectClose(at95.lower, 20 - LEVEL_95.z * 4, 1e-12);
    expectClose(at95.upper, 20 + LEVEL_95.z * 4, 1e-12);
    expect(method).toBe('Wilson');
    expect(proportionFunnelLimits(0.01, 5).at998).toMatchObject({ lower: 0 });
    expect(proportionFunnelLimits(0.99, 5).at998).toMatchObject({ upper: 100 });
  });

  it('places a point by the limits of its own population', () => {
    expect(proportionFunnelPosition(20, 100, 0.2)).toBe('within');
    expect(proportionFunnelPosition(28, 100, 0.2)).toBe('high 95 %');
    expect(proportionFunnelPosition(33, 100, 0.2)).toBe('high 99.8 %');
    expect(proportionFunnelPosition(12, 100, 0.2)).toBe('low 95 %');
    expect(proportionFunnelPosition(7, 100, 0.2)).toBe('low 99.8 %');
  });

  it('of ratios places 5 of 15 expected low at 95 %, by exact limits, and 30 of 15 high at 99.8 %, by Byar', () => {
    expect(ratioFunnelPosition(5, 15)).toEqual({ position: 'low 95 %', method: 'exact Poisson' });
    expect(ratioFunnelPosition(30, 15)).toEqual({ position: 'high 99.8 %', method: 'Byar' });
    expect(ratioFunnelPosition(0, 2)).toEqual({ position: 'within', method: 'exact Poisson' });
  });

  it('of rates is the funnel of ratios at the average rate', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 1e-5, max: 0.5, noNaN: true }),
        (events, average) => {
          const rates = rateFunnelLimits(events, average, 1000);
          const ratios = ratioFunnelLimits(events);
          expectClose(rates.at95.upper, ratios.at95.upper * average * 1000, 1e-12);
          expectClose(events / rates.populationAt998.lower, ratios.at998.lower * average, 1e-12);
          expectClose(rates.baseline, average * 1000, 1e-12);
        },
      ),
      cases,
    );
    expect(rateFunnelPosition(5, 150, 0.1).position).toBe('low 95 %');
  });

  it('has no limits at no events, and no average without areas', () => {
    expect(() => ratioFunnelLimits(0)).toThrow(refusal('denominator-zero'));
    expect(() => ratioFunnelLimits(2.5)).toThrow(refusal('not-whole'));
    expect(() => funnelAverage([])).toThrow(refusal('empty'));
    expect(
      funnelAverage([
        { numerator: 1, denominator: 10 },
        { numerator: 3, denominator: 30 },
      ]),
    ).toBe(0.1);
  });
});

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

describe('a family of tests', () => {
  it('is the one of Benjamini and Hochberg 1995: four of fifteen stand', () => {
    const published = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(falseDiscoveries(published).filter((test) => test.stands)).toHaveLength(4);
  });

  it('lets stand what the step-up rule lets stand, and adjusts no p downwards', () => {
    const family = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(family, (p) => {
        const tests = falseDiscoveries(p, 0.1);
        const sorted = [...p].sort((a, b) => a - b);
        const passing = sorted.filter((value, i) => value * (p.length / (i + 1)) <= 0.1);
        const cut = passing.length === 0 ? -1 : passing[passing.length - 1]!;
        expect(tests.map((test) => test.stands)).toEqual(p.map((value) => value <= cut));
        tests.forEach((test) => expect(test.adjusted).toBeGreaterThanOrEqual(test.p));
      }),
      cases,
    );
  });

  it('is refused when empty or when a p is no probability', () => {
    expect(() => falseDiscoveries([])).toThrow(refusal('empty'));
    expect(() => falseDiscoveries([0.5, 1.2])).toThrow(
      expect.objectContaining({ code: 'out-of-range', index: 1 }),
    );
    expect(() => falseDiscoveries([NaN])).toThrow(refusal('not-a-number'));
  });
});

describe('quantiles', () => {
  it('put the highest of ten values in quantile 1, or in 10 when asked, and leave the missing missing', () => {
    const values = [5, 50, 10, 45, null, 15, 40, 20, 35, 25, 30];
    expect(areaQuantiles(values)).toEqual([10, 1, 9, 2, null, 8, 3, 7, 4, 6, 5]);
    expect(areaQuantiles(values, 10, 'lowest first')[1]).toBe(10);
  });

  it('of areas differ in size by at most one where no values tie, and follow the order of the values', () => {
    const values = fc.uniqueArray(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 20, maxLength: 200 });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 20 }), (areas, quantiles) => {
        const assigned = areaQuantiles(areas, quantiles, 'lowest first') as number[];
        const sizes = Array.from({ length: quantiles }, (_, q) => assigned.filter((a) => a === q + 1).length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        const inOrder = areas.map((v, i) => [v, assigned[i]!] as const).sort((a, b) => a[0] - b[0]);
        const groups = inOrder.map(([, q]) => q);
        expect([...groups].sort((a, b) => a - b)).toEqual(groups);
      }),
      cases,
    );
  });

  it('by population split 100, 100 and 200 people into halves of 200', () => {
    const areas = [
      { value: 3, population: 100 },
      { value: 2, population: 100 },
      { value: 1, population: 200 },
    ];
    expect(populationQuantiles(areas, 2)).toEqual([1, 1, 2]);
  });

  it('by population keep equal values together and every group near its share of people', () => {
    const area = fc.record({
      value: fc.integer({ min: 0, max: 30 }),
      population: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(
        fc.array(area, { minLength: 5, maxLength: 150 }),
        fc.integer({ min: 2, max: 10 }),
        (areas, q) => {
          const assigned = populationQuantiles(areas, q);
          const byValue = new Map<number, number>();
          const people = new Map<number, number>();
          let total = 0;
          areas.forEach(({ value, population }, i) => {
            expect(byValue.get(value) ?? assigned[i]).toBe(assigned[i]);
            byValue.set(value, assigned[i]!);
            people.set(value, (people.get(value) ?? 0) + population);
            total += population;
          });
          const largest = Math.max(...people.values());
          for (let group = 1; group <= q; group++) {
            const size = areas.reduce((sum, a, i) => sum + (assigned[i] === group ? a.population : 0), 0);
            expect(Math.abs(size - total / q)).toBeLessThanOrEqual(largest + 1e-9);
          }
        },
      ),
      cases,
    );
  });

  it('are refused with fewer areas than groups, or nobody living there', () => {
    expect(() => areaQuantiles([1, 2, 3], 5)).toThrow(refusal('too-few-groups'));
    expect(() => areaQuantiles([], 5)).toThrow(refusal('empty'));
    expect(() => areaQuantiles([1, NaN, 3], 2)).toThrow(refusal('not-a-number'));
    expect(() => populationQuantiles([{ value: 1, population: 0 }], 2)).toThrow(refusal('denominator-zero'));
  });
});

it('the interval of a result says how it was made, whatever the result', () => {
  expect(
    [proportion(1, 2), crudeRate(1, 2), crudeRate(11, 2)].map(({ interval }) => interval.method),
  ).toEqual(['Wilson', 'exact Poisson', 'Byar']);
});
