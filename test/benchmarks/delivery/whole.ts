import type { BrokerKind, Ground } from './ground';
import { contest, type Line, quantile, rate, rateOf } from './measure';
import { Pipeline, type Stamp } from './pipeline';

/** From a producer process to effects committed in a consumer process, beside the pipeline by hand. */
export async function wholeStage(ground: Ground, rounds: number, events: number): Promise<Line> {
  const route = { kind: 'kafka', partitions: 4, shape: 'batch' } as const;
  const ours = await Pipeline.open(true, ground.place, { ...route, service: 'bench-whole' });
  const peer = await Pipeline.open(false, ground.place, { ...route, service: 'bench-hand' });
  const round = (pipeline: Pipeline) => async () => {
    await ground.clear();
    return rate(events, () => pipeline.run({ count: events }));
  };
  const line = await contest({
    what: 'the whole: changes of 4 writers → relay → Kafka → effects in batches',
    beside: 'by hand: 4 writers, one insert each, raw kafkajs batches, multi-row inserts',
    unit: 'events/s',
    rounds,
    target: 0.5,
    ours: round(ours),
    peer: round(peer),
  });
  await ours.close();
  await peer.close();
  return line;
}

/** Milliseconds from the commit of a change to the commit of its effect, at a steady pace; several runs. */
export interface Latency {
  readonly broker: BrokerKind;
  readonly perSecond: number;
  readonly events: number;
  /** The median of the runs, and their range. */
  readonly p50: ReturnType<typeof rateOf>;
  readonly p99: ReturnType<typeof rateOf>;
  readonly met: boolean;
}

/** What the latency is to stay under. */
export const LIMIT_MS = { p50: 10, p99: 50 };

const WARM_SECONDS = 3;

/** Single effects at a steady pace; the first run is short, warms up and is not counted. */
export async function latencyStage(
  ground: Ground,
  kind: BrokerKind,
  rounds: number,
  seconds: number,
): Promise<Latency> {
  const perSecond = 200;
  const route = { kind, partitions: 4, shape: 'one', service: `bench-pace-${kind}` } as const;
  const pipeline = await Pipeline.open(true, ground.place, route);
  const [p50s, p99s]: [number[], number[]] = [[], []];
  await ground.clear();
  for (let round = 0; round <= rounds; round += 1) {
    const count = perSecond * (round === 0 ? WARM_SECONDS : seconds);
    const { said, applied } = await pipeline.run({ count, perSecond });
    const waits = waitsOf(said, applied);
    if (round === 0) continue;
    p50s.push(quantile(waits, 0.5));
    p99s.push(quantile(waits, 0.99));
  }
  await pipeline.close();
  const [p50, p99] = [rateOf(p50s), rateOf(p99s)];
  const met = p50.median < LIMIT_MS.p50 && p99.median < LIMIT_MS.p99;
  return { broker: kind, perSecond, events: perSecond * seconds, p50, p99, met };
}

/** An effect may be committed before the writer has heard of its own commit: then nothing was waited for. */
function waitsOf(said: readonly Stamp[], applied: readonly Stamp[]): number[] {
  const at = new Map(said.map((stamp) => [stamp.id, stamp.at]));
  const waits = applied.map((stamp) => Math.max(0, stamp.at - (at.get(stamp.id) ?? NaN)));
  if (waits.some(Number.isNaN)) throw new Error('An effect has no change: the rounds were mixed up.');
  return waits.sort((a, b) => a - b);
}

/** The latency as a row of the table on the screen. */
export const latencyRow = ({ broker, perSecond, events, p50, p99, met }: Latency) => ({
  broker,
  pace: `${perSecond}/s, ${events} a run`,
  'p50 ms': inWords(p50),
  'p99 ms': inWords(p99),
  target: `p50 < ${LIMIT_MS.p50}, p99 < ${LIMIT_MS.p99}: ${met ? 'met' : 'MISSED'}`,
});

const inWords = ({ median, range: [least, most] }: Latency['p50']): string =>
  `${median.toFixed(1)} (${least.toFixed(1)}–${most.toFixed(1)})`;
