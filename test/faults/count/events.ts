import type { Databases, Said } from './databases';
import { type Finding, lost, wrong } from './finding';

/** Every fact left its outbox, in its place, and is in the inbox of everybody who handles it; nothing else is. */
export async function countEvents(
  databases: Databases,
  said: readonly Said[],
  handlers: ReadonlyMap<string, readonly string[]>,
): Promise<Finding[]> {
  const findings: Finding[] = said
    .filter(({ sent }) => !sent)
    .map(({ service, type, id }) => lost(`${type} ${id} never left the outbox of ${service}`));
  findings.push(...gaps(said));
  const known = new Set(said.map(({ id }) => id));
  const listeners = new Set([...handlers.values()].flat());
  for (const listener of listeners) {
    const rows = await databases.rows<{ id: string; state: string }>(
      listener,
      'SELECT event_id::text AS id, state FROM messaging.inbox WHERE consumer = $1',
      [listener],
    );
    const done = new Set(rows.filter(({ state }) => state === 'done').map(({ id }) => id));
    const meant = said.filter(({ type }) => handlers.get(type)?.includes(listener));
    for (const { id, type } of meant)
      if (!done.has(id)) findings.push(lost(`${type} ${id} never took effect in ${listener}`));
    for (const id of done)
      if (!known.has(id)) findings.push(wrong(`${listener} handled ${id}, which nobody said`));
  }
  return findings;
}

/** The events of an aggregate are numbered from one without a gap. */
function gaps(said: readonly Said[]): Finding[] {
  return [...Map.groupBy(said, ({ aggregate }) => aggregate)].flatMap(([aggregate, events]) => {
    const numbers = events.map(({ sequence }) => sequence).sort((a, b) => a - b);
    const sound = numbers.every((number, index) => number === index + 1);
    return sound ? [] : [wrong(`the events of ${aggregate} are numbered ${numbers.join(', ')}`)];
  });
}
