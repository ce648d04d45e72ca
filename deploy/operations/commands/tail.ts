import { deadTopicOf, type PassingEvent, tail as follow } from '@commissioning/messaging';
import { must } from '@commissioning/service';
import { allEvents } from '@commissioning/schemas';
import type { Deployment } from '../deployment';
import type { Screen } from '../screen';

/** Shows events of one topic or of all as they come, until the signal. */
export async function tail(
  deployment: Deployment,
  screen: Screen,
  { topic, last, signal }: { topic?: string; last: number; signal: AbortSignal },
): Promise<void> {
  const known = [...new Set(allEvents.map((event) => event.topic))].sort();
  const letters = deployment.services.map(deadTopicOf);
  must(
    topic === undefined || [...known, ...letters].includes(topic),
    'unknown-topic',
    `There is no topic ${topic}; there are ${known.join(', ')}, and <group>.dead.`,
  );
  screen.say(`Watching ${topic ?? `${known.length} topics`}; Ctrl-C ends it.`);
  await follow(await deployment.bus(), {
    ...{ topics: topic ? [topic] : known, last, signal },
    show: (event) => screen.show(event, asText(event)),
  });
}

const asText = ({ at, topic, partition, offset, type, subject, sequence, ...event }: PassingEvent): string =>
  `${at}  ${topic}/${partition}@${offset}  ${type ?? '(no type)'}  ${event.id ?? '(no id)'}\n` +
  `  about ${subject}, sequence ${sequence ?? 'unknown'}; (${event.classification}) ${JSON.stringify(event.payload)}`;
