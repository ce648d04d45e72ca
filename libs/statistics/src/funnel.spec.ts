import fc from 'fast-check';
import { expectClose } from '../oracle/fixture';
import {
  compareWithBenchmark,
  funnelAverage,
  LEVEL_95,
  proportionFunnelLimits,
  proportionFunnelPosition,
  rateFunnelLimits,
  rateFunnelPosition,
  ratioFunnelLimits,
  ratioFunnelPosition,
  wilsonLimits,
  type Interval,
  type StatisticsCode,
} from './index';

const refusal = (code: StatisticsCode) => expect.objectContaining({ code });
const cases = { numRuns: 500 };

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
