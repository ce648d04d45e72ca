import type { MessageHandler } from '@nestjs/microservices';
import type { EventDefinition } from '@commissioning/schemas';
import type { IncomingRecord } from './broker';
import type { Envelope } from './cloud-event';
import { factIn } from './fact-in';
import type { HandlerExtras, Received } from './handlers';

/** A record that somebody here listens to; its value is not read yet. */
export interface Arrived {
  readonly record: IncomingRecord;
  readonly envelope: Envelope;
  readonly event: EventDefinition<unknown>;
  readonly handler: MessageHandler;
}

/** The value of a record is not what its event says: no attempt can help. */
export class Unreadable extends Error {
  constructor(
    readonly arrived: Arrived,
    problem: string,
  ) {
    super(problem);
  }
}

/** Whether the handler takes many at once. */
export const isBatch = (arrived: Arrived): boolean =>
  (arrived.handler.extras as HandlerExtras).shape === 'batch';

/** Whether what follows a dead letter of the same key has to wait. */
export const isOrdered = (handler: MessageHandler): boolean =>
  (handler.extras as HandlerExtras).ordered === true;

/** Whether one method handles both. */
export const sameMethod = (one: Arrived, other: Arrived): boolean =>
  one.handler.extras === other.handler.extras;

/** What the inbox keeps of it. */
export const entryOf = ({ envelope: { id, subject, sequence, time }, record: { topic } }: Arrived) => ({
  id,
  subject,
  sequence,
  time,
  topic,
});

/** The first of each id. */
export function distinctOf(run: readonly Arrived[]): readonly Arrived[] {
  if (run.length === 1) return run;
  const byId = new Map<string, Arrived>();
  for (const one of run) if (!byId.has(one.envelope.id)) byId.set(one.envelope.id, one);
  return byId.size === run.length ? run : [...byId.values()];
}

/** What the run says, or the first value that is not what its event says. */
export function readAll(run: readonly Arrived[]): Received<EventDefinition<unknown>>[] | Unreadable {
  const received: Received<EventDefinition<unknown>>[] = [];
  for (const arrived of run) {
    const { event, envelope, record } = arrived;
    const parsed = factIn(event, record.value);
    if ('problem' in parsed) return new Unreadable(arrived, parsed.problem);
    received.push({ event, fact: parsed.fact, envelope });
  }
  return received;
}
