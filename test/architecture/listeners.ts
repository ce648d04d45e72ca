import 'reflect-metadata';
import type { HandlerExtras } from '@commissioning/messaging';
import { PATTERN_EXTRAS_METADATA } from '@nestjs/microservices/constants';
import type { Controller } from './routes';

/** Handlers of a controller for events that do not name the service among their listeners. */
export function forbiddenListening(service: string, controller: Controller): string[] {
  return handlersOf(controller).flatMap(({ name, events }) =>
    events
      .filter((event) => !event.listeners.includes(service))
      .map((event) => `${controller.name}.${name} listens to ${event.type}`),
  );
}

/** Types of the events that a controller has handlers for. */
export const eventsHeardBy = (controller: Controller): string[] =>
  handlersOf(controller).flatMap(({ events }) => events.map((event) => event.type));

function handlersOf(controller: Controller): { name: string; events: HandlerExtras['events'] }[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const method = prototype[name];
    const extras =
      typeof method === 'function'
        ? (Reflect.getMetadata(PATTERN_EXTRAS_METADATA, method) as HandlerExtras | undefined)
        : undefined;
    return extras?.events ? [{ name, events: extras.events }] : [];
  });
}
