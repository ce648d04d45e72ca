import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { allEvents } from '@commissioning/schemas';
import { z } from 'zod';
import { breakingChanges, brokenContracts, type Schema } from '../scripts/compatibility';

const CONTRACTS = join(__dirname, '../libs/schemas/contracts');

const Id = z.uuid().meta({ id: 'Id' });
const before = {
  tenderId: Id,
  title: z.string().max(200),
  regime: z.enum(['light-touch', 'full']),
  note: z.string().optional(),
  closesAt: z.string().nullable(),
  lots: z.array(z.strictObject({ lotId: Id, valuePence: z.int() })).min(1),
};
const schemaOf = (shape: z.ZodRawShape) => z.toJSONSchema(z.strictObject(shape)) as Schema;
const changes = (now: z.ZodRawShape) => breakingChanges(schemaOf(before), schemaOf(now));
const without = (name: keyof typeof before) => {
  const { [name]: _, ...rest } = before;
  return rest;
};
const lots = (shape: z.ZodRawShape) => ({ ...before, lots: z.array(z.strictObject(shape)).min(1) });

describe('a change of an event', () => {
  it.each<[string, z.ZodRawShape]>([
    ['nothing', before],
    ['an optional property', { ...before, summary: z.string().optional() }],
    [
      'an optional property inside a list',
      lots({ lotId: Id, valuePence: z.int(), name: z.string().optional() }),
    ],
    ['what a reader is told', { ...before, title: z.string().max(200).describe('As it was advertised.') }],
    ['where a shape is defined', { ...before, tenderId: z.uuid() }],
    ['the order of words', { ...before, regime: z.enum(['full', 'light-touch']) }],
  ])('that adds or moves only %s breaks nobody', (_, now) => {
    expect(changes(now)).toEqual([]);
  });

  it.each<[string, z.ZodRawShape, string[]]>([
    ['is removed', without('title'), ['title was removed or renamed']],
    ['that is optional is removed', without('note'), ['note was removed or renamed']],
    [
      'is renamed',
      { ...without('title'), name: z.string().max(200) },
      ['title was removed or renamed', 'name is new and required'],
    ],
    ['is retyped', { ...before, title: z.int() }, [expect.stringMatching('^title type was "string"')]],
    ['is new and required', { ...before, summary: z.string() }, ['summary is new and required']],
    ['becomes required', { ...before, note: z.string() }, ['note was optional and is required']],
    [
      'becomes optional',
      { ...before, tenderId: Id.optional() },
      ['tenderId was always there and is optional'],
    ],
    ['may no longer be null', { ...before, closesAt: z.string() }, [expect.stringMatching('^closesAt ')]],
    ['loses a word', { ...before, regime: z.enum(['full']) }, [expect.stringMatching('^regime ')]],
    [
      'gets a word that consumers of before refuse',
      { ...before, regime: z.enum(['light-touch', 'full', 'legacy']) },
      ['regime can be "legacy", which consumers of before refuse'],
    ],
    [
      'is bounded otherwise',
      { ...before, title: z.string().max(100) },
      ['title maxLength was 200 and is 100'],
    ],
    ['inside a list is removed', lots({ lotId: Id }), ['lots items/valuePence was removed or renamed']],
    [
      'inside a list is new and required',
      lots({ lotId: Id, valuePence: z.int(), name: z.string() }),
      ['lots items/name is new and required'],
    ],
  ])('whose property %s is found', (_, now, found) => {
    const all = changes(now);
    expect(all.length).toBeGreaterThan(0);
    expect(all).toEqual(expect.arrayContaining(found));
  });

  it('that hides behind the name of a definition is found', () => {
    const defined = (id: object): Schema => ({
      ...{ type: 'object', properties: { tenderId: { $ref: '#/$defs/Id' } }, required: ['tenderId'] },
      $defs: { Id: { type: 'string', ...id } },
    });
    expect(breakingChanges(defined({}), defined({ description: 'Of the tender.' }))).toEqual([]);
    expect(breakingChanges(defined({}), defined({ format: 'uuid' }))).toEqual([
      'tenderId format was not said and is "uuid"',
    ]);
  });

  it('that takes it away is found, and a new major beside it breaks nobody', () => {
    const v1 = new Map([['a.b.c.v1', schemaOf(before)]]);
    expect(brokenContracts(v1, new Map())).toEqual(['a.b.c.v1 is gone']);
    const both = new Map([...v1, ['a.b.c.v2', schemaOf(without('title'))]]);
    expect(brokenContracts(v1, both)).toEqual([]);
  });
});

describe('the contracts', () => {
  const read = (folder: string) =>
    new Map(
      readdirSync(folder)
        .filter((name) => name.endsWith('.json') && name !== 'asyncapi.json')
        .map((name) => [
          basename(name, '.json'),
          JSON.parse(readFileSync(join(folder, name), 'utf8')) as Schema,
        ]),
    );

  it('keep what is published', () => {
    expect(existsSync(join(CONTRACTS, 'published'))).toBe(true);
    const published = read(join(CONTRACTS, 'published'));
    expect(published.size).toBeGreaterThan(40);
    expect(brokenContracts(published, read(CONTRACTS))).toEqual([]);
  });

  it('would not, were any property of any event removed', () => {
    const published = read(join(CONTRACTS, 'published'));
    for (const [type, schema] of published) {
      const [name] = Object.keys(schema['properties'] as object);
      const { [name as string]: _, ...properties } = schema['properties'] as Schema;
      expect(brokenContracts(published, new Map([...published, [type, { ...schema, properties }]]))).toEqual([
        `${type}: ${name} was removed or renamed`,
      ]);
    }
  });

  it('name every event of the registry', () => {
    expect([...read(CONTRACTS).keys()].sort()).toEqual(allEvents.map((event) => event.type).sort());
  });
});
