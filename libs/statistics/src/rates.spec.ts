import fc from 'fast-check';
import { expectClose } from '../oracle/fixture';
import {
  crudeRate,
  directlyStandardisedRate,
  EUROPEAN_STANDARD_POPULATION_2013,
  exactPoissonLimits,
  indirectlyStandardisedRatio,
  LEVEL_95,
  LEVEL_998,
  proportion,
  StatisticsError,
  wilsonDistances,
  wilsonLimits,
  type StatisticsCode,
} from './index';

const refusal = (code: StatisticsCode) => expect.objectContaining({ name: 'StatisticsError', code });
const cases = { numRuns: 500 };
const partOfWhole = fc
  .integer({ min: 1, max: 400_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('a proportion', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d has the limits that Newcombe published in 1998: %d to %d', (x, n, lower, upper) => {
    const { at95 } = proportion(x, n).interval;
    expect(at95.lower).toBeCloseTo(lower, 4);
    expect(at95.upper).toBeCloseTo(upper, 4);
  });

  it('of nobody starts at exactly 0, of everybody ends at exactly 1, and names Wilson', () => {
    expect(proportion(0, 3).interval.at998.lower).toBe(0);
    expect(proportion(3, 3).interval.at998.upper).toBe(1);
    expect(proportion(3, 3, 100).interval.at95.upper).toBe(100);
    expect(proportion(1, 3).interval.method).toBe('Wilson');
  });

  it('keeps all its digits at 1 in 10¹⁵, where subtracting would lose them', () => {
    // By hand: lower = 2xp/(2x + z² + z√(z² + 4x(1 − p))) with p → 0 is p·2/(2 + z² + z√(z² + 4)).
    const { z } = LEVEL_95;
    const limit = (1e-15 * 2) / (2 + z * z + z * Math.sqrt(z * z + 4));
    expectClose(proportion(1, 1e15).interval.at95.lower, limit, 1e-14);
  });

  it.each([
    [1, 1e12],
    [1e-9, 10],
  ])('of %d in %d has distances to its limits that keep their digits', (x, n) => {
    const { below, above } = wilsonDistances(x, n, LEVEL_95);
    const { lower, upper } = wilsonLimits(x, n, LEVEL_95);
    expectClose(below, x / n - lower, 1e-14);
    expectClose(above, upper - x / n, 1e-14);
  });

  it('lies within its limits, and the wider level around the narrower', () => {
    fc.assert(
      fc.property(partOfWhole, ([x, n]) => {
        const { value, interval } = proportion(x, n);
        const { at95, at998 } = interval;
        const ladder = [0, at998.lower, at95.lower, value, at95.upper, at998.upper, 1];
        expect([...ladder].sort((a, b) => a - b)).toEqual(ladder);
      }),
      cases,
    );
  });

  it('mirrors: the limits of those who have it are those of the others turned over', () => {
    fc.assert(
      fc.property(partOfWhole, ([x, n]) => {
        expectClose(
          proportion(x, n).interval.at95.lower,
          1 - proportion(n - x, n).interval.at95.upper,
          0,
          1e-15,
        );
      }),
      cases,
    );
  });

  it.each<[number, number, StatisticsCode]>([
    [NaN, 5, 'not-a-number'],
    [1, NaN, 'not-a-number'],
    [1, Infinity, 'infinite'],
    [-Infinity, 5, 'infinite'],
    [-1, 5, 'negative'],
    [1, -5, 'negative'],
    [6, 5, 'numerator-above-denominator'],
    [0, 0, 'denominator-zero'],
    [null as unknown as number, 5, 'value-missing'],
    [undefined as unknown as number, 5, 'value-missing'],
    ['3' as unknown as number, 5, 'not-a-number'],
  ])('of %p in %p is refused as %s, never a silent number', (x, n, code) => {
    expect(() => proportion(x, n)).toThrow(refusal(code));
    expect(() => proportion(x, n)).toThrow(StatisticsError);
  });
});

