/** A JSON Schema as zod writes it. */
export type Schema = Readonly<Record<string, unknown>>;

/** What says nothing about which values are valid. */
const REMARKS = new Set(['$id', '$schema', '$defs', 'id', 'title', 'description', 'examples', 'deprecated']);
const MEMBERS = new Set(['properties', 'required']);

/**
 * Why events of one type, said under the schema `before`, and consumers that know only it, do not get on with the schema
 * `now`; one sentence each, empty when they do. Only a new optional property is additive: events are kept for ever, so
 * consumers of today must understand the old ones, and consumers that have not moved yet must understand new ones.
 */
export function breakingChanges(before: Schema, now: Schema): string[] {
  return compare('', resolved(before, before), resolved(now, now));
}

/**
 * The same for a whole registry, by event type. An event that is gone breaks those who read the log from its beginning;
 * one that is new breaks nobody.
 */
export function brokenContracts(
  before: ReadonlyMap<string, Schema>,
  now: ReadonlyMap<string, Schema>,
): string[] {
  return [...before].flatMap(([type, schema]) => {
    const current = now.get(type);
    if (!current) return [`${type} is gone`];
    return breakingChanges(schema, current).map((change) => `${type}: ${change}`);
  });
}

function compare(path: string, before: unknown, now: unknown): string[] {
  if (Array.isArray(before) && Array.isArray(now) && before.length === now.length)
    return before.flatMap((member, index) => compare(`${path}[${index}]`, member, now[index]));
  if (!isSchema(before) || !isSchema(now))
    return same(before, now) ? [] : [`${path || 'it'} was ${said(before)} and is ${said(now)}`];
  const keywords = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [
    ...compareProperties(path, before, now),
    ...[...keywords]
      .filter((keyword) => !REMARKS.has(keyword) && !MEMBERS.has(keyword))
      .flatMap((keyword) =>
        keyword === 'enum'
          ? compareWords(path, before[keyword], now[keyword])
          : compare(path ? `${path} ${keyword}` : keyword, before[keyword], now[keyword]),
      ),
  ];
}

function compareProperties(path: string, before: Schema, now: Schema): string[] {
  const [old, current] = [before['properties'] ?? {}, now['properties'] ?? {}] as [Schema, Schema];
  const [needed, needs] = [before['required'] ?? [], now['required'] ?? []] as [string[], string[]];
  const at = (name: string) => (path ? `${path}/${name}` : name);
  return [
    ...Object.keys(old).flatMap((name) => {
      if (!Object.hasOwn(current, name)) return [`${at(name)} was removed or renamed`];
      if (needed.includes(name) && !needs.includes(name))
        return [`${at(name)} was always there and is optional`];
      if (!needed.includes(name) && needs.includes(name)) return [`${at(name)} was optional and is required`];
      return compare(at(name), old[name], current[name]);
    }),
    ...Object.keys(current)
      .filter((name) => !Object.hasOwn(old, name) && needs.includes(name))
      .map((name) => `${at(name)} is new and required`),
  ];
}

function compareWords(path: string, before: unknown, now: unknown): string[] {
  const [old, current] = [(before ?? []) as unknown[], (now ?? []) as unknown[]];
  return [
    ...old.filter((word) => !current.includes(word)).map((word) => `${path} can no longer be ${said(word)}`),
    ...current
      .filter((word) => !old.includes(word))
      .map((word) => `${path} can be ${said(word)}, which consumers of before refuse`),
  ];
}

/** References replaced by what they refer to, so that moving a definition is no change. */
function resolved(value: unknown, root: Schema): unknown {
  if (Array.isArray(value)) return value.map((member) => resolved(member, root));
  if (!isSchema(value)) return value;
  const reference = value['$ref'];
  if (typeof reference === 'string') {
    const name = reference.replace('#/$defs/', '');
    return resolved((root['$defs'] as Schema | undefined)?.[name], root);
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([keyword]) => keyword !== '$defs')
      .map(([keyword, member]) => [keyword, resolved(member, root)]),
  );
}

const isSchema = (value: unknown): value is Schema =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const said = (value: unknown): string => (value === undefined ? 'not said' : JSON.stringify(value));
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
