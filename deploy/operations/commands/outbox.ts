import { outboxFigures, parkedEvents, purgePublished } from '@commissioning/messaging';
import { releaseOnRecord } from '@commissioning/service';
import type { Deployment } from '../deployment';
import { type Screen, table } from '../screen';

/** What waits in the outboxes, and every parked event with the reason. */
export async function outbox(deployment: Deployment, screen: Screen, only?: string): Promise<void> {
  const rows: (string | number)[][] = [];
  const parked: string[] = [];
  for (const service of only ? [only] : deployment.services) {
    const sql = await deployment.sql(service);
    const [figures, events] = [await outboxFigures(sql), await parkedEvents(sql)];
    if (screen.json) screen.show({ service, ...figures, parkedEvents: events }, '');
    const { unsent, oldestUnsentSeconds, mostAttempts, published } = figures;
    rows.push([service, unsent, oldestUnsentSeconds ?? '-', mostAttempts, figures.parked, published]);
    for (const { id, type, subject, reason, parkedAt, attempts, heldBack } of events)
      parked.push(
        `Parked in ${service}: ${id}  ${type}\n  about ${subject}, since ${parkedAt}, ${attempts} attempts, ` +
          `holds back ${heldBack}\n  reason: ${reason}`,
      );
  }
  screen.say(table(['service', 'unsent', 'oldest (s)', 'most attempts', 'parked', 'published, kept'], rows));
  for (const one of parked) screen.say(one);
}

/** Lets the relay try a parked event again, on record. */
export async function release(
  deployment: Deployment,
  screen: Screen,
  { service, eventId, reason }: { service: string; eventId: string; reason: string },
): Promise<void> {
  await releaseOnRecord(eventId, reason, (deed, work) => deployment.act(service, deed, work));
  screen.show({ service, eventId, released: true }, `Released: ${eventId}`);
}

/** Removes published rows before their time, on record. */
export async function purge(
  deployment: Deployment,
  screen: Screen,
  { service, olderThanHours, reason }: { service: string; olderThanHours: number; reason: string },
): Promise<void> {
  let rows = 0;
  const deed = { aggregate: 'outbox', aggregateId: service, action: 'purged', reason };
  await deployment.act(service, { ...deed, detail: { olderThanHours } }, async (sql) => {
    rows = await purgePublished(sql, olderThanHours);
  });
  screen.show(
    { service, purged: rows },
    `${rows} published rows were removed from the outbox of ${service}.`,
  );
}
