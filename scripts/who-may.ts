import { PERMISSION, type Permission, scopesFor } from '@commissioning/auth';
import type { INestApplication, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';

/** Under which an OpenAPI document names its operations. */
export const operationIdOf = (controller: string, method: string): string =>
  `${controller.replace(/Controller$/, '')}_${method}`;

const TOKEN = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } as const;

/** The ways to call a route: a person's token, and a system's with the scope that it asks for. */
export const SECURITY_SCHEMES = {
  bearer: {
    ...TOKEN,
    description: 'The access token of a person, or of one of our own services.',
  },
  system: {
    ...TOKEN,
    description:
      'The access token that another system of the council got by client credentials, with this scope.',
  },
};

/** Writes at each operation who may call it: everybody, persons, or systems with one of these scopes. */
export function sayWhoMay(document: OpenAPIObject, app: INestApplication): void {
  const permissions = permissionsOf(app);
  for (const operations of Object.values(document.paths))
    for (const operation of Object.values(operations) as { operationId: string; security: object[] }[]) {
      const permission = permissions.get(operation.operationId);
      if (permission === undefined) throw new Error(`${operation.operationId} declares no permission.`);
      operation.security =
        permission === 'public'
          ? [{}, { bearer: [] }]
          : [{ bearer: [] }, ...scopesFor(permission).map((scope) => ({ system: [scope] }))];
    }
}

function permissionsOf(app: INestApplication): Map<string, Permission | 'public'> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as Type),
  );
  return new Map(
    controllers.flatMap((controller) =>
      Object.getOwnPropertyNames(controller.prototype).map((method) => [
        operationIdOf(controller.name, method),
        Reflect.getMetadata(PERMISSION, controller.prototype[method]) ??
          Reflect.getMetadata(PERMISSION, controller),
      ]),
    ),
  );
}
