import { type Effects, type Projection, rebuild } from '@commissioning/messaging';
import { must } from '@commissioning/service';
import type { Deployment } from '../deployment';
import type { Screen } from '../screen';

/** A projection with the transactions that it is made in. */
interface Opened {
  readonly projection: Projection;
  readonly effects: Effects;
  close(): Promise<void>;
}

/** Every projection that can be made again; loaded when it is asked for. */
const PROJECTIONS: Readonly<Record<string, (deployment: Deployment) => Promise<Opened>>> = {
  'analytics facts': async (deployment) => {
    const { openFactProjection } =
      require('../../../analytics/src/facts/fact-projection') as typeof import('../../../analytics/src/facts/fact-projection');
    const [url, dataDir] = [deployment.databaseUrl('analytics'), deployment.dataDir('analytics')];
    const { projection, store } = openFactProjection(url, dataDir, deployment.clock);
    return { projection, effects: store, close: () => store.close() };
  },
  'capacity-building register': (deployment) => inTables(deployment, registerOf('capacity-building')),
  'contracts register': (deployment) => inTables(deployment, registerOf('contracts')),
  'notifications register': (deployment) => inTables(deployment, registerOf('notifications')),
};

/** Service and name of each. */
export const REBUILDABLE = Object.keys(PROJECTIONS);

function registerOf(service: string): Projection {
  const { registerProjection } = require(
    `../../../services/${service}/src/organisation/register-projection`,
  ) as {
    registerProjection: Projection;
  };
  return registerProjection;
}

async function inTables(deployment: Deployment, projection: Projection): Promise<Opened> {
  return { projection, ...(await deployment.effects(projection.service)) };
}

/** Makes a projection again beside the one that serves, and switches, on record. */
export async function rebuildProjection(
  deployment: Deployment,
  screen: Screen,
  { service, projection: name, reason }: { service: string; projection: string; reason: string },
): Promise<void> {
  const open = new Map(Object.entries(PROJECTIONS)).get(`${service} ${name}`);
  const known = REBUILDABLE.join(', ');
  must(open, 'unknown-projection', `There is no projection ${name} of ${service}; there are: ${known}.`);
  const { projection, effects, close } = await open(deployment);
  const deed = { aggregate: 'projection', aggregateId: `${service}.${name}`, action: 'rebuilt', reason };
  try {
    const events = await rebuild(projection, {
      ...{ broker: await deployment.bus(), effects, session: await deployment.sql(service) },
      record: (sql, count) => deployment.record(sql, { ...deed, detail: { events: count } }),
      progress: (count) => screen.say(`${count} events so far`),
    });
    screen.show(
      { service, projection: name, events },
      `${service} ${name}: made again from ${events} ${events === 1 ? 'event' : 'events'}; this copy serves now.`,
    );
  } finally {
    await close();
  }
}
