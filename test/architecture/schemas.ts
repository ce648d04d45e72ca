import 'reflect-metadata';
import {
  HTTP_CODE_METADATA,
  METHOD_METADATA,
  PATH_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { DECORATORS } from '@nestjs/swagger';
import type { Controller } from './routes';

/** What a caller sends; each is checked by its schema, or by nothing. */
const SENT = new Map<number, string>([
  [RouteParamtypes.BODY, 'body'],
  [RouteParamtypes.QUERY, 'query'],
  [RouteParamtypes.PARAM, 'param'],
]);

const POST = 1;
const NO_CONTENT = 204;

interface Argument {
  readonly data?: string;
  readonly schema?: unknown;
}

/**
 * Where a route of the controller takes what no schema checks, or answers what none describes. A name that is not
 * there is `undefined` in a decorator, and Nest takes that for a route that wants no check.
 */
export function uncheckedRoutes(controller: Controller): string[] {
  if (Reflect.getMetadata(DECORATORS.API_EXCLUDE_CONTROLLER, controller)) return [];
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const route = prototype[name];
    if (typeof route !== 'function' || Reflect.getMetadata(METHOD_METADATA, route) === undefined) return [];
    const path = `${controller.name}.${name} (${String(Reflect.getMetadata(PATH_METADATA, route))})`;
    return [...uncheckedParts(controller, name), ...undescribedAnswers(route)].map(
      (part) => `${path}: ${part}`,
    );
  });
}

function uncheckedParts(controller: Controller, name: string): string[] {
  const parts = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) as
    Record<string, Argument> | undefined;
  return Object.entries(parts ?? {}).flatMap(([key, { data, schema }]) => {
    // A decorator of our own stands under a random name, which may begin with a digit.
    const sent = SENT.get(Number(key.split(':')[0]));
    return sent && !isSchema(schema) ? [data ? `${sent} ${data}` : sent] : [];
  });
}

function undescribedAnswers(route: object): string[] {
  const method = Reflect.getMetadata(METHOD_METADATA, route) as number;
  const status =
    (Reflect.getMetadata(HTTP_CODE_METADATA, route) as number | undefined) ?? (method === POST ? 201 : 200);
  if (status === NO_CONTENT) return [];
  const answers = Reflect.getMetadata(DECORATORS.API_RESPONSE, route) as
    Record<string, { standardSchema?: unknown }> | undefined;
  return isSchema(answers?.[status]?.standardSchema) ? [] : [`answer ${status}`];
}

/** What Nest needs of a schema, as `StandardSchemaV1` names it. */
const isSchema = (candidate: unknown): boolean =>
  typeof candidate === 'object' && candidate !== null && '~standard' in candidate;
