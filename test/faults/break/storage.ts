import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from '../ground/ground';
import type { SmallDisk } from '../ground/small-disk';
import type { Store } from '../ground/stores';
import type { Fault } from './fault';
import { seconds } from './processes';

type Chosen = (ground: Ground) => Store | undefined;

const withoutRedis = (ground: Ground) =>
  ground.redis ? undefined : 'jobs are in Postgres on this broker; there is no Redis';

function killed(what: string, chosen: Chosen): Fault {
  return {
    kind: `${what} killed`,
    ...(what === 'Redis' && { cannot: withoutRedis }),
    strike: async ({ ground, draw, longestMs }) => {
      const store = chosen(ground) as Store;
      const awayMs = draw.whole(0, Math.min(10_000, longestMs));
      await store.kill();
      await pause(awayMs);
      await store.startAgain();
      return `${store.name}, away for ${seconds(awayMs)}`;
    },
  };
}

function frozen(what: string, chosen: Chosen): Fault {
  return {
    kind: `${what} stopped`,
    strike: async ({ ground, draw, longestMs }) => {
      const store = chosen(ground) as Store;
      const forMs = draw.whole(Math.min(5_000, longestMs), longestMs);
      await store.freeze();
      await pause(forMs);
      await store.thaw();
      return `${store.name} for ${seconds(forMs)}`;
    },
  };
}

export const databasesKilled = killed('Postgres', ({ databases }) => databases);
export const databasesStopped = frozen('Postgres', ({ databases }) => databases);
export const busKilled = killed('broker', ({ bus }) => bus);
export const busStopped = frozen('broker', ({ bus }) => bus);
export const redisKilled = killed('Redis', ({ redis }) => redis);

/** Facts pile up in the outboxes, and those who keep them are killed before they could send them. */
export const busAwayAndServicesKilled: Fault = {
  kind: 'broker away and services killed',
  strike: async ({ ground, draw, longestMs }) => {
    await ground.bus.kill();
    await pause(draw.whole(Math.min(5_000, longestMs), Math.min(15_000, longestMs)));
    const names = draw.shuffled(ground.processes).slice(0, Math.ceil(ground.processes.length / 2));
    for (const name of names) ground.system.process(name).kill();
    await ground.bus.startAgain();
    return `${ground.bus.name}; ${names.join(', ')}`;
  },
};

/** The connection of one replica to its database: slow, silent (nothing comes, nothing breaks), or cut. */
function connection(condition: 'slow' | 'silent' | 'cut'): Fault {
  return {
    kind: `database connection ${condition}`,
    strike: async ({ ground, draw, longestMs }) => {
      const forMs = draw.whole(Math.min(4_000, longestMs), Math.min(20_000, longestMs));
      ground.line.line.become(condition);
      await pause(forMs);
      ground.line.line.become('good');
      return `${ground.line.of} for ${seconds(forMs)}`;
    },
  };
}

export const connectionSlow = connection('slow');
export const connectionSilent = connection('silent');
export const connectionCut = connection('cut');

/** A server that found no room may end a moment after there is some again. */
const GIVES_UP_WITHIN_MS = 3_000;

/** Nothing more can be written by the broker until somebody makes room. */
export const busDiskFull: Fault = {
  kind: 'disk of the broker full',
  cannot: ({ disk }) => (typeof disk === 'string' ? disk : undefined),
  strike: async ({ ground, draw, longestMs }) => {
    const disk = ground.disk as SmallDisk;
    const forMs = draw.whole(Math.min(5_000, longestMs), Math.min(20_000, longestMs));
    await disk.fill();
    await pause(forMs);
    await disk.free();
    await pause(GIVES_UP_WITHIN_MS);
    const gaveUp = await ground.bus.revive();
    return `${ground.bus.name} for ${seconds(forMs)}; it ${gaveUp ? 'gave up and was started again' : 'went on by itself'}`;
  },
};
