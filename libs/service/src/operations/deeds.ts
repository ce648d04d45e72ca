import {
  type Broker,
  type DeadLetterReport,
  giveUp,
  nudge,
  releaseParked,
  replayDeadLetters,
  type Sql,
} from '@commissioning/messaging';
import { must } from '../rule';

/** What an operator did by hand, to which thing, why: as it stands in the audit trail of the service. */
export interface Deed {
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly action: string;
  readonly reason: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Does the work, if there is any, and records the deed, in one transaction of the service and for whoever acts. */
export type Act = (deed: Deed, work?: (sql: Sql) => Promise<void>) => Promise<void>;

/** Whose dead letters, where they are and where the inbox of their group is. */
export interface DeadLettersOf {
  readonly broker: Broker;
  readonly sql: Sql;
  readonly group: string;
}

/**
 * Puts waiting dead letters back, each recorded before it is published; resolves to their ids.
 * Throws `RuleBroken` (`no-such-dead-letter`) when none of the ids waits; `all` may find none.
 */
export async function replayOnRecord(
  { broker, sql, group }: DeadLettersOf,
  which: readonly string[] | 'all',
  reason: string,
  act: Act,
): Promise<string[]> {
  const record = ({ eventId, type, topic, offset }: DeadLetterReport) =>
    act({
      ...{ aggregate: 'dead-letter', aggregateId: eventId as string, action: 'replayed', reason },
      detail: { group, type, topic, offset },
    });
  const replayed = await replayDeadLetters(broker, sql, group, which, record);
  must(which === 'all' || replayed.length > 0, 'no-such-dead-letter', waitsNoMore(group));
  return replayed;
}

/**
 * Gives a dead letter up for good: it will have no effect, and what was held behind it goes on.
 * Throws `RuleBroken` (`no-such-dead-letter`) when it does not wait.
 */
export async function giveUpOnRecord(
  { broker, sql, group }: DeadLettersOf,
  eventId: string,
  reason: string,
  act: Act,
): Promise<void> {
  const deed = { aggregate: 'dead-letter', aggregateId: eventId, action: 'given-up', reason };
  await act({ ...deed, detail: { group } }, async (within) => {
    must(await giveUp(within, group, eventId), 'no-such-dead-letter', waitsNoMore(group));
  });
  await nudge(broker, sql, group, eventId);
}

const waitsNoMore = (group: string): string =>
  `No dead letter of ${group} with this id waits any more. List them again.`;

/** Lets the relay try a parked event again. Throws `RuleBroken` (`not-parked`) when it is not parked. */
export async function releaseOnRecord(eventId: string, reason: string, act: Act): Promise<void> {
  await act({ aggregate: 'outbox-event', aggregateId: eventId, action: 'released', reason }, async (sql) => {
    must(
      await releaseParked(sql, eventId),
      'not-parked',
      `No event ${eventId} is parked any more. List them again.`,
    );
  });
}
