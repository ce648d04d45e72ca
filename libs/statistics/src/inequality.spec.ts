import fc from 'fast-check';
import { expectClose } from '../oracle/fixture';
import { inequalityIndices, LEVEL_95, type InequalityQuestion, type StatisticsCode } from './index';

const refusal = (code: StatisticsCode) => expect.objectContaining({ code });
const quick = { repetitions: 1000, seed: 7 };
const five = [9, 7, 5, 3, 1].map((value) => ({
  population: 100,
  value,
  lower95: value - 1,
  upper95: value + 1,
}));

describe('slope and relative index of inequality', () => {
  it('of 9, 7, 5, 3, 1 in fifths is −10 from 10 to 0, worked by hand', () => {
    const { slopeIndex, relativeIndex, intercept } = inequalityIndices({
      quantiles: five,
      kind: 'other',
      simulation: quick,
    });
    expect(slopeIndex.value).toBeCloseTo(-10, 12);
    expect(intercept).toBeCloseTo(10, 12);
    expect(relativeIndex.value).toBeCloseTo(0, 12);
    expect(slopeIndex.interval.method).toBe('simulation');
  });

  it('turns both about with a negative multiplier: the slope changes sign, the ratio is inverted', () => {
    const quantiles = five.map((q) => ({
      ...q,
      value: q.value + 10,
      lower95: q.value + 9,
      upper95: q.value + 11,
    }));
    const ask = (multiplier: number) =>
      inequalityIndices({ quantiles, kind: 'other', multiplier, simulation: quick });
    expect(ask(-100).slopeIndex.value).toBeCloseTo(1000, 9);
    expect(ask(-1).relativeIndex.value).toBeCloseTo(2, 12);
    expect(ask(1).relativeIndex.value).toBeCloseTo(0.5, 12);
    expect(ask(0.01).relativeIndex.value).toBeCloseTo(0.5, 12);
    expect(ask(0.01).relativeIndex.interval).toEqual(ask(1).relativeIndex.interval);
    const { at95 } = ask(-100).slopeIndex.interval;
    expect(at95.lower).toBeLessThan(1000);
    expect(at95.upper).toBeGreaterThan(1000);
  });

  it('recovers any straight line over unequal quantiles', () => {
    const populations = fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 5, maxLength: 20 });
    const ends = fc.tuple(fc.integer({ min: 100, max: 900 }), fc.integer({ min: -90, max: 90 }));
    fc.assert(
      fc.property(populations, ends, (people, [start, slope]) => {
        const total = people.reduce((sum, n) => sum + n, 0);
        let before = 0;
        const quantiles = people.map((population) => {
          const rank = (before + population / 2) / total;
          before += population;
          return { population, value: start + slope * rank, standardError: 0 };
        });
        const got = inequalityIndices({
          quantiles,
          kind: 'other',
          simulation: { repetitions: 1000, seed: 1 },
        });
        expectClose(got.slopeIndex.value, slope, 1e-8, 1e-8);
        expectClose(got.intercept, start, 1e-8);
        // Without error there is nothing to simulate: the limits are the value.
        expectClose(got.slopeIndex.interval.at998.lower, slope, 1e-8, 1e-8);
      }),
      { numRuns: 500 },
    );
  });

  it('takes 95 % limits for 1.96 standard errors either side, on the log scale for rates', () => {
    const error = 0.05;
    const reach = Math.exp(LEVEL_95.z * error);
    const values = [90, 80, 70, 60, 50];
    const ask = (quantiles: InequalityQuestion['quantiles']) =>
      inequalityIndices({ quantiles, kind: 'rate', simulation: quick }).slopeIndex.interval;
    const byLimits = ask(
      values.map((value) => ({ population: 9, value, lower95: value / reach, upper95: value * reach })),
    );
    const byError = ask(values.map((value) => ({ population: 9, value, standardError: error })));
    expectClose(byLimits.at95.lower, byError.at95.lower, 1e-12);
    expectClose(byLimits.at998.upper, byError.at998.upper, 1e-12);
  });

  it('is the same figure again from the same seed, and not from another', () => {
    const ask = (seed: number) =>
      inequalityIndices({ quantiles: five, kind: 'other', simulation: { repetitions: 1000, seed } });
    expect(ask(3)).toEqual(ask(3));
    expect(ask(3).slopeIndex.interval).not.toEqual(ask(4).slopeIndex.interval);
  });

  it('recovers the ends of an exponential gradient of rates on the log scale, and holds them in its limits', () => {
    const quantiles = [0.1, 0.3, 0.5, 0.7, 0.9].map((rank) => {
      const value = 200 * Math.exp(-rank);
      return { population: 50, value, lower95: value * 0.9, upper95: value / 0.9 };
    });
    const got = inequalityIndices({ quantiles, kind: 'rate', transform: true, simulation: quick });
    expect(got.transform).toBe('log');
    expectClose(got.slopeIndex.value, 200 * Math.exp(-1) - 200, 1e-12);
    expectClose(got.relativeIndex.value, Math.exp(-1), 1e-12);
    const { at95, at998 } = got.relativeIndex.interval;
    const ladder = [0, at998.lower, at95.lower, got.relativeIndex.value, at95.upper, at998.upper];
    expect([...ladder].sort((a, b) => a - b)).toEqual(ladder);
  });

  it.each<[string, Partial<InequalityQuestion>, StatisticsCode]>([
    ['four quantiles', { quantiles: five.slice(1) }, 'too-few-groups'],
    [
      'limits the wrong way round',
      { quantiles: five.map((q) => ({ ...q, upper95: -9 })) },
      'limits-reversed',
    ],
    ['an empty quantile', { quantiles: five.map((q) => ({ ...q, population: 0 })) }, 'denominator-zero'],
    ['a proportion of 9', { kind: 'proportion' }, 'out-of-range'],
    ['a rate whose lower limit is 0', { kind: 'rate' }, 'out-of-range'],
    ['a transform of neither rate nor proportion', { transform: true }, 'out-of-range'],
    ['999 repetitions', { simulation: { repetitions: 999, seed: 1 } }, 'out-of-range'],
    ['a multiplier of 0', { multiplier: 0 }, 'out-of-range'],
    ['a value that is not a number', { quantiles: five.map((q) => ({ ...q, value: NaN })) }, 'not-a-number'],
    [
      'a standard error under a transform',
      {
        kind: 'rate',
        transform: true,
        quantiles: [9, 7, 5, 3, 1].map((value) => ({ population: 1, value, standardError: 1 })),
      },
      'out-of-range',
    ],
  ])('refuses %s', (_, part, code) => {
    expect(() => inequalityIndices({ quantiles: five, kind: 'other', simulation: quick, ...part })).toThrow(
      refusal(code),
    );
  });
});
