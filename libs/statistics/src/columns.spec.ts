import fc from 'fast-check';
import {
  crudeRate,
  crudeRateColumns,
  hasLimits,
  part,
  proportion,
  proportionColumns,
  representationRatio,
  representationRatioColumns,
  ROW,
  ROW_METHOD,
  type FigureColumns,
} from './index';

const cases = { numRuns: 500 };
const rowOf = (columns: FigureColumns, i: number) => ({
  value: columns.value[i],
  at95: { lower: columns.lower95[i], upper: columns.upper95[i] },
  at998: { lower: columns.lower998[i], upper: columns.upper998[i] },
});

describe('columns', () => {
  it('hold the same proportions, row by row, as one asked alone', () => {
    const pair = fc
      .integer({ min: 1, max: 1e6 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
        const columns = proportionColumns(
          Float64Array.from(pairs, ([x]) => x),
          Int32Array.from(pairs, ([, n]) => n),
          100,
        );
        pairs.forEach(([x, n], i) => {
          const { value, interval } = proportion(x, n, 100);
          expect(rowOf(columns, i)).toEqual({ value, at95: interval.at95, at998: interval.at998 });
          expect([columns.status[i], columns.method[i]]).toEqual([ROW.ok, ROW_METHOD.wilson]);
        });
      }),
      cases,
    );
  });

  it('hold the same rates, and the method of each', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 1e6 }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
        const columns = crudeRateColumns(
          pairs.map(([x]) => x),
          pairs.map(([, n]) => n),
        );
        pairs.forEach(([x, n], i) => {
          const { value, interval } = crudeRate(x, n);
          expect(rowOf(columns, i)).toEqual({ value, at95: interval.at95, at998: interval.at998 });
          expect(columns.method[i]).toBe(x < 10 ? ROW_METHOD.exactPoisson : ROW_METHOD.byar);
        });
      }),
      cases,
    );
  });

  it('hold the same representation ratios to the last digits', () => {
    const row = fc
      .tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 9999 }))
      .chain(([all, people]) =>
        fc.tuple(fc.integer({ min: 0, max: all }), fc.constant(all), fc.constant(people)),
      );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const columns = representationRatioColumns(
          rows.map(([x]) => x),
          rows.map(([, all]) => all),
          rows.map(([, , people]) => people / 10_000),
        );
        rows.forEach(([x, all, people], i) => {
          const ratio = representationRatio(part('bids', x, all), part('residents', people, 10_000));
          if (!ratio.available || !hasLimits(ratio.interval)) throw new Error('It exists.');
          expect(columns.value[i]! / ratio.value || 1).toBeCloseTo(1, 12);
          expect(columns.upper998[i]! / ratio.interval.at998.upper).toBeCloseTo(1, 12);
          expect(columns.lower95[i]! / ratio.interval.at95.lower || 1).toBeCloseTo(1, 12);
        });
      }),
      cases,
    );
  });

  it('say missing, no denominator and absent from the baseline, with no figure beside', () => {
    const columns = representationRatioColumns([1, NaN, 0, 2, 1], [4, 4, 0, 4, 4], [0.5, 0.5, 0.5, 0, NaN]);
    expect([...columns.status]).toEqual([
      ROW.ok,
      ROW.missing,
      ROW.noDenominator,
      ROW.absentFromBaseline,
      ROW.missing,
    ]);
    expect([...columns.value.slice(1), ...columns.upper998.slice(1)].every(Number.isNaN)).toBe(true);
    expect([...columns.method.slice(1)].every((method) => method === ROW_METHOD.none)).toBe(true);
  });

  it('name the row of what cannot be', () => {
    const at = (code: string, index: number) => expect.objectContaining({ code, index });
    expect(() => proportionColumns([1, 5], [4, 4])).toThrow(at('numerator-above-denominator', 1));
    expect(() => proportionColumns([1, -5], [4, 4])).toThrow(at('negative', 1));
    expect(() => crudeRateColumns([1, 2, Infinity], [4, 4, 4])).toThrow(at('infinite', 2));
    expect(() => crudeRateColumns([3], [0])).toThrow(at('denominator-zero', 0));
    expect(() => representationRatioColumns([1], [4], [1.5])).toThrow(at('out-of-range', 0));
    expect(() => proportionColumns([1], [4, 5])).toThrow(expect.objectContaining({ code: 'lengths-differ' }));
    expect(proportionColumns([], []).value).toHaveLength(0);
  });
});
