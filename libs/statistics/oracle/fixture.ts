import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Interval } from '../src';

/** Lower and upper limit at both levels, as the reference implementations give them. */
export type BothLimits = Record<'at95' | 'at998', [number, number]>;

interface Fixture {
  readonly 'made with': Record<string, string>;
  readonly z: { at95: number; at998: number };
  readonly normals: { x: number; cdf: number }[];
  readonly proportions: ({ x: number; n: number } & BothLimits)[];
  readonly poisson: { x: number; exact: BothLimits; byar?: BothLimits }[];
  readonly standardised: {
    events: number[];
    people: number[];
    dsr: number;
    dsrLimits: BothLimits;
    reference: [number, number][];
    expected: number;
    ratio: number;
    ratioLimits: BothLimits;
  }[];
  readonly inequality: {
    kind: 'other' | 'rate' | 'proportion';
    people: number[];
    values: number[];
    plain: [number, number];
    ends?: [number, number];
    error: number;
    slopeError: number;
  }[];
  readonly funnels: ({ average: number; population: number } & BothLimits)[];
  readonly tables: {
    a: number;
    n1: number;
    b: number;
    n2: number;
    newcombe: BothLimits;
    fisher: number;
    ratio?: number;
    katz?: BothLimits;
    chiSquare?: Record<'uncorrected' | 'corrected', [number, number]>;
  }[];
  readonly families: { p: number[]; adjusted: number[]; stands: boolean[] }[];
  readonly quantiles: { values: number[]; groups: number; quantile: number[] }[];
}

/** Reference results made by make-fixture.py with scipy, statsmodels and mpmath. */
export const fixture = JSON.parse(readFileSync(join(__dirname, 'fixture.json'), 'utf8')) as Fixture;

/** Fails unless `actual` is within a relative error of `expected` (default 1e-9; a zero has to be exact). */
export function expectClose(actual: number, expected: number, relative = 1e-9, absolute = 0): void {
  const allowed = Math.max(relative * Math.abs(expected), absolute);
  if (!(Math.abs(actual - expected) <= allowed)) {
    throw new Error(`${actual} is not within ${allowed} of ${expected}.`);
  }
}

/** {@link expectClose} for all four limits of an interval. */
export function expectLimits(interval: Interval, expected: BothLimits, relative = 1e-9, absolute = 0): void {
  for (const level of ['at95', 'at998'] as const) {
    expectClose(interval[level].lower, expected[level][0], relative, absolute);
    expectClose(interval[level].upper, expected[level][1], relative, absolute);
  }
}
