import type { Broker } from '../broker';
import type { MemberOrders } from './member-process';

/** A member in a process of its own: tells each record on a line, then goes on or stays with it for ever. */
async function main(): Promise<void> {
  const { recipe, group, topic, stayWithFirst } = JSON.parse(process.argv[2]!) as MemberOrders;
  const constructors = require(recipe.file) as Record<string, new (options: object) => Broker>;
  const Client = constructors[recipe.name]!;
  const broker = new Client({ ...recipe.options, clientId: 'child', log: () => {} });
  await broker.start();
  await broker.subscribe({
    group,
    topics: [topic],
    onBatch: async (batch) => {
      for (const record of batch.records) process.stdout.write(`${record.value.toString()}\n`);
      if (stayWithFirst) await new Promise<never>(() => {});
    },
  });
}

void main();
