import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from '../ground/ground';
import type { Fault } from './fault';
import { relayHolder } from './relay-holder';

/** Signal 9 to any service process; its keeper starts it again. */
export const serviceKilled: Fault = {
  kind: 'service killed',
  strike: async ({ ground, draw }) => {
    const name = draw.one(ground.processes);
    ground.system.process(name).kill();
    return name;
  },
};

/** Signal 9 to the replica that carries the outbox, so that the other must take over. */
export const relayKilled: Fault = {
  kind: 'relay holder killed',
  strike: async ({ ground, draw }) => {
    const service = draw.one(ground.replicated);
    const holder = await relayHolder(ground, service);
    const name = holder ?? service;
    ground.system.process(name).kill();
    return holder ? name : `${name} (neither replica was leading)`;
  },
};

/** A process that stands still and later goes on as if nothing had been, while another has taken its work. */
export const serviceFrozen: Fault = {
  kind: 'service frozen',
  strike: async ({ ground, draw, longestMs }) => {
    const name = draw.one(
      ground.processes.filter((one) => ground.replicated.some((two) => one.startsWith(two))),
    );
    const forMs = draw.whole(Math.min(5_000, longestMs), Math.min(25_000, longestMs));
    const stood = await frozen(ground, name, forMs);
    return stood ? `${name} for ${seconds(forMs)}` : `${name}, which was down already`;
  },
};

/** Resolves to whether there was anything to freeze: a process that was killed just before is not up again yet. */
async function frozen({ system }: Ground, name: string, forMs: number): Promise<boolean> {
  const { pid } = system.process(name);
  if (pid === undefined || !existsSync(`/proc/${pid}`)) return false;
  process.kill(pid, 'SIGSTOP');
  await pause(forMs);
  process.kill(pid, 'SIGCONT');
  return true;
}

/** How far clocks may be wrong; the cycles leave more room than this around every deadline. */
const MOST_WRONG_MS = 90_000;

export const clockWrong: Fault = {
  kind: 'clock wrong',
  strike: async ({ ground, draw }) => {
    const name = draw.one(ground.processes);
    const by = draw.whole(-MOST_WRONG_MS, MOST_WRONG_MS);
    await ground.clocks.skew(name, by);
    return `${name} ${seconds(Math.abs(by))} ${by < 0 ? 'behind' : 'ahead'}`;
  },
};

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
