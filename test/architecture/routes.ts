import 'reflect-metadata';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { PERMISSION } from '@commissioning/auth';

/** A Nest controller class. */
export type Controller = abstract new (...args: never[]) => object;

/** Routes of a controller that declare neither a permission nor that they are public. */
export function undeclaredRoutes(controller: Controller): string[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const method = prototype[name];
    if (typeof method !== 'function' || Reflect.getMetadata(METHOD_METADATA, method) === undefined) return [];
    const permission = Reflect.getMetadata(PERMISSION, method) ?? Reflect.getMetadata(PERMISSION, controller);
    return permission
      ? []
      : [`${controller.name}.${name} (${String(Reflect.getMetadata(PATH_METADATA, method))})`];
  });
}

/** Every controller of a dynamic module, those of the modules it imports included. */
export function controllersOf(module: { controllers?: unknown[]; imports?: unknown[] }): Controller[] {
  const inner = (module.imports ?? []).flatMap((imported) =>
    controllersOf(imported as { controllers?: unknown[] }),
  );
  return [...((module.controllers ?? []) as Controller[]), ...inner];
}
