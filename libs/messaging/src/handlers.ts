import 'reflect-metadata';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { PATTERN_EXTRAS_METADATA } from '@nestjs/microservices/constants';
import type { EventDefinition, FactOf } from '@commissioning/schemas';
import type { Envelope } from './cloud-event';

/** An event as a handler gets it: its schema, the allow-list and the inbox have already been checked. */
export interface Received<Event extends EventDefinition<never> | EventDefinition<any>> {
  readonly event: Event;
  readonly fact: FactOf<Event>;
  readonly envelope: Envelope;
}

/** What `@On` and `@OnBatch` leave for the strategy. */
export interface HandlerExtras {
  readonly shape: 'one' | 'batch';
  readonly events: readonly EventDefinition<any>[];
  readonly ordered?: boolean;
}

/** How a handler takes its events. */
export interface HandlerOptions {
  /**
   * Following events of the same aggregate that ordered handlers of the service take are put aside behind a dead letter,
   * until it was replayed (or given up) and they get their turn, in order. Without it a handler is tolerant: it looks
   * at `envelope.sequence` where order matters. Costs one statement per event.
   */
  readonly ordered?: boolean;
}

/**
 * `@On(tenderPublished) async openPanel({ fact }, tx)`: one message, one transaction. The handler is the effect and
 * nothing else; throw to have it tried again and, in the end, put with the dead letters.
 */
export function On<Fact>(event: EventDefinition<Fact>, options: HandlerOptions = {}): MethodDecorator {
  return handler([event.type], { shape: 'one', events: [event], ...options });
}

/**
 * `@OnBatch([a, b]) async count(received[], tx)`: neighbours of one partition in one transaction, for analytics
 * and projections. If the batch fails it is tried message by message, so that one poison cannot hold the others.
 */
export function OnBatch(events: readonly EventDefinition<any>[]): MethodDecorator {
  return handler(
    events.map((event) => event.type),
    { shape: 'batch', events },
  );
}

/** Nest hands over only the payload unless told otherwise; a handler also gets its transaction. */
function handler(types: string[], extras: HandlerExtras): MethodDecorator {
  return (target, method, descriptor) => {
    Payload()(target, method, 0);
    Ctx()(target, method, 1);
    (EventPattern(types, extras) as MethodDecorator)(target, method, descriptor);
  };
}

/** A method that takes one event at a time, bound to its consumer. */
export interface OneByOne {
  readonly event: EventDefinition<any>;
  handle(received: Received<EventDefinition<any>>, tx: unknown): Promise<void>;
}

/** What a consumer does with which event. Throws where it takes batches, or nothing. */
export function handlersOf(consumer: object): OneByOne[] {
  const methods = consumer as Record<string, OneByOne['handle']>;
  const found = Object.getOwnPropertyNames(Object.getPrototypeOf(consumer)).flatMap((name) => {
    const extras = Reflect.getMetadata(PATTERN_EXTRAS_METADATA, methods[name] ?? {}) as
      HandlerExtras | undefined;
    if (!extras) return [];
    const [event] = extras.events;
    if (extras.shape !== 'one' || !event) throw new Error(`${name} does not take one event at a time.`);
    return [{ event, handle: methods[name]!.bind(consumer) }];
  });
  if (found.length === 0) throw new Error(`${consumer.constructor.name} takes no event.`);
  return found;
}
