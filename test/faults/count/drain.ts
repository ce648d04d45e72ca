import { setTimeout as pause } from 'node:timers/promises';
import { onBus } from '../break/records';
import type { Counted } from '../ground/ground';
import { Databases } from './databases';

const PATIENCE_MS = 150_000;
const LOOK_EVERY_MS = 1_000;
/** Effects say new things: only what stays empty is drained. */
const TIMES_EMPTY = 3;

/** Waits until every process answers, every outbox is sent and every group has read everything; or says what is left. */
export async function drained(
  ground: Counted,
  databases: Databases,
  groups: readonly string[],
): Promise<string | undefined> {
  const until = Date.now() + PATIENCE_MS;
  return onBus(ground, async (broker) => {
    let left = '';
    for (let empty = 0; Date.now() < until; await pause(LOOK_EVERY_MS)) {
      left = (await silent(ground)) || (await unsent(databases));
      for (const group of left ? [] : groups) {
        const behind = (await broker.lag(group)).filter(({ lag }) => lag > 0n);
        if (behind.length > 0)
          left += `${group} is behind in ${behind.map(({ topic }) => topic).join(', ')}. `;
      }
      empty = left ? 0 : empty + 1;
      if (empty === TIMES_EMPTY) return undefined;
    }
    return left;
  });
}

async function silent({ system, processes }: Counted): Promise<string> {
  const answers = await Promise.all(
    processes.map((name) =>
      fetch(`${system.url(name)}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    ),
  );
  const quiet = processes.filter((_, index) => !answers[index]);
  return quiet.length > 0 ? `Not ready: ${quiet.join(', ')}. ` : '';
}

async function unsent(databases: Databases): Promise<string> {
  let left = '';
  for (const service of Databases.SERVICES) {
    const [row] = await databases.rows<{ waiting: number }>(
      service,
      'SELECT count(*)::int AS waiting FROM messaging.outbox WHERE published_at IS NULL',
    );
    if (row && row.waiting > 0) left += `${row.waiting} facts wait in the outbox of ${service}. `;
  }
  return left;
}
