import { setTimeout as pause } from 'node:timers/promises';
import { guardedConsumer, guardedProducer } from './guarded';
import type { Order, Part, Producer, Stamp } from './pipeline';
import { unguardedConsumer, unguardedProducer } from './unguarded';

/** A producer or consumer process of the pipeline; ends when its parent lets go of it. */
async function main(): Promise<void> {
  const { part, guarded, place, route } = JSON.parse(process.argv[2] as string) as Part;
  const close = part === 'producer' ? await produce() : await consume();
  process.once('disconnect', () => void close().then(() => process.exit(0)));
  process.send?.('ready');

  async function produce() {
    const producer = await (guarded ? guardedProducer : unguardedProducer)(place, route);
    process.on('message', (order: Order) => void make(producer, order).then((said) => process.send?.(said)));
    return () => producer.close();
  }

  async function consume() {
    let wanted = Infinity;
    const applied: Stamp[] = [];
    const tell = () => {
      if (applied.length < wanted) return;
      wanted = Infinity;
      process.send?.(applied.splice(0));
    };
    const consumer = await (guarded ? guardedConsumer : unguardedConsumer)(place, route, (ids, at) => {
      for (const id of ids) applied.push({ id, at });
      tell();
    });
    process.on('message', (order: Order) => {
      wanted = order.count;
      tell();
    });
    return () => consumer.close();
  }
}

async function make({ writers }: Producer, { count, perSecond }: Order): Promise<Stamp[]> {
  const said: Stamp[] = [];
  let index = 0;
  if (!perSecond) {
    const write = async (writer: (index: number) => Promise<Stamp>) => {
      while (index < count) said.push(await writer(index++));
    };
    await Promise.all(writers.map(write));
    return said;
  }
  const start = performance.now();
  const under = new Set<Promise<unknown>>();
  for (; index < count; index += 1) {
    const wait = start + (index * 1_000) / perSecond - performance.now();
    if (wait > 1) await pause(wait);
    const writer = writers[index % writers.length] as (index: number) => Promise<Stamp>;
    const change = writer(index).then((stamp) => {
      said.push(stamp);
      under.delete(change);
    });
    under.add(change);
  }
  await Promise.all(under);
  return said;
}

void main();
