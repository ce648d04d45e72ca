import type { Broker, BrokerLog, OutgoingRecord } from './broker';
import { type OutboxRow, toRecord } from './cloud-event';
import type { Sql } from './sql';

/**
 * The guarantee that a control of `npm run faults` does without, to prove that its absence is found:
 * `UNSAFE_WITHOUT=inbox|outbox`. Undefined everywhere else.
 * Throws in production, and for any other word.
 */
export function leftOut(environment: NodeJS.ProcessEnv = process.env): 'inbox' | 'outbox' | undefined {
  const word = environment['UNSAFE_WITHOUT'];
  if (!word) return undefined;
  if (environment['NODE_ENV'] === 'production') {
    throw new Error(
      'UNSAFE_WITHOUT loses or doubles events and is refused in production: remove it from the environment.',
    );
  }
  if (word !== 'inbox' && word !== 'outbox')
    throw new Error(`UNSAFE_WITHOUT is inbox or outbox, not ${word}.`);
  return word;
}

/** Read once: production does not even load the library with it. */
export const LEFT_OUT = leftOut();

const fromMemory: OutgoingRecord[] = [];

/** Takes a row out of the relay's sight and keeps its record in memory, as a service without an outbox would. */
export async function bypassOutbox(sql: Sql, id: string): Promise<void> {
  const rows = await sql.query<OutboxRow>(
    `UPDATE messaging.outbox SET published_at = now() WHERE id = $1::uuid
     RETURNING position::text, id, aggregatetype, aggregateid, type, payload::text, headers, sequence::text, attempts`,
    [id],
  );
  fromMemory.push(...rows.map(toRecord));
}

/** Sends what is in memory once, after the commit; what the broker does not take then is gone. */
export function sendFromMemory(broker: Broker, log: BrokerLog): void {
  const records = fromMemory.splice(0);
  if (records.length === 0) return;
  broker.publish(records).catch((error: unknown) => {
    log('error', 'Events are lost, as a control without the outbox asks', { error: String(error) });
  });
}
