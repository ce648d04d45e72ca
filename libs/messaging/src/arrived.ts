import type { MessageHandler } from '@nestjs/microservices';
import type { EventDefinition } from '@commissioning/schemas';
import type { IncomingRecord } from './broker';
import type { Envelope } from './cloud-event';
import type { HandlerExtras } from './handlers';
import type { OrderedKey } from './ordered';

/** A record that somebody here listens to; its value is not read yet. */
export interface Arrived {
  readonly record: IncomingRecord;
  readonly envelope: Envelope;
  readonly event: EventDefinition<unknown>;
  readonly handler: MessageHandler;
}

/** Whether the handler takes many at once. */
export const isBatch = (handler: MessageHandler): boolean =>
  (handler.extras as HandlerExtras).shape === 'batch';

/** Whether what follows a dead letter of the same key has to wait. */
export const isOrdered = (handler: MessageHandler): boolean =>
  (handler.extras as HandlerExtras).ordered === true;

/** Whether one method handles both. */
export const sameMethod = (one: Arrived, other: Arrived): boolean =>
  one.handler.extras === other.handler.extras;

/** What an event is in order with, for one consumer. */
export const keyOf = (consumer: string, topic: string, { subject }: Envelope): OrderedKey => ({
  ...{ consumer, type: topic, id: subject },
});
