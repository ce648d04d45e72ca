import { demand, wholeCount } from './errors';

const { imul, log, sqrt } = Math;

/** A reproducible source of random numbers: the same seed gives the same stream on every machine. */
export interface RandomSource {
  /** Uniform on [0, 1) with 53 random bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/**
 * Seeded random numbers: xoshiro128** (Blackman and Vigna 2021) filled by splitmix32, normals by Marsaglia's
 * polar method. `seed`: whole, 0 to 2³² − 1. For simulation only, never for secrets.
 * Errors: missing, NaN, infinite, negative, not whole, above the range.
 */
export function seededRandom(seed: number): RandomSource {
  wholeCount(seed, 'The seed');
  demand(seed <= 0xffffffff, 'out-of-range', `The seed ${seed} is above 4294967295.`);
  const next = xoshiro128(filled(seed));
  let spare: number | undefined;
  const uniform = () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  const normal = () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square === 0 || square >= 1) continue;
      const factor = sqrt((-2 * log(square)) / square);
      spare = v * factor;
      return u * factor;
    }
  };
  return { uniform, normal };
}

/** Four words from a seed, as the generator's authors advise: splitmix32 never leaves them all 0. */
function filled(seed: number): Int32Array {
  let filling = seed | 0;
  return Int32Array.from({ length: 4 }, () => {
    filling = (filling + 0x9e3779b9) | 0;
    let t = filling ^ (filling >>> 16);
    t = imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = imul(t, 0x735a2d97);
    return t ^ (t >>> 15);
  });
}

/**
 * xoshiro128** from a state of four 32-bit words, which it advances in place; results are 32-bit, signed. The
 * state is a typed array because captured variables would be boxed at every step.
 */
export function xoshiro128(word: Int32Array): () => number {
  return () => {
    const second = word[1]!;
    const times5 = imul(second, 5);
    const result = imul((times5 << 7) | (times5 >>> 25), 9);
    word[2]! ^= word[0]!;
    word[3]! ^= second;
    word[1]! ^= word[2]!;
    word[0]! ^= word[3]!;
    word[2]! ^= second << 9;
    word[3] = (word[3]! << 11) | (word[3]! >>> 21);
    return result;
  };
}

/**
 * Draws from a binomial distribution of `n` (whole) trials with chance `p` of success, by inversion of a
 * table built once around the mean; outcomes rarer than about 1e-17 are left out. With `atLeast` the draws
 * are conditional on being no smaller. Make it once, draw often. Errors: n not a whole number, p outside 0 to
 * 1, atLeast above n or p = 0 < atLeast.
 */
export function binomialDraws(n: number, p: number, random: RandomSource, atLeast = 0): () => number {
  wholeCount(n, 'The number of trials');
  demand(p >= 0 && p <= 1, 'out-of-range', `The chance ${p} is outside 0 to 1.`);
  const isPossible = wholeCount(atLeast, 'The least outcome') === 0 || (p > 0 && atLeast <= n);
  demand(isPossible, 'out-of-range', `${atLeast} successes in ${n} trials cannot be drawn.`);
  if (n === 0 || p === 0) return () => 0;
  if (p === 1) return () => n;
  const { first, cumulative } = binomialTable(n, p, atLeast);
  return () => {
    const target = random.uniform() * cumulative[cumulative.length - 1]!;
    let [low, high] = [0, cumulative.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return first + low;
  };
}

function binomialTable(n: number, p: number, least: number): { first: number; cumulative: Float64Array } {
  const mode = Math.max(least, Math.min(n, Math.floor((n + 1) * p)));
  const odds = p / (1 - p);
  const below: number[] = [];
  for (let k = mode, weight = 1; k > least; k--) {
    weight *= k / ((n - k + 1) * odds);
    if (weight < 1e-17) break;
    below.push(weight);
  }
  const above: number[] = [];
  for (let k = mode, weight = 1; k < n; k++) {
    weight *= ((n - k) * odds) / (k + 1);
    if (weight < 1e-17) break;
    above.push(weight);
  }
  const cumulative = Float64Array.from([...below.reverse(), 1, ...above]);
  for (let i = 1; i < cumulative.length; i++) cumulative[i]! += cumulative[i - 1]!;
  return { first: mode - below.length, cumulative };
}
