import fc from 'fast-check';
import { areaQuantiles, falseDiscoveries, populationQuantiles, type StatisticsCode } from './index';

const refusal = (code: StatisticsCode) => expect.objectContaining({ code });
const cases = { numRuns: 500 };

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
