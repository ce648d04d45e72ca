import { Session } from 'node:inspector/promises';
import { approvedIn, arrivedOf, fillOutbox } from './approvals';
import { consumerOn, effectsOn, handing } from './consuming';
import { brokerOn, connected, type Ground, poolOn } from './ground';
import { drain, type Sizes } from './stages';

/** Share of the processor's time that a group of functions took in this process, and its dearest functions. */
export interface Share {
  readonly group: string;
  readonly percent: number;
  readonly dearest: string;
}

/** Whose code a place in the program is; the first that fits. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/node_modules\/kafkajs/, 'kafkajs'],
  [/node_modules\/(pg|postgres)/, 'pg'],
  [/node_modules\/zod/, 'zod'],
  [/node_modules/, 'other packages'],
  [/libs\/messaging/, 'libs/messaging'],
  [/libs\/schemas/, 'libs/schemas'],
  [/test\/benchmarks/, 'benchmark'],
  [/^node:/, 'Node (sockets, streams, buffers)'],
];

/** The relay to Kafka and the effect in batches, each once more under the profiler. */
export async function profileStages(ground: Ground, sizes: Sizes): Promise<Record<string, Share[]>> {
  const event = approvedIn('bench-profile');
  const broker = await brokerOn('kafka', ground.place, { [event.topic]: 4 });
  const client = await connected(ground.place.database);
  await ground.clear();
  await fillOutbox(client, event, sizes.relayed);
  const relay = await profiled(() => drain(ground.place.database, broker, sizes.relayed));
  await client.end();
  await broker.stop();

  const pool = poolOn(ground.place.database);
  const hand = await handing((broker) => consumerOn(broker, event, 'batch', effectsOn(pool)));
  const records = arrivedOf(event, sizes.batched);
  await ground.clear();
  const batch = await profiled(async () => {
    for (let at = 0; at < records.length; at += 500) await hand(records.slice(at, at + 500));
  });
  await pool.end();
  return { 'relay → Kafka': relay, 'effect + inbox in batches': batch };
}

/** Where the time goes while `work` runs: samples of this process, without those in which it waited. */
export async function profiled(work: () => Promise<unknown>): Promise<Share[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const byGroup = new Map<string, Map<string, number>>();
  let busy = 0;
  for (const { callFrame, hitCount = 0 } of profile.nodes) {
    if (callFrame.functionName === '(idle)' || hitCount === 0) continue;
    busy += hitCount;
    const group = groupOf(callFrame.url, callFrame.functionName);
    const functions = byGroup.get(group) ?? new Map<string, number>();
    const name = callFrame.functionName || '(anonymous)';
    functions.set(name, (functions.get(name) ?? 0) + hitCount);
    byGroup.set(group, functions);
  }
  return [...byGroup]
    .map(([group, functions]) => shareOf(group, functions, busy))
    .filter(({ percent }) => percent >= 0.5)
    .sort((a, b) => b.percent - a.percent);
}

function groupOf(url: string, name: string): string {
  if (url === '')
    return name === '(garbage collector)' ? 'garbage collection' : 'native (parsing, system calls)';
  return GROUPS.find(([where]) => where.test(url))?.[1] ?? 'elsewhere';
}

function shareOf(group: string, functions: ReadonlyMap<string, number>, busy: number): Share {
  const sum = [...functions.values()].reduce((a, b) => a + b, 0);
  const dearest = [...functions].sort((a, b) => b[1] - a[1]).slice(0, 4);
  return {
    group,
    percent: Number(((sum * 100) / busy).toFixed(1)),
    dearest: dearest.map(([name, hits]) => `${name} ${((hits * 100) / busy).toFixed(1)} %`).join(', '),
  };
}
