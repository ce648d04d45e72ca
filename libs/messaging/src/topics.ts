import type { EventDefinition } from '@commissioning/schemas';
import type { TopicSpec } from './broker';
import { deadTopicOf } from './dead-letter';

/** The topics that a service stands on: those it writes, those it reads, and its own dead letters. */
export function topicsOf(
  service: string,
  events: readonly EventDefinition<any>[],
  partitions: number,
): TopicSpec[] {
  const names = new Set(
    events
      .filter((event) => event.service === service || event.listeners.includes(service))
      .map((event) => event.topic),
  );
  return [...names, deadTopicOf(service)].map((name) => ({
    name,
    partitions: name.endsWith('.dead') ? 1 : partitions,
  }));
}
