import normal from '@stdlib/stats-base-dists-normal';
import { expectClose, expectLimits, fixture } from '../oracle/fixture';
import {
  areaQuantiles,
  atBothLevels,
  byarLimits,
  crudeRate,
  directlyStandardisedRate,
  exactPoissonLimits,
  falseDiscoveries,
  fisherExact,
  hasLimits,
  indirectlyStandardisedRatio,
  inequalityIndices,
  LEVEL_95,
  LEVEL_998,
  proportion,
  proportionDifference,
  proportionFunnelLimits,
  proportionRatio,
  ratioFunnelLimits,
  testTwoProportions,
} from './index';

describe('against scipy, statsmodels and mpmath, to 1e-9 of the value', () => {
  it('names what the reference results were made with', () => {
    expect(Object.keys(fixture['made with'])).toEqual(
      expect.arrayContaining(['scipy', 'statsmodels', 'mpmath']),
    );
  });

  it('has a measure that fails at a difference of 2e-9, so agreement is not an accident', () => {
    expect(() => expectClose(1 + 2e-9, 1)).toThrow('not within');
    expect(() => expectClose(1e-300, 0)).toThrow('not within');
    expect(() => expectClose(NaN, 1)).toThrow('not within');
  });

  it('uses the two normal deviates to the last digit', () => {
    expect(LEVEL_95.z).toBe(fixture.z.at95);
    expect(LEVEL_998.z).toBe(fixture.z.at998);
  });

  it('takes p values from a normal tail that is right down to 1e-300', () => {
    for (const { x, cdf } of fixture.normals) expectClose(normal.cdf(-x, 0, 1), cdf, 1e-12);
  });

  it.each(fixture.proportions)('Wilson limits of $x of $n', ({ x, n, ...limits }) => {
    expectLimits(proportion(x, n).interval, limits, 1e-12);
  });

  it.each(fixture.poisson)('exact Poisson and Byar limits of $x events', ({ x, exact, byar }) => {
    const exactly = atBothLevels('exact Poisson', (level) => exactPoissonLimits(x, level));
    expectLimits(exactly, exact, 1e-12);
    if (byar)
      expectLimits(
        atBothLevels('Byar', (level) => byarLimits(x, level)),
        byar,
        1e-12,
      );
    expectLimits(crudeRate(x, 1, 1).interval, x < 10 ? exact : byar!, 1e-12);
  });

  it.each(fixture.poisson.filter(({ x }) => x >= 1 && Number.isInteger(x)))(
    'funnel limits of a ratio at $x events',
    ({ x, exact }) => {
      const { at95, at998 } = ratioFunnelLimits(x);
      expectClose(at95.lower, x / exact.at95[1]);
      expectClose(at95.upper, x / exact.at95[0]);
      expectClose(at998.lower, x / exact.at998[1]);
      expectClose(at998.upper, x / exact.at998[0]);
    },
  );

  it.each(fixture.standardised)('standardised rate $dsr and ratio $ratio', (row) => {
    const bands = row.events.map((events, i) => ({ events, population: row.people[i]! }));
    const rate = directlyStandardisedRate(bands);
    if (!rate.available) throw new Error('The rate has ten events and should be there.');
    expectClose(rate.value, row.dsr);
    expectLimits(rate.interval, row.dsrLimits);

    const strata = row.reference.map(([referenceEvents, referencePopulation], i) => ({
      population: row.people[i]!,
      referenceEvents,
      referencePopulation,
    }));
    const ratio = indirectlyStandardisedRatio(rate.events, strata);
    expectClose(ratio.expected, row.expected);
    expectClose(ratio.value, row.ratio);
    expectLimits(ratio.interval, row.ratioLimits);
  });

  it.each(fixture.inequality)('slope and relative index of a $kind over quantiles', (row) => {
    const quantiles = row.people.map((population, i) => {
      const value = row.values[i]!;
      return { population, value, lower95: value * 0.97, upper95: value * 1.03 };
    });
    const simulation = { repetitions: 1000, seed: 1 };
    const [start, slope] = row.plain;
    const plain = inequalityIndices({ quantiles, kind: row.kind, simulation });
    expectClose(plain.slopeIndex.value, slope);
    expectClose(plain.intercept, start);
    expectClose(plain.relativeIndex.value, (start + slope) / start);
    if (!row.ends) return;
    const [low, high] = row.ends;
    const transformed = inequalityIndices({ quantiles, kind: row.kind, transform: true, simulation });
    expectClose(transformed.slopeIndex.value, high - low);
    expectClose(transformed.relativeIndex.value, high / low);
    expectClose(transformed.intercept, low);
  });

  it.each(fixture.inequality.filter(({ kind }) => kind === 'other'))(
    'simulated limits of a normal indicator meet the exact ones (standard error $slopeError)',
    ({ people, values, error, plain, slopeError }) => {
      const quantiles = people.map((population, i) => ({
        population,
        value: values[i]!,
        standardError: error,
      }));
      const { slopeIndex } = inequalityIndices({ quantiles, kind: 'other' });
      // 100,000 draws place the 2.5 % point within about 0.01 and the 0.1 % point within about 0.03 standard errors.
      expectClose(slopeIndex.interval.at95.lower, plain[1] - LEVEL_95.z * slopeError, 0, 0.03 * slopeError);
      expectClose(slopeIndex.interval.at95.upper, plain[1] + LEVEL_95.z * slopeError, 0, 0.03 * slopeError);
      expectClose(slopeIndex.interval.at998.lower, plain[1] - LEVEL_998.z * slopeError, 0, 0.12 * slopeError);
      expectClose(slopeIndex.interval.at998.upper, plain[1] + LEVEL_998.z * slopeError, 0, 0.12 * slopeError);
    },
  );

  it.each(fixture.funnels)('funnel of proportions around $average at $population', (row) => {
    expectLimits(proportionFunnelLimits(row.average, row.population, 1), row, 1e-9, 1e-15);
  });

  it.each(fixture.tables)('two proportions $a of $n1 and $b of $n2', ({ a, n1, b, n2, ...row }) => {
    expectLimits(proportionDifference(a, n1, b, n2).interval, row.newcombe, 1e-9, 1e-15);
    expectClose(fisherExact(a, n1, b, n2), row.fisher);
    const { chiSquare } = testTwoProportions(a, n1, b, n2);
    expect(chiSquare === null).toBe(row.chiSquare === undefined);
    for (const kind of ['uncorrected', 'corrected'] as const) {
      if (!chiSquare || !row.chiSquare) continue;
      expectClose(chiSquare[kind].statistic, row.chiSquare[kind][0]);
      expectClose(chiSquare[kind].p, row.chiSquare[kind][1]);
    }
    const ratio = proportionRatio(a, n1, b, n2);
    expect(ratio.available && a > 0).toBe(row.ratio !== undefined);
    if (!ratio.available || row.ratio === undefined) return;
    expectClose(ratio.value, row.ratio);
    if (hasLimits(ratio.interval)) expectLimits(ratio.interval, row.katz!);
  });

  it.each(fixture.families)('Benjamini–Hochberg over a family of $p.length', ({ p, adjusted, stands }) => {
    const family = falseDiscoveries(p);
    family.forEach((test, i) => expectClose(test.adjusted, adjusted[i]!));
    expect(family.map((test) => test.stands)).toEqual(stands);
  });

  it.each(fixture.quantiles)('$groups quantiles of $values.length areas', ({ values, groups, quantile }) => {
    expect(areaQuantiles(values, groups)).toEqual(quantile);
  });
});
