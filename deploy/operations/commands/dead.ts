import { type DeadLetterReport, deadLetters, giveUp, nudge } from '@commissioning/messaging';
import { must, replayOnRecord } from '@commissioning/service';
import type { Deployment } from '../deployment';
import type { Screen } from '../screen';

/** The service whose database a consumer group's inbox is in: `analytics` of `analytics.facts-2`. */
export const serviceOf = (group: string): string => group.split('.')[0] as string;

/** Lists dead letters of one group or of all; those that had their effect by a replay only with `all`. */
export async function dead(
  deployment: Deployment,
  screen: Screen,
  { group, all }: { group?: string; all: boolean },
): Promise<void> {
  const broker = await deployment.bus();
  let shown = 0;
  for (const name of group ? [group] : deployment.services) {
    const letters = await deadLetters(broker, await deployment.sql(serviceOf(name)), name);
    for (const letter of letters.filter(({ state }) => all || state !== 'handled')) {
      shown += 1;
      screen.show(letter, asText(letter));
    }
  }
  if (shown === 0) screen.say(`No dead letter waits${group ? ` in ${group}` : ''}.`);
}

function asText(letter: DeadLetterReport): string {
  const { group, eventId, type, state, reason, topic, partition, offset, handler, attempts, burials } =
    letter;
  return [
    `${eventId ?? '(no id)'}  ${type ?? '(no type)'}  ${state}`,
    `  group      ${group}${burials > 1 ? `, buried ${burials} times` : ''}, last at ${letter.buriedAt}`,
    `  from       ${topic}, partition ${partition}, offset ${offset}`,
    `  about      ${letter.subject}, sequence ${letter.sequence ?? 'unknown'}`,
    `  handler    ${handler}, ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
    `  reason     ${reason.replaceAll(/\s+/g, ' ')}`,
    `  payload    (${letter.classification}) ${JSON.stringify(letter.payload)}`,
  ].join('\n');
}

/** Puts dead letters of a group back, each with an audit entry in the service's own trail before it is published. */
export async function replay(
  deployment: Deployment,
  screen: Screen,
  { group, which, reason }: { group: string; which: string | 'all'; reason: string },
): Promise<void> {
  const service = serviceOf(group);
  const letters = { broker: await deployment.bus(), sql: await deployment.sql(service), group };
  const asked = which === 'all' ? which : [which];
  const replayed = await replayOnRecord(letters, asked, reason, (deed) => deployment.act(service, deed));
  for (const eventId of replayed) screen.show({ group, eventId, replayed: true }, `Put back: ${eventId}`);
  if (replayed.length === 0) screen.say(`No dead letter waits in ${group}.`);
}

/** Gives a dead letter up for good, on record: it will have no effect, and what was held behind it goes on. */
export async function skip(
  deployment: Deployment,
  screen: Screen,
  { group, eventId, reason }: { group: string; eventId: string; reason: string },
): Promise<void> {
  const service = serviceOf(group);
  const deed = { aggregate: 'dead-letter', aggregateId: eventId, action: 'given-up', reason };
  await deployment.act(service, { ...deed, detail: { group } }, async (sql) => {
    must(
      await giveUp(sql, group, eventId),
      'no-such-dead-letter',
      `No dead letter of ${group} with the id ${eventId} waits; npm run events -- dead ${group} lists them.`,
    );
  });
  await nudge(await deployment.bus(), await deployment.sql(service), group, eventId);
  screen.show({ group, eventId, givenUp: true }, `Given up: ${eventId}`);
}
