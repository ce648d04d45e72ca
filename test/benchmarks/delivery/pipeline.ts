import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Place } from './ground';
import type { Route } from './guarded';

/** Writers on connections of their own; each makes a change and resolves when it is committed. */
export interface Producer {
  readonly writers: readonly ((index: number) => Promise<Stamp>)[];
  close(): Promise<void>;
}

export interface Consumer {
  close(): Promise<void>;
}

/** When something was committed: milliseconds since 1970 by the clock that both processes share. */
export interface Stamp {
  readonly id: string;
  readonly at: number;
}

/** What a process of the pipeline is asked to be. */
export interface Part {
  readonly part: 'producer' | 'consumer';
  readonly guarded: boolean;
  readonly place: Place;
  readonly route: Route;
}

/** To a producer: so many changes, as fast as it goes or so many a second. To a consumer: tell when so many more came. */
export interface Order {
  readonly count: number;
  readonly perSecond?: number;
}

/** One producer and one consumer process that stay for all rounds. */
export class Pipeline {
  private constructor(
    private readonly producer: ChildProcess,
    private readonly consumer: ChildProcess,
  ) {}

  static async open(guarded: boolean, place: Place, route: Route): Promise<Pipeline> {
    const start = async (part: Part['part']) => {
      const child = fork(join(__dirname, 'pipeline-process.js'), [
        JSON.stringify({ part, guarded, place, route } satisfies Part),
      ]);
      await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(() => {
          throw new Error(`The ${part} process ended before it was ready.`);
        }),
      ]);
      return child;
    };
    return new Pipeline(await start('producer'), await start('consumer'));
  }

  /** Resolves when all effects of the changes are committed, with the moments of both. */
  async run(order: Order): Promise<{ said: Stamp[]; applied: Stamp[] }> {
    const applied = once(this.consumer, 'message');
    this.consumer.send({ count: order.count } satisfies Order);
    const said = once(this.producer, 'message');
    this.producer.send(order);
    const [[first], [second]] = await Promise.all([said, applied]);
    return { said: first as Stamp[], applied: second as Stamp[] };
  }

  async close(): Promise<void> {
    for (const child of [this.producer, this.consumer]) {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    }
  }
}
