import { type DeadLetterReport, deadLetters } from '@commissioning/messaging';
import { giveUpOnRecord, replayOnRecord } from '@commissioning/service';
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
  const shown = { waiting: 0, unreadable: 0, handled: 0 };
  for (const name of group ? [group] : deployment.services) {
    const letters = await deadLetters(broker, await deployment.sql(serviceOf(name)), name);
    for (const letter of letters.filter(({ state }) => all || state !== 'handled')) {
      shown[letter.state] += 1;
      screen.show(letter, asText(letter));
    }
  }
  screen.say(whatToDo(shown, group));
}

function whatToDo(
  { waiting, unreadable }: Record<DeadLetterReport['state'], number>,
  group?: string,
): string {
  const where = group ?? '<group>';
  if (waiting + unreadable === 0) return `No dead letter waits${group ? ` in ${group}` : ''}.`;
  return [
    ...(waiting > 0
      ? [
          `${waiting} ${waiting === 1 ? 'waits' : 'wait'}. When the cause is mended: npm run events -- replay ${where} <event id> --reason "…"`,
          `  where there will never be an effect: npm run events -- skip ${where} <event id> --reason "…"`,
        ]
      : []),
    ...(unreadable > 0
      ? [
          `${unreadable} cannot be put back: without an id their effect could not be known. Ask whoever wrote to the topic. ` +
            'Nothing waits behind them.',
        ]
      : []),
  ].join('\n');
}

/** In the words of somebody who looks for what is left to do. */
const STATES: Record<DeadLetterReport['state'], string> = {
  waiting: 'waiting',
  handled: 'settled: it had its effect by a replay, or was given up',
  unreadable: 'no event',
};

function asText(letter: DeadLetterReport): string {
  const { group, eventId, type, state, reason, topic, partition, offset, handler, attempts, burials } =
    letter;
  return [
    `${eventId ?? '(no id)'}  ${type ?? '(no type)'}  ${STATES[state]}`,
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
  screen.say(
    replayed.length === 0
      ? `No dead letter waits in ${group}.`
      : `One that fails again is back within seconds, buried once more: npm run events -- dead ${group}`,
  );
}

/** Gives a dead letter up for good, on record: it will have no effect, and what was held behind it goes on. */
export async function skip(
  deployment: Deployment,
  screen: Screen,
  { group, eventId, reason }: { group: string; eventId: string; reason: string },
): Promise<void> {
  const service = serviceOf(group);
  const letters = { broker: await deployment.bus(), sql: await deployment.sql(service), group };
  await giveUpOnRecord(letters, eventId, reason, (deed, work) => deployment.act(service, deed, work));
  screen.show({ group, eventId, givenUp: true }, `Given up: ${eventId}. What was held behind it goes on.`);
}
