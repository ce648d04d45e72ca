import type { EventDefinition } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import { bypassOutbox, LEFT_OUT } from './left-out';
import { send, type Sql } from './sql';

/** What travels beside a fact from the request that caused it. */
export interface Cause {
  /** W3C trace context of the request or event being handled, so that a trace goes on behind the relay. */
  readonly traceparent?: string;
  /** Id that all changes of one request share. */
  readonly correlationId?: string;
}

/** A producer tried to say something that its event does not name. A defect, never a user's mistake. */
export class UnspeakableFact extends Error {
  constructor(type: string, reason: string) {
    super(`${type} cannot carry this fact: ${reason}`);
    this.name = 'UnspeakableFact';
  }
}

const WRITE = `
  WITH turn AS (
    INSERT INTO messaging.aggregate AS a (type, id, last_sequence) VALUES ($1, $2, 1)
    ON CONFLICT (type, id) DO UPDATE SET last_sequence = a.last_sequence + 1
    RETURNING last_sequence
  )
  INSERT INTO messaging.outbox (id, aggregatetype, aggregateid, type, payload, headers, sequence)
  SELECT $3::uuid, $1, $2, $4, $5::json, $6::json, last_sequence FROM turn`;

/**
 * Writes the outbox row of a fact in the transaction behind `sql`: both are committed or neither.
 * The aggregate's counter row is locked until commit, which makes its events gapless and in order.
 * Throws `UnspeakableFact` when the fact does not match its schema. Resolves to the event's `id`.
 */
export async function writeToOutbox<Fact>(
  sql: Sql,
  event: EventDefinition<Fact>,
  fact: Fact,
  occurredAt: string,
  cause: Cause = {},
  id: string = uuidv7(),
): Promise<string> {
  const checked = event.fact.safeParse(fact);
  if (!checked.success) throw new UnspeakableFact(event.type, checked.error.message);
  const headers = {
    ce_time: occurredAt,
    ce_dataclassification: event.classification,
    ...(cause.traceparent && { traceparent: cause.traceparent }),
    ...(cause.correlationId && { correlationid: cause.correlationId }),
  };
  await send(sql, WRITE, [
    event.topic,
    event.subject(checked.data),
    id,
    event.type,
    JSON.stringify(checked.data),
    JSON.stringify(headers),
  ]);
  if (LEFT_OUT === 'outbox') await bypassOutbox(sql, id);
  return id;
}
