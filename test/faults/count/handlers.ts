import 'reflect-metadata';
import { join } from 'node:path';
import { PATTERN_EXTRAS_METADATA } from '@nestjs/microservices/constants';
import type { HandlerExtras } from '@commissioning/messaging';
import { folderOf } from '@commissioning/service';
import { SERVICES } from '../../../deploy/local/identity/clients';
import { controllersOf } from '../../architecture/routes';

const ROOT = join(__dirname, '../../..');
/** The portal keeps sessions and listens to nothing. */
const LISTENING = SERVICES.filter((service) => service !== 'portal');

/** Which services handle which type of event, read from their own handlers. */
export function handlersByType(): ReadonlyMap<string, readonly string[]> {
  const handlers = new Map<string, string[]>();
  for (const service of LISTENING) {
    for (const type of typesHandledBy(service)) handlers.set(type, [...(handlers.get(type) ?? []), service]);
  }
  return handlers;
}

function typesHandledBy(service: string): Set<string> {
  const home = folderOf(service);
  const exported = Object.values(
    require(join(ROOT, home, `src/${service}.module`)) as Record<
      string,
      { for?(environment: unknown): object }
    >,
  );
  const module = exported.find((candidate) => typeof candidate.for === 'function');
  const controllers = controllersOf(
    module?.for?.({ SERVICE_URLS: {}, COUNCIL_NAME: '', ISSUER_URL: 'http://x' }) ?? {},
  );
  const methods = controllers.flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype).map((name) => (prototype as Record<string, unknown>)[name]),
  );
  return new Set(
    methods
      .filter((method) => typeof method === 'function')
      .flatMap((method) => extrasOf(method as object)?.events ?? [])
      .map(({ type }) => type),
  );
}

const extrasOf = (method: object): HandlerExtras | undefined => {
  const extras: unknown = Reflect.getMetadata(PATTERN_EXTRAS_METADATA, method);
  return (Array.isArray(extras) ? extras[0] : extras) as HandlerExtras | undefined;
};
