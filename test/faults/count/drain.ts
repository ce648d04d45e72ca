import { setTimeout as pause } from 'node:timers/promises';
import type { Broker } from '@commissioning/messaging';
import { onBus } from '../break/records';
import type { Counted } from '../ground/ground';
import { Databases } from './databases';

const PATIENCE_MS = 150_000;
const LOOK_EVERY_MS = 1_000;
/** Effects say new things: only what stays empty is drained. */
const TIMES_EMPTY = 3;
/** Somebody who is asked and never answers must not hold the run up for ever. */
const ANSWER_MS = 20_000;

/** Waits until every process answers, every outbox is sent and every group has read everything; or says what is left. */
export async function drained(
  ground: Counted,
  databases: Databases,
  groups: readonly string[],
): Promise<string | undefined> {
  const until = Date.now() + PATIENCE_MS;
  let left = 'The broker does not answer.';
  const looking = onBus(ground, async (broker) => {
    for (let empty = 0; Date.now() < until; await pause(LOOK_EVERY_MS)) {
      const found = await look(ground, databases, groups, broker);
      empty = found ? 0 : empty + 1;
      if (empty === TIMES_EMPTY) return undefined;
      left = found || 'It had become empty only just before.';
    }
    return left;
  });
  const tooLong = pause(PATIENCE_MS + ANSWER_MS, undefined, { ref: false }).then(() => left);
  return Promise.race([looking, tooLong]);
}

/** What is not drained yet, in sentences; empty when everything is. */
async function look(
  ground: Counted,
  databases: Databases,
  groups: readonly string[],
  broker: Broker,
): Promise<string> {
  try {
    const left = (await silent(ground)) || (await unsent(databases));
    return left || (await Promise.all(groups.map((group) => unread(broker, group)))).join('');
  } catch (error) {
    return `It cannot be seen: ${String(error)}. `;
  }
}

async function unread(broker: Broker, group: string): Promise<string> {
  const behind = (await broker.lag(group)).filter(({ lag }) => lag > 0n);
  const where = behind.map(({ topic, partition, lag }) => `${lag} in ${topic}/${partition}`);
  return behind.length > 0 ? `${group} has not read ${where.join(', ')}. ` : '';
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
