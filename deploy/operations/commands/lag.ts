import { type ConsumerFigures, consumerFigures } from '@commissioning/messaging';
import type { Deployment } from '../deployment';
import { type Screen, table } from '../screen';
import { serviceOf } from './dead';

/** How far all groups are behind, and in which partitions; of one group every partition. */
export async function lag(deployment: Deployment, screen: Screen, group?: string): Promise<void> {
  const broker = await deployment.bus();
  const all: ConsumerFigures[] = [];
  for (const name of group ? [group] : deployment.services) {
    const figures = await consumerFigures(broker, await deployment.sql(serviceOf(name)), name);
    if (screen.json) screen.show(figures, '');
    if (figures.partitions.length > 0) all.push(figures);
  }
  if (all.length === 0) return screen.say(`${group ?? 'Nobody'} has joined no topic.`);
  const groups = all.map((one) => [one.group, one.lag, one.handledLastHour, one.dead, one.held]);
  screen.say(table(['group', 'lag', 'handled in the last hour', 'dead letters', 'held behind them'], groups));
  const partitions = all.flatMap((one) =>
    one.partitions
      .filter(({ lag }) => group !== undefined || lag !== '0')
      .map(({ topic, partition, committed, end, lag }) => [one.group, topic, partition, committed, end, lag]),
  );
  if (partitions.length === 0) return screen.say('\nEverything that was said has been read.');
  screen.say(`\n${table(['group', 'topic', 'partition', 'committed', 'end', 'lag'], partitions)}`);
}
