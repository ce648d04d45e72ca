import type { EventDefinition } from '@commissioning/schemas';
import type { TopicSpec } from './broker';
import type { BrokerEnvironment } from './broker-access';
import { deadTopicOf } from './dead-letter';

const DAY_MS = 86_400_000;

/** The topic that keeps the seals of a service's audit trail, where nobody who changes its database reaches them. */
export const sealsTopicOf = (service: string): string => `${service}.seals`;

/** How topics are created. */
export type TopicSettings = Pick<BrokerEnvironment, 'BROKER_PARTITIONS'> &
  Partial<Pick<BrokerEnvironment, 'BROKER_RETENTION_DAYS' | 'BROKER_TOPICS'>>;

/**
 * The topics that a service stands on: those it writes, those it reads, its own dead letters and the seals of its audit
 * trail; these two have one partition and are kept for ever whatever the settings say of others.
 * Throws with a sentence when the settings name a topic that no event has.
 */
export function topicsOf(
  service: string,
  events: readonly EventDefinition<any>[],
  { BROKER_PARTITIONS, BROKER_RETENTION_DAYS, BROKER_TOPICS = {} }: TopicSettings,
): TopicSpec[] {
  const topics = new Set(events.map((event) => event.topic));
  const unknown = Object.keys(BROKER_TOPICS).filter((name) => !topics.has(name));
  if (unknown.length > 0) {
    throw new Error(
      `BROKER_TOPICS names ${unknown.join(', ')}, which no event has. The topics: ${[...topics].join(', ')}.`,
    );
  }
  const names = new Set(
    events
      .filter((event) => event.service === service || event.listeners.includes(service))
      .map((event) => event.topic),
  );
  const specs = [...names].map((name): TopicSpec => {
    const { partitions = BROKER_PARTITIONS, retentionDays = BROKER_RETENTION_DAYS } =
      BROKER_TOPICS[name] ?? {};
    return { name, partitions, ...(retentionDays && { retentionMs: retentionDays * DAY_MS }) };
  });
  const own = [deadTopicOf(service), sealsTopicOf(service)].map((name) => ({ name, partitions: 1 }));
  return [...specs, ...own];
}
