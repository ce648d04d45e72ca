import { consumerFigures } from '@commissioning/messaging';
import type { Deployment } from '../deployment';
import { type Screen, table } from '../screen';
import { serviceOf } from './dead';

/** How far one group or all are behind, by topic and partition. */
export async function lag(deployment: Deployment, screen: Screen, group?: string): Promise<void> {
  const broker = await deployment.bus();
  const rows: (string | number)[][] = [];
  for (const name of group ? [group] : deployment.services) {
    const figures = await consumerFigures(broker, await deployment.sql(serviceOf(name)), name);
    if (screen.json) screen.show(figures, '');
    for (const { topic, partition, committed, end, lag: behind } of figures.partitions)
      rows.push([name, topic, partition, committed, end, behind]);
  }
  if (rows.length === 0) return screen.say(`${group ?? 'Nobody'} has joined no topic.`);
  screen.say(table(['group', 'topic', 'partition', 'committed', 'end', 'lag'], rows));
}
