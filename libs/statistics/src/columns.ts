import { amount, demand, divisor, partAndWhole } from './errors';
import { LEVEL_95, LEVEL_998 } from './levels';
import { byarLimits, exactPoissonLimits } from './poisson';
import { wilsonLimits } from './wilson';

/** A column of numbers; a missing value is NaN. */
export type Column = Float64Array | Float32Array | Int32Array | Uint32Array | readonly number[];

/** What a row of a {@link FigureColumns} is. */
export const ROW = {
  /** The figures are there. */
  ok: 0,
  /** The numerator or denominator was NaN; the figures are NaN. */
  missing: 1,
  /** The denominator was 0; the figures are NaN. */
  noDenominator: 2,
  /** The group is absent from the baseline; the figures are NaN. */
  absentFromBaseline: 3,
} as const;

/** Code of the interval method of a row. */
export const ROW_METHOD = { none: 0, wilson: 1, exactPoisson: 2, byar: 3 } as const;

/** Figures as columns of equal length; read `status` before a figure: where it is not `ROW.ok` the figures are NaN. */
export interface FigureColumns {
  readonly value: Float64Array;
  readonly lower95: Float64Array;
  readonly upper95: Float64Array;
  readonly lower998: Float64Array;
  readonly upper998: Float64Array;
  /** A code of {@link ROW}. */
  readonly status: Uint8Array;
  /** A code of {@link ROW_METHOD}. */
  readonly method: Uint8Array;
}

/**
 * Proportions with Wilson intervals for whole columns, row by row as `proportion`. Missing is NaN in either
 * column and gives NaN with its status, as does 0 of 0. Errors, with the row as `index`: infinite, negative,
 * numerator above denominator, a count without a denominator; columns of different length. Empty columns give
 * empty columns.
 */
export function proportionColumns(numerators: Column, denominators: Column, multiplier = 1): FigureColumns {
  divisor(multiplier, 'The multiplier');
  return rowByRow(numerators, denominators, (x, n, row, out) => {
    partAndWhole(x, n, row);
    writeWilson(out, row, x, n, multiplier);
  });
}

/**
 * Crude rates for whole columns, row by row as `crudeRate`: exact Poisson under 10 events, Byar from 10,
 * named by row. Missing, empty and wrong input as {@link proportionColumns}, but a numerator may exceed its
 * denominator.
 */
export function crudeRateColumns(events: Column, denominators: Column, multiplier = 100_000): FigureColumns {
  divisor(multiplier, 'The multiplier');
  return rowByRow(events, denominators, (x, n, row, out) => {
    amount(x, 'The number of events', row);
    divisor(n, 'The denominator', row);
    const isExact = x < 10;
    const limits = isExact ? exactPoissonLimits : byarLimits;
    const at95 = limits(x, LEVEL_95);
    const at998 = limits(x, LEVEL_998);
    out.value[row] = (x / n) * multiplier;
    out.lower95[row] = (at95.lower / n) * multiplier;
    out.upper95[row] = (at95.upper / n) * multiplier;
    out.lower998[row] = (at998.lower / n) * multiplier;
    out.upper998[row] = (at998.upper / n) * multiplier;
    out.method[row] = isExact ? ROW_METHOD.exactPoisson : ROW_METHOD.byar;
  });
}

/**
 * Representation ratios for whole columns, row by row as `representationRatio` of counted units: group and
 * stage counts against the share of the baseline, a column of fractions from 0 to 1. An empty stage is
 * `noDenominator`, a share of 0 `absentFromBaseline`, NaN anywhere `missing`. Errors as {@link
 * proportionColumns}, and a share outside 0 to 1.
 */
export function representationRatioColumns(
  groups: Column,
  stages: Column,
  baselineShares: Column,
): FigureColumns {
  sameLength(groups, baselineShares);
  return rowByRow(groups, stages, (x, n, row, out) => {
    const share = baselineShares[row]!;
    if (Number.isNaN(share)) return void refuse(out, row, ROW.missing);
    if (share === 0) return void refuse(out, row, ROW.absentFromBaseline);
    demand(share > 0 && share <= 1, 'out-of-range', `The share ${share} is outside 0 to 1.`, row);
    partAndWhole(x, n, row);
    writeWilson(out, row, x, n, 1 / share);
  });
}

type WriteRow = (x: number, n: number, row: number, out: FigureColumns) => void;

function rowByRow(xs: Column, ns: Column, write: WriteRow): FigureColumns {
  sameLength(xs, ns);
  const out = emptyColumns(xs.length);
  for (let row = 0; row < xs.length; row++) {
    const x = xs[row]!;
    const n = ns[row]!;
    if (Number.isNaN(x) || Number.isNaN(n)) refuse(out, row, ROW.missing);
    else if (n === 0 && x === 0) refuse(out, row, ROW.noDenominator);
    else write(x, n, row, out);
  }
  return out;
}

function writeWilson(out: FigureColumns, row: number, x: number, n: number, factor: number): void {
  const at95 = wilsonLimits(x, n, LEVEL_95);
  const at998 = wilsonLimits(x, n, LEVEL_998);
  out.value[row] = (x / n) * factor;
  out.lower95[row] = at95.lower * factor;
  out.upper95[row] = at95.upper * factor;
  out.lower998[row] = at998.lower * factor;
  out.upper998[row] = at998.upper * factor;
  out.method[row] = ROW_METHOD.wilson;
}

function refuse(out: FigureColumns, row: number, status: number): void {
  out.status[row] = status;
  for (const column of [out.value, out.lower95, out.upper95, out.lower998, out.upper998]) column[row] = NaN;
}

function emptyColumns(length: number): FigureColumns {
  return {
    value: new Float64Array(length),
    lower95: new Float64Array(length),
    upper95: new Float64Array(length),
    lower998: new Float64Array(length),
    upper998: new Float64Array(length),
    status: new Uint8Array(length),
    method: new Uint8Array(length),
  };
}

function sameLength(a: Column, b: Column): void {
  demand(
    a.length === b.length,
    'lengths-differ',
    `Columns of ${a.length} and ${b.length} rows do not match.`,
  );
}
