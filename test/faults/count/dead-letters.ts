import { deadTopicOf, storyOf } from '@commissioning/messaging';
import { allEvents } from '@commissioning/schemas';
import { onBus, type Planted, recordsOf } from '../break/records';
import type { Counted } from '../ground/ground';
import { type Finding, lost, wrong } from './finding';

/** Who must have buried a poison message: whoever handles its type, or, if nobody can tell its type, whoever reads its topic. */
function undertakers(
  { type, topic, flaw }: Planted,
  handlers: ReadonlyMap<string, readonly string[]>,
): string[] {
  if (flaw === 'value') return [...(handlers.get(type) ?? [])];
  const types = allEvents.filter((event) => event.topic === topic).map((event) => event.type);
  return [...new Set(types.flatMap((one) => handlers.get(one) ?? []))];
}

/** The dead letters hold every poison message with its story, and nothing else. */
export async function countDeadLetters(
  ground: Counted,
  planted: readonly Planted[],
  handlers: ReadonlyMap<string, readonly string[]>,
): Promise<{ findings: Finding[]; found: number }> {
  const groups = [...new Set([...handlers.values()].flat())];
  return onBus(ground, async (broker) => {
    const findings: Finding[] = [];
    let found = 0;
    for (const group of groups) {
      const records = await recordsOf(broker, deadTopicOf(group), 1);
      const stories = new Map(records.map((record) => [record.headers['ce_id'] ?? '', storyOf(record)]));
      const due = planted.filter((one) => undertakers(one, handlers).includes(group));
      for (const { id, type, topic } of due) {
        const story = stories.get(id);
        const told =
          story?.topic === topic && story.reason !== '' && story.offset !== '' && story.handler !== '';
        if (!told)
          findings.push(lost(`the poison ${id} of ${type} is not among the dead letters of ${group}`));
        else found += 1;
      }
      for (const [id, story] of stories) {
        if (!due.some((one) => one.id === id))
          findings.push(
            wrong(`${id} is among the dead letters of ${group}: ${story?.handler} ${story?.reason}`),
          );
      }
    }
    return { findings, found };
  });
}