describe('a crude rate', () => {
  it('of 5 events has the exact Poisson limits 1.6235 and 11.6683, by name', () => {
    const { interval } = crudeRate(5, 1, 1);
    expect(interval.method).toBe('exact Poisson');
    expect(interval.at95.lower).toBeCloseTo(1.6235, 4);
    expect(interval.at95.upper).toBeCloseTo(11.6683, 4);
  });

  it('of 0 events in 1,000 has the upper limit −ln(0.025)/1,000 and the lower limit 0', () => {
    const { value, interval } = crudeRate(0, 1000, 1);
    expect([value, interval.at95.lower, interval.at998.lower]).toEqual([0, 0, 0]);
    expectClose(interval.at95.upper, -Math.log(0.025) / 1000, 1e-13);
    expectClose(interval.at998.upper, -Math.log(0.001) / 1000, 1e-13);
  });

  it('changes from exact to Byar at 10 events, not at 9', () => {
    expect(crudeRate(9, 100).interval.method).toBe('exact Poisson');
    expect(crudeRate(10, 100).interval.method).toBe('Byar');
  });

  it('of 100 events has the Byar limits 81.36 and 121.63', () => {
    const { at95 } = crudeRate(100, 1, 1).interval;
    expect(at95.lower).toBeCloseTo(81.36, 2);
    expect(at95.upper).toBeCloseTo(121.63, 2);
  });

  it('has exact limits that leave the promised probability when the Poisson terms are added up', () => {
    const atMost = (count: number, mean: number) => {
      let [term, sum] = [Math.exp(-mean), 0];
      for (let k = 0; k <= count; k++) {
        sum += term;
        term *= mean / (k + 1);
      }
      return sum;
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.constantFrom(LEVEL_95, LEVEL_998), (x, level) => {
        const { lower, upper } = exactPoissonLimits(x, level);
        expectClose(atMost(x, upper), level.tail);
        if (x > 0) expectClose(1 - atMost(x - 1, lower), level.tail, 1e-9, 1e-13);
      }),
      cases,
    );
  });

  it('rises with its count, also between whole counts', () => {
    const count = fc.double({ min: 0, max: 2000, noNaN: true });
    fc.assert(
      fc.property(count, fc.double({ min: 0.01, max: 50, noNaN: true }), (x, more) => {
        const [fewer, greater] = [exactPoissonLimits(x, LEVEL_95), exactPoissonLimits(x + more, LEVEL_95)];
        expect(greater.lower).toBeGreaterThan(fewer.lower);
        expect(greater.upper).toBeGreaterThan(fewer.upper);
        expect(fewer.lower).toBeLessThanOrEqual(x);
        expect(fewer.upper).toBeGreaterThan(x);
      }),
      cases,
    );
  });

  it('refuses what is not a rate', () => {
    expect(() => crudeRate(-1, 5)).toThrow(refusal('negative'));
    expect(() => crudeRate(1, 0)).toThrow(refusal('denominator-zero'));
    expect(() => crudeRate(NaN, 5)).toThrow(refusal('not-a-number'));
    expect(() => crudeRate(1, 5, 0)).toThrow(refusal('denominator-zero'));
  });
});

