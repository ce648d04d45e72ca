import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { DIMENSIONS, type Dimension, FactColumns, newDictionaries } from './columns';
import { Cube, sumsBy } from './cube';
import { type Fact, quarterOf } from './fact';
import { cellsOf, recount } from './recount';
import { factsIn, readSegment, tableOf, writeSegment } from './segment-file';

const aFact = fc.record({
  event: fc.uuid(),
  subject: fc.uuid(),
  stage: fc.constantFrom('bid', 'spend', 'outcome'),
  day: fc.constantFrom('2026-12-08', '2027-04-01', '2027-07-15'),
  programme: fc.constant(''),
  theme: fc.constantFrom('', 'theme-1', 'theme-2'),
  tender: fc.constantFrom('', 'tender-1'),
  outcome: fc.constant(''),
  indicator: fc.constantFrom('', 'indicator-1'),
  organisation: fc.uuid(),
  ward: fc.constantFrom('', 'E05009317', 'E05009318', 'St Katharine’s & Wapping'),
  characteristic: fc.constantFrom('all', 'ethnicity'),
  category: fc.constantFrom('all', 'White', 'Not stated', 'a "quoted" one'),
  quantity: fc.integer({ min: -5, max: 9_000_000 }),
}) as fc.Arbitrary<Fact>;
const batches = fc.array(fc.array(aFact, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 6 });

/** As the store does it: batch by batch, each through a file. */
function counted(facts: readonly (readonly Fact[])[]) {
  const dictionaries = newDictionaries();
  const columns = new FactColumns(dictionaries);
  const cube = new Cube(dictionaries);
  const tables = facts.map(tableOf);
  for (const table of tables) cube.add(columns, columns.append(table));
  return { columns, cube, tables };
}

const byWords = <At extends Record<string, string>>(sums: readonly { at: At; quantity: number }[]) =>
  new Map(sums.map(({ at, quantity }) => [JSON.stringify(Object.entries(at).sort()), quantity]));

describe('the cube', () => {
  it('has the sums of all facts, whatever the batches, and agrees with a recount', () => {
    fc.assert(
      fc.property(batches, (facts) => {
        const { cube, columns, tables } = counted(facts);
        expect(recount(tables, cellsOf(cube))).toEqual({ facts: facts.flat().length, disagreements: [] });
        const by = ['stage', 'ward', 'period'] as const;
        const where = { characteristic: (word: string) => word === 'all' };
        expect(byWords(sumsBy(cube, by, where))).toEqual(byWords(sumsBy(columns, by, where)));
      }),
      { numRuns: 200 },
    );
  });

  it('grows past its first thousand cells without mixing two of them up', () => {
    const facts = Array.from({ length: 5_000 }, (_, i): Fact => ({
      ...(fc.sample(aFact, { numRuns: 1, seed: 7 })[0] as Fact),
      ...{ ward: `ward-${i % 2_500}`, quantity: i },
    }));
    const { cube, tables } = counted([facts]);
    expect(cube.length).toBe(2_500);
    expect(recount(tables, cellsOf(cube)).disagreements).toEqual([]);
  });

  it('that lost one fact is found out by the recount', () => {
    const { tables } = counted(fc.sample(batches, { numRuns: 1, seed: 3 })[0] as Fact[][]);
    const { cube } = counted([tables.flatMap(factsIn).slice(1)]);
    expect(recount(tables, cellsOf(cube)).disagreements).toHaveLength(1);
  });

  it('gives the same answers as another engine over the same rows', async () => {
    const facts = fc.sample(aFact, { numRuns: 3_000, seed: 11 });
    const { cube } = counted([facts.slice(0, 1_000), facts.slice(1_000)]);
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    await duck.run(
      `CREATE TABLE fact (${DIMENSIONS.map((name) => `${name} TEXT`).join(', ')}, quantity BIGINT)`,
    );
    const appender = await duck.createAppender('fact');
    for (const fact of facts) {
      const words = { ...fact, period: quarterOf(fact.day) };
      for (const dimension of DIMENSIONS) appender.appendVarchar(words[dimension]);
      appender.appendBigInt(BigInt(fact.quantity));
      appender.endRow();
    }
    appender.closeSync();
    const questions: [Dimension[], string, Parameters<typeof sumsBy>[2]][] = [
      [['stage', 'ward'], 'TRUE', {}],
      [
        ['period', 'theme', 'category'],
        "characteristic = 'ethnicity'",
        { characteristic: (word) => word === 'ethnicity' },
      ],
      [[...DIMENSIONS], "stage <> 'bid'", { stage: (word) => word !== 'bid' }],
    ];
    for (const [by, condition, where] of questions) {
      const rows = await duck.runAndReadAll(
        `SELECT ${by.join(', ')}, sum(quantity) AS quantity FROM fact WHERE ${condition} GROUP BY ALL`,
      );
      const theirs = rows
        .getRowObjects()
        .map(({ quantity, ...at }) => ({ at: at as Record<string, string>, quantity: Number(quantity) }));
      expect(theirs.length).toBeGreaterThan(1);
      expect(byWords(sumsBy(cube, by, where))).toEqual(byWords(theirs));
    }
    duck.closeSync();
  });

  it('refuses a sum that could not be exact', () => {
    const [fact] = fc.sample(aFact, { numRuns: 1 }) as [Fact];
    const huge = { ...fact, quantity: Number.MAX_SAFE_INTEGER };
    expect(() => counted([[huge, huge]])).toThrow('too large to be exact');
  });
});

describe('a segment', () => {
  it('comes back from the disk as it was written, and not at all when a byte is wrong', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'segment-'));
    const facts = fc.sample(aFact, { numRuns: 50, seed: 5 });
    const written = await writeSegment(folder, 'one', tableOf(facts));
    expect(factsIn(await readSegment(folder, 'one', written))).toEqual(facts);
    await expect(readSegment(folder, 'one', { ...written, sha256: '0' })).rejects.toThrow(
      'not the one that was written',
    );
    await expect(readSegment(folder, 'two', written)).rejects.toThrow('is missing');
    await rm(folder, { recursive: true });
  });
});
