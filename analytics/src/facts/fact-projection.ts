import { systemActor } from '@commissioning/auth';
import type { Projection } from '@commissioning/messaging';
import { type Change, type Clock, OpenHandedPg, Store } from '@commissioning/service';
import { PrismaClient } from '../../generated/prisma/client';
import type { AnalyticsConfig } from '../config';
import { COUNTED_EVENTS, factsOfEvents } from './counting';
import { SegmentStore } from './segment-store';

/** The facts, as something that can be made again from the log while those that count go on counting. */
export const factProjection = (segments: SegmentStore): Projection<Change<PrismaClient>> => ({
  service: 'analytics',
  name: 'facts',
  events: COUNTED_EVENTS,
  apply: async (received, change, consumer) =>
    segments.add(change, await factsOfEvents(received, change, consumer), consumer),
  discard: (sql, consumer) => segments.discard(sql, consumer),
  adopt: (sql, consumer) => segments.adopt(sql, consumer),
});

/** The same outside the service, on its database and folder; close the store at the end. */
export function openFactProjection(
  databaseUrl: string,
  dataDir: string,
  clock: Clock,
): { projection: Projection; store: Store<PrismaClient> } {
  const adapter = new OpenHandedPg({ connectionString: databaseUrl, max: 2 });
  const store = new Store(new PrismaClient({ adapter }), clock, systemActor('analytics'), () => undefined);
  const segments = new SegmentStore(store, { DATA_DIR: dataDir } as AnalyticsConfig);
  return { projection: factProjection(segments), store };
}
