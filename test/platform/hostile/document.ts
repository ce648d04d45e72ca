import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf } from '@commissioning/service';

/** A JSON Schema as the OpenAPI documents use it. */
export interface Shape {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly items?: Shape;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly allOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Shape;
}

/** A route as its service's committed document describes it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Without `/api/<service>`, its parameters in braces. */
  readonly path: string;
  readonly inPath: readonly Parameter[];
  readonly inQuery: readonly Parameter[];
  /** The schema of its body, every reference resolved at the first step. */
  readonly body?: Shape;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Shape }>> };
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Shape>> };
}

/** What a service publishes of itself. */
export class ApiDocument {
  private readonly document: Document;

  constructor(private readonly service: string) {
    const path = join(__dirname, '../../..', folderOf(service), 'openapi.json');
    this.document = JSON.parse(readFileSync(path, 'utf8')) as Document;
  }

  get routes(): Route[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [], requestBody }]) => {
        const body = requestBody?.content['application/json']?.schema;
        return {
          method: method.toUpperCase() as Route['method'],
          path: path.replace(`/api/${this.service}`, ''),
          inPath: parameters.filter((one) => one.in === 'path'),
          inQuery: parameters.filter((one) => one.in === 'query'),
          ...(body && { body: this.resolved(body) }),
        };
      }),
    );
  }

  /** The schema itself where it is a reference, and with its parts in one where it has several. */
  resolved(shape: Shape): Shape {
    const one = shape.$ref ? this.document.components.schemas[shape.$ref.split('/').at(-1) ?? ''] : shape;
    if (!one) throw new Error(`${this.service} does not describe ${shape.$ref}.`);
    if (!one.allOf) return one.$ref ? this.resolved(one) : one;
    return one.allOf.map((part) => this.resolved(part)).reduce((all, part) => ({ ...all, ...part }), one);
  }

  /** Something that the schema takes, as small as it may be. */
  example(shape: Shape): unknown {
    const one = this.resolved(shape);
    const [choice] = one.anyOf ?? one.oneOf ?? [];
    if (one.const !== undefined) return one.const;
    if (one.enum) return one.enum[0];
    if (choice) return this.example(choice);
    switch (one.type) {
      case 'object':
        return Object.fromEntries(
          (one.required ?? []).map((name) => [name, this.example(one.properties?.[name] ?? {})]),
        );
      case 'array':
        return Array.from({ length: one.minItems ?? 0 }, () => this.example(one.items ?? {}));
      case 'integer':
      case 'number':
        return one.minimum ?? (one.exclusiveMinimum ?? 0) + 1;
      case 'boolean':
        return false;
      default:
        return text(one);
    }
  }
}

/** A text of the form that is asked for. */
function text({ format, pattern = '', minLength = 1 }: Shape): string {
  if (format === 'uuid') return '01920000-0000-7000-8000-00000000dead';
  if (format === 'date') return '2027-04-01';
  if (format === 'date-time') return '2027-04-01T10:00:00Z';
  if (format === 'email') return 'somebody@example.org';
  if (format === 'uri') return 'https://example.org/';
  const fitting = ['a'.repeat(64), 'E05009335', '2027-04', 'GB-CHC', '09:00'].find((each) =>
    new RegExp(pattern).test(each),
  );
  return pattern && fitting ? fitting : 'x'.repeat(Math.max(minLength, 1));
}