describe('a directly standardised rate', () => {
  const even = (events: number) =>
    EUROPEAN_STANDARD_POPULATION_2013.bands.map(() => ({ events, population: 1000 }));

  it('rests on the European Standard Population of 2013: 19 bands, 100,000 people, with its source', () => {
    const { bands, source } = EUROPEAN_STANDARD_POPULATION_2013;
    expect(bands).toHaveLength(19);
    expect(bands.reduce((sum, band) => sum + band.weight, 0)).toBe(100_000);
    expect(bands[0]).toEqual({ ages: '0–4', weight: 5000 });
    expect(bands[18]).toEqual({ ages: '90+', weight: 1000 });
    expect(source).toContain('Eurostat');
  });

  it('of two bands, 10 in 1,000 and 30 in 2,000, weights 1 and 3, is (10·1/1,000 + 30·3/2,000)/4 = 1.375 %', () => {
    const standard = {
      name: 'two bands',
      published: 2026,
      source: 'worked by hand',
      bands: [
        { ages: 'young', weight: 1 },
        { ages: 'old', weight: 3 },
      ],
    };
    const bands = [
      { events: 10, population: 1000 },
      { events: 30, population: 2000 },
    ];
    const rate = directlyStandardisedRate(bands, standard, 100);
    expect(rate).toMatchObject({ available: true, events: 40, population: 3000, standard: 'two bands' });
    if (!rate.available) return;
    expectClose(rate.value, 1.375, 1e-14);
    expect(rate.interval.method).toBe('Dobson with Byar');
    // var = (10·(1/1000)² + 30·(3/2000)²)/16; Byar of 40 events.
    const perEvent = Math.sqrt((10e-6 + 30 * 2.25e-6) / 16 / 40) * 100;
    const byar = 40 * (1 - 1 / 360 - LEVEL_95.z / (3 * Math.sqrt(40))) ** 3;
    expectClose(rate.interval.at95.lower, 1.375 + perEvent * (byar - 40), 1e-12);
  });

  it('is not available with 9 events, and says so; with 10 it is', () => {
    const bands = even(0);
    bands[3] = { events: 9, population: 1000 };
    expect(directlyStandardisedRate(bands)).toMatchObject({
      available: false,
      reason: 'fewer-than-ten-events',
      events: 9,
    });
    bands[4] = { events: 1, population: 1000 };
    expect(directlyStandardisedRate(bands).available).toBe(true);
  });

  it('is the crude rate, with its limits, where every band has the same rate and weight', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), (events) => {
        const standard = {
          ...EUROPEAN_STANDARD_POPULATION_2013,
          bands: EUROPEAN_STANDARD_POPULATION_2013.bands.map((band) => ({ ...band, weight: 7 })),
        };
        const rate = directlyStandardisedRate(even(events), standard);
        const crude = crudeRate(19 * events, 19_000);
        if (!rate.available) throw new Error('19 events are enough.');
        expectClose(rate.value, crude.value, 1e-12);
        expectClose(rate.interval.at95.lower, crude.interval.at95.lower, 1e-12);
        expectClose(rate.interval.at998.upper, crude.interval.at998.upper, 1e-12);
      }),
      cases,
    );
  });

  it('refuses an empty band, a missing one and no bands at all', () => {
    const bands = even(5);
    expect(() => directlyStandardisedRate(bands.slice(1))).toThrow(refusal('lengths-differ'));
    expect(() => directlyStandardisedRate([])).toThrow(refusal('empty'));
    bands[7] = { events: 1, population: 0 };
    expect(() => directlyStandardisedRate(bands)).toThrow(
      expect.objectContaining({ code: 'denominator-zero', index: 7 }),
    );
  });
});

describe('an indirectly standardised ratio', () => {
  it('of 12 observed to 100·20/1,000 + 300·10/500 = 8 expected is 1.5, with Byar limits over 8', () => {
    const strata = [
      { population: 100, referenceEvents: 20, referencePopulation: 1000 },
      { population: 300, referenceEvents: 10, referencePopulation: 500 },
    ];
    const ratio = indirectlyStandardisedRatio(12, strata, 100);
    expect(ratio.expected).toBeCloseTo(8, 12);
    expect(ratio.value).toBeCloseTo(150, 10);
    expectClose(ratio.interval.at95.upper, (crudeRate(12, 1, 1).interval.at95.upper / 8) * 100, 1e-12);
  });

  it('of the reference population to itself is 1', () => {
    const stratum = fc.record({
      referenceEvents: fc.integer({ min: 1, max: 5000 }),
      referencePopulation: fc.integer({ min: 5000, max: 90_000 }),
    });
    fc.assert(
      fc.property(fc.array(stratum, { minLength: 1, maxLength: 19 }), (strata) => {
        const observed = strata.reduce((sum, s) => sum + s.referenceEvents, 0);
        const self = strata.map((s) => ({ ...s, population: s.referencePopulation }));
        expectClose(indirectlyStandardisedRatio(observed, self).value, 1, 1e-12);
      }),
      cases,
    );
  });

  it('is refused where nothing is expected', () => {
    const nobody = { population: 0, referenceEvents: 20, referencePopulation: 1000 };
    expect(() => indirectlyStandardisedRatio(3, [nobody])).toThrow(refusal('denominator-zero'));
    expect(() => indirectlyStandardisedRatio(3, [])).toThrow(refusal('empty'));
  });
});

it('the interval of a result says how it was made, whatever the result', () => {
  expect(
    [proportion(1, 2), crudeRate(1, 2), crudeRate(11, 2)].map(({ interval }) => interval.method),
  ).toEqual(['Wilson', 'exact Poisson', 'Byar']);
});
