import { randomUUID } from 'node:crypto';
import type { Statement } from './recorder';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/;

/** Words of the recorded request that another request says otherwise, such as its organisation. */
export type Words = Readonly<Record<string, string>>;

/** Statements of one kind of request, to be said again for another one. */
export interface Script {
  readonly statements: readonly Statement[];
  /** Ids that the request itself made: each repetition makes its own. */
  readonly made: readonly string[];
  /** What the recorded request said, by the names under which another one says it. */
  readonly said: Words;
  /** Milliseconds since 1970 UTC around the recording: moments between them are "now". */
  readonly between: readonly [number, number];
}

/** Finds in a recording what belongs to that one request: ids which it wrote without having read them before. */
export function scriptOf(
  statements: readonly Statement[],
  said: Words,
  between: readonly [number, number],
): Script {
  const known = new Set(Object.values(said));
  const made = new Set<string>();
  for (const { values, rows } of statements) {
    for (const id of JSON.stringify(values).match(UUID) ?? []) if (!known.has(id)) made.add(id);
    for (const id of JSON.stringify(rows).match(UUID) ?? []) if (!made.has(id)) known.add(id);
  }
  return { statements, made: [...made], said, between };
}

/** The values of one statement as another request would say them. */
export type Retelling = (values: readonly unknown[]) => unknown[];

/** Prepares one repetition: new ids for what the recording made, this request's words for what it said. */
export function retelling({ made, said, between: [from, to] }: Script, words: Words): Retelling {
  const own = new Map(made.map((id) => [id, randomUUID() as string]));
  const others = Object.entries(said).map(([name, word]) => [word, words[name] ?? word] as const);
  const now = new Date().toISOString();
  const isNow = (text: string) => {
    if (!MOMENT.test(text)) return false;
    const at = Date.parse(/Z|[+-]\d\d(:?\d\d)?$/.test(text) ? text : `${text}Z`);
    return at >= from && at <= to;
  };
  const retold = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(retold);
    if (typeof value !== 'string') return value;
    if (isNow(value)) return now;
    const theirs = value.replace(UUID, (id) => own.get(id) ?? id);
    return others.reduce((text, [word, other]) => text.replaceAll(word, other), theirs);
  };
  return (values) => values.map(retold);
}
