import { cpus, release, totalmem } from 'node:os';

/** Operations a second: the middle one of all rounds, the slowest and the fastest. */
export interface Rate {
  readonly median: number;
  readonly range: readonly [number, number];
}

/** One stage beside the same work by hand, both in the same run and by turns. */
export interface Line {
  readonly what: string;
  readonly beside?: string;
  readonly unit: string;
  readonly ours: Rate;
  readonly peer?: Rate;
  /** Ours by the peer's, round by round: what shares a machine shares its moods. */
  readonly ratio?: Rate;
  readonly target?: number;
  readonly met?: boolean;
}

/** What a round is: does its work and resolves to operations a second. */
export type Round = () => Promise<number>;

/** A stage, its peer, and how often they take turns. */
export interface Contest {
  readonly what: string;
  readonly beside: string;
  readonly unit: string;
  readonly rounds: number;
  readonly target?: number;
  readonly ours: Round;
  readonly peer: Round;
}

/** Rounds until code is compiled and files have their size. */
const WARM = 2;

/** Lets both run by turns, the first two of each uncounted, whoever began last time going second. */
export async function contest({ ours, peer, rounds, target, ...names }: Contest): Promise<Line> {
  const [own, other]: [number[], number[]] = [[], []];
  for (let round = 0; round < WARM; round += 1) {
    await ours();
    await peer();
  }
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) own.push(await ours());
    other.push(await peer());
    if (round % 2 === 1) own.push(await ours());
  }
  const ratio = rateOf(own.map((rate, round) => rate / (other[round] as number)));
  const met = target === undefined ? {} : { target, met: ratio.median >= target };
  return { ...names, ours: rateOf(own), peer: rateOf(other), ratio, ...met };
}

/** Runs `round` as often as asked, once more before to warm up. */
export async function alone(what: string, unit: string, rounds: number, round: Round): Promise<Line> {
  await round();
  const rates: number[] = [];
  for (let time = 0; time < rounds; time += 1) rates.push(await round());
  return { what, unit, ours: rateOf(rates) };
}

/** Median and range of at least one figure. */
export function rateOf(figures: readonly number[]): Rate {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]] as [number, number];
  return { median: (middle[0] + middle[1]) / 2, range: [sorted[0] as number, sorted.at(-1) as number] };
}

/** The value that the share `at` (0 to 1) of the sorted figures does not exceed. */
export function quantile(sorted: readonly number[], at: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? NaN;
}

/** How many operations a second `work` does when it does `count` of them. */
export async function rate(count: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - start);
}

/** Where a figure was measured; without it a figure says nothing. */
export function machine(): Record<string, unknown> {
  return {
    processor: cpus()[0]?.model,
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${release()}`,
    node: process.version,
  };
}

/** The line as a row of the table on the screen. */
export function rowOf({ what, unit, ours, peer, ratio, target, met }: Line): Record<string, unknown> {
  return {
    what,
    unit,
    ours: inWords(ours),
    beside: peer ? inWords(peer) : '',
    ratio: ratio ? `${ratio.median.toFixed(2)} (${ratio.range.map((one) => one.toFixed(2)).join('–')})` : '',
    target: target === undefined ? '' : `≥ ${target}: ${met ? 'met' : 'MISSED'}`,
  };
}

const inWords = ({ median, range }: Rate): string =>
  `${whole(median)} (${whole(range[0])}–${whole(range[1])})`;

const whole = (figure: number): string =>
  figure.toLocaleString('en-GB', { maximumFractionDigits: figure < 100 ? 1 : 0 });
