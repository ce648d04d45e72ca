import { rebuild } from '@commissioning/messaging';
import { must } from '@commissioning/service';
import { openFactProjection } from '../../../analytics/src/facts/fact-projection';
import type { Deployment } from '../deployment';
import type { Screen } from '../screen';

/** Every projection that can be made again. */
const PROJECTIONS = { 'analytics facts': openFactProjection };

/** Makes a projection again beside the one that serves, and switches, on record. */
export async function rebuildProjection(
  deployment: Deployment,
  screen: Screen,
  { service, projection: name, reason }: { service: string; projection: string; reason: string },
): Promise<void> {
  const open = new Map(Object.entries(PROJECTIONS)).get(`${service} ${name}`);
  const known = Object.keys(PROJECTIONS).join(', ');
  must(open, 'unknown-projection', `There is no projection ${name} of ${service}; there is: ${known}.`);
  const dataDir = deployment.dataDir(service);
  const { projection, store } = open(deployment.databaseUrl(service), dataDir, deployment.clock);
  const deed = { aggregate: 'projection', aggregateId: `${service}.${name}`, action: 'rebuilt', reason };
  try {
    const events = await rebuild(projection, {
      broker: await deployment.bus(),
      effects: store,
      session: await deployment.sql(service),
      record: (sql, count) => deployment.record(sql, { ...deed, detail: { events: count } }),
      progress: (count) => screen.say(`${count} events so far`),
    });
    screen.show(
      { service, projection: name, events },
      `The ${name} of ${service} were made again from ${events} events, and serve now.`,
    );
  } finally {
    await store.close();
  }
}
