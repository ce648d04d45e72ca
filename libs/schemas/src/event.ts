import { z } from 'zod';

/** How far a fact may travel: it decides who may listen and what an operator's page shows. */
export type Classification = 'public' | 'internal' | 'personal' | 'special-category';

/** One kind of fact: its versioned type, its shape, and examples that producers and consumers test against. */
export interface EventDefinition<Fact = unknown> {
  /** `<service>.<aggregate>.<fact>.v<major>` */
  readonly type: string;
  /** `<service>.<aggregate>`: one topic per aggregate keeps its events in order. */
  readonly topic: string;
  readonly service: string;
  readonly classification: Classification;
  /** The id of the aggregate that the fact is about: message key and `ce_subject`. */
  readonly subject: (fact: Fact) => string;
  /** Strict: what a producer may say. */
  readonly fact: z.ZodType<Fact>;
  /** Tolerant: what a consumer understands; properties that it does not know are ignored. */
  readonly tolerant: z.ZodType<Fact>;
  /** Names of the services that may listen. */
  readonly listeners: readonly string[];
  readonly examples: { readonly golden: Fact; readonly failing: readonly unknown[] };
}

const TYPE = /^([a-z-]+)\.([a-z-]+)\.([a-z-]+)\.v([1-9]\d*)$/;

/**
 * Declares a fact. Throws when the type is not `<service>.<aggregate>.<fact>.v<major>`.
 * The schema is strict: a producer cannot emit what it does not name.
 */
export function defineEvent<Schema extends z.ZodObject>(
  type: string,
  definition: {
    classification: Classification;
    subject: (fact: z.infer<Schema>) => string;
    fact: Schema;
    listeners: readonly string[];
    examples: { golden: z.infer<Schema>; failing: readonly unknown[] };
  },
): EventDefinition<z.infer<Schema>> {
  const [, service, aggregate] = TYPE.exec(type) ?? [];
  if (!service || !aggregate) throw new Error(`${type} is not <service>.<aggregate>.<fact>.v<major>`);
  let understood: z.ZodType | undefined;
  return {
    type,
    service,
    topic: `${service}.${aggregate}`,
    ...definition,
    // Most services hear few of the facts there are.
    get tolerant() {
      return (understood ??= tolerant(definition.fact));
    },
  } as unknown as EventDefinition<z.infer<Schema>>;
}

/** The same shape without refusing unknown properties, at every depth. */
function tolerant(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = Object.entries(schema.shape).map(([name, member]) => [name, tolerant(member as z.ZodType)]);
    return z.object(Object.fromEntries(shape));
  }
  if (schema instanceof z.ZodArray) {
    return withChecks(z.array(tolerant(schema.element as z.ZodType)), schema);
  }
  if (schema instanceof z.ZodOptional) return tolerant(schema.unwrap() as z.ZodType).optional();
  if (schema instanceof z.ZodNullable) return tolerant(schema.unwrap() as z.ZodType).nullable();
  return schema;
}

const withChecks = (copy: z.ZodArray, original: z.ZodArray): z.ZodType =>
  original.def.checks?.length ? copy.check(...(original.def.checks as never[])) : copy;

/** The fact that an event definition carries. */
export type FactOf<Event> = Event extends EventDefinition<infer Fact> ? Fact : never;
