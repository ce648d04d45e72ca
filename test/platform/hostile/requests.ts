import type { ApiDocument, Route } from './document';

/** A request that no honest client sends, or one that only comes at the wrong moment. */
export interface Hostile {
  /** What is wrong with it. */
  readonly what: string;
  readonly method: Route['method'];
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const NOBODY = '01920000-0000-7000-8000-00000000dead';
const LONG = 'x'.repeat(1_000_000);
/** Parsed without trouble, and too deep for whatever walks through it step by step. */
const DEEP = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
const KEY = { 'idempotency-key': 'key-of-a-hostile-request' };

/** In place of a value of any kind. */
const VALUES: Readonly<Record<string, unknown>> = {
  ...{
    'a NUL byte': 'a\u0000b',
    'half of a character': '\ud800',
    'a wrong type': { $ne: null },
    nothing: null,
  },
  ...{ 'a list': [[]], 'a huge number': 1e308, 'a negative number': -1, 'a number past 64 bits': 2 ** 70 },
};

/** In place of what stands in an address. */
const IN_ADDRESS: Readonly<Record<string, string>> = {
  ...{ 'a NUL byte': '%00', 'no UTF-8': '%E0%A4', 'an injection': "1'%20OR%201=1--" },
  ...{ 'a way out': '..%2F..%2Fetc', 'a long text': 'x'.repeat(5_000), 'a negative number': '-1' },
};

/** In place of the version that was read. */
const VERSIONS: Readonly<Record<string, string>> = {
  ...{ 'a version in words': 'latest', 'a version past 64 bits': `"${'9'.repeat(30)}"` },
  'a version past 32 bits': '"3000000000"',
};

/** Everything hostile that can be made of a route. */
export function hostileTo(document: ApiDocument, route: Route): Hostile[] {
  const { method } = route;
  const body = route.body && document.example(route.body);
  const path = addressOf(route);
  const ask = (what: string, more: Partial<Hostile> = {}): Hostile => ({
    ...{ what, method, path, headers: { 'if-match': '"1"' } },
    ...(body !== undefined && { body }),
    ...more,
  });
  return [
    ask('nobody and nothing of that id'),
    ...Object.entries(VERSIONS).map(([what, version]) => ask(what, { headers: { 'if-match': version } })),
    ask('no version', { headers: {} }),
    ...(method === 'POST'
      ? keys().map(([what, key]) => ask(what, { headers: { 'idempotency-key': key } }))
      : []),
    ...route.inPath.flatMap(({ name }) =>
      Object.entries(IN_ADDRESS).map(([what, text]) =>
        ask(`${what} as ${name}`, { path: addressOf(route, { [name]: text }) }),
      ),
    ),
    ...queries(route).map(([what, query]) => ask(what, { path: `${path}?${query}` })),
    ...(route.body ? bodies(document, route).map(([what, other]) => ask(what, { body: other })) : []),
    ...(route.body ? [ask('no JSON', { body: '{"a":', headers: JSON_HEADERS })] : []),
    ...(route.body
      ? [ask('lists in one another', { body: DEEP, headers: { ...JSON_HEADERS, ...KEY } })]
      : []),
    ...(route.body ? [ask('another type of content', { body: 'a=b', headers: FORM_HEADERS })] : []),
  ];
}

const JSON_HEADERS = { 'content-type': 'application/json', 'if-match': '"1"' };
const FORM_HEADERS = { 'content-type': 'application/x-www-form-urlencoded', 'if-match': '"1"' };

const keys = (): [string, string][] => [
  ['an empty key', ''],
  ['a key of 5,000 characters', 'k'.repeat(5_000)],
  ['a key that is no text', '\u00ff\u0001'],
];

function addressOf(route: Route, instead: Readonly<Record<string, string>> = {}): string {
  return route.path.replace(/\{(\w+)\}/g, (_, name: string) => instead[name] ?? NOBODY);
}

function queries({ inQuery }: Route): [string, string][] {
  return [
    ['a parameter that nobody knows', 'surprise=1'],
    ...inQuery.flatMap(({ name }) => [
      ...Object.entries(IN_ADDRESS).map(([what, text]): [string, string] => [
        `${what} as ${name}`,
        `${name}=${text}`,
      ]),
      [`${name} twice`, `${name}=1&${name}=2`] as [string, string],
      [`${name} as a structure`, `${name}[a]=1`] as [string, string],
    ]),
  ];
}

/** Bodies with one thing wrong in each, and with the wrong thing for the whole. */
function bodies(document: ApiDocument, route: Route): [string, unknown][] {
  const shape = route.body ?? {};
  const right = document.example(shape);
  const names = Object.keys(shape.properties ?? {});
  const whole = { null: null, 'a list': [], 'a text': 'x', 'a number': 5, 'an empty object': {} };
  return [
    ...Object.entries(whole).map(([what, body]): [string, unknown] => [`${what} as the body`, body]),
    ['a property that nobody knows', { ...(right as object), surprise: 1 }],
    ['a prototype', JSON.parse(`{ "__proto__": { "roles": ["operator"] } }`)],
    ...names.flatMap((name) =>
      Object.entries(VALUES).map(([what, value]): [string, unknown] => [
        `${what} as ${name}`,
        { ...(right as object), [name]: value },
      ]),
    ),
    ...names
      .slice(0, 1)
      .map((name): [string, unknown] => [`a megabyte as ${name}`, { ...(right as object), [name]: LONG }]),
  ];
}
