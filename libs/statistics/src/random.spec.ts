import normal from '@stdlib/stats-base-dists-normal';
import { binomialDraws, seededRandom, xoshiro128 } from './random';

describe('seeded random numbers', () => {
  it('repeat from the same seed and differ from another', () => {
    const first = (seed: number) => Array.from({ length: 5 }, seededRandom(seed).uniform);
    expect(first(1)).toEqual(first(1));
    expect(first(1)).not.toEqual(first(2));
    expect(first(1).every((u) => u >= 0 && u < 1)).toBe(true);
  });

  it('begin with 11520, 0, 5927040, 70819200 from the state 1, 2, 3, 4, as the published xoshiro128** does', () => {
    expect(Array.from({ length: 4 }, xoshiro128(Int32Array.of(1, 2, 3, 4)))).toEqual([
      11520, 0, 5927040, 70819200,
    ]);
  });

  it('are spread evenly: their mean is a half within four standard errors', () => {
    const random = seededRandom(99);
    const draws = Array.from({ length: 200_000 }, random.uniform);
    const mean = draws.reduce((sum, u) => sum + u, 0) / draws.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / draws.length));
  });

  it('make normals whose distribution is within the Kolmogorov bound of the normal', () => {
    const random = seededRandom(5);
    const draws = Float64Array.from({ length: 100_000 }, random.normal).sort();
    const gap = draws.reduce(
      (max, x, i) => Math.max(max, Math.abs(normal.cdf(x, 0, 1) - (i + 0.5) / draws.length)),
      0,
    );
    // 1.95/√n is passed by chance once in a thousand seeds, and this seed is fixed.
    expect(gap).toBeLessThan(1.95 / Math.sqrt(draws.length));
  });

  it('make binomial counts as often as the binomial distribution says', () => {
    const draw = binomialDraws(6, 0.3, seededRandom(8));
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 60_000; i++) counts[draw()]!++;
    const chances = [0.117649, 0.302526, 0.324135, 0.18522, 0.059535, 0.010206, 0.000729];
    const chiSquare = chances.reduce((sum, p, k) => sum + (counts[k]! - 60_000 * p) ** 2 / (60_000 * p), 0);
    expect(chiSquare).toBeLessThan(22.46); // 99.9 % point at six degrees of freedom
  });

  it('draw at least what is asked, and the certain without chance', () => {
    const draw = binomialDraws(5, 0.01, seededRandom(3), 1);
    expect(Math.min(...Array.from({ length: 5000 }, draw))).toBe(1);
    expect(binomialDraws(5, 1, seededRandom(3))()).toBe(5);
    expect(binomialDraws(5, 0, seededRandom(3))()).toBe(0);
    expect(() => binomialDraws(5, 0, seededRandom(3), 1)).toThrow(
      expect.objectContaining({ code: 'out-of-range' }),
    );
    expect(() => seededRandom(2 ** 32)).toThrow(expect.objectContaining({ code: 'out-of-range' }));
    expect(() => seededRandom(1.5)).toThrow(expect.objectContaining({ code: 'not-whole' }));
  });
});
