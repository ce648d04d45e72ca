import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Data,
  Dictionary,
  Int32,
  Int64,
  makeVector,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { type Fact, quarterOf, type Stage, STAGES } from './fact';

/** Columns of words that repeat: stored once a segment, with a number a row. */
export const WORDS = [
  'stage',
  'unit',
  'period',
  'day',
  'programme',
  'theme',
  'tender',
  'outcome',
  'indicator',
  'organisation',
  'ward',
  'characteristic',
  'category',
] as const;
export type Word = (typeof WORDS)[number];

/** Columns of words that seldom repeat: where a fact comes from. */
export const SOURCES = ['event', 'subject'] as const;

/** A segment as it was written. */
export interface WrittenSegment {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** A segment on disk is not the one that the manifest names; counting on would give wrong figures. */
export class DamagedSegment extends Error {
  constructor(path: string, what: string) {
    super(`The fact segment ${path} ${what}. Restore DATA_DIR together with the database.`);
    this.name = 'DamagedSegment';
  }
}

const ENDING = '.arrow';

export const pathOf = (folder: string, id: string): string => join(folder, `${id}${ENDING}`);

/** The facts as one Arrow table: words by dictionary, quantities as 64-bit integers. */
export function tableOf(facts: readonly Fact[]): Table {
  const word = (of: (fact: Fact) => string) =>
    vectorFromArray(facts.map(of), new Dictionary(new Utf8(), new Int32()));
  const words = WORDS.map((name): [string, Vector] => {
    if (name === 'unit') return [name, word(({ stage }) => STAGES[stage].unit)];
    if (name === 'period') return [name, word(({ day }) => quarterOf(day))];
    return [name, word((fact) => fact[name])];
  });
  const sources = SOURCES.map((name): [string, Vector] => [
    name,
    vectorFromArray(
      facts.map((fact) => fact[name]),
      new Utf8(),
    ),
  ]);
  const quantity = makeVector({
    type: new Int64(),
    data: BigInt64Array.from(facts, (fact) => BigInt(fact.quantity)),
  });
  return new Table(
    Object.fromEntries([...words, ...sources, ['quantity', quantity]]) as Record<string, Vector>,
  );
}

/** Writes a table where nobody looks for it yet, forces it to the disk, and only then gives it its name. */
export async function writeSegment(folder: string, id: string, table: Table): Promise<WrittenSegment> {
  await mkdir(folder, { recursive: true });
  const content = tableToIPC(table, 'file');
  const path = pathOf(folder, id);
  const file = await open(`${path}.part`, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
  await syncFolder(folder);
  return { rows: table.numRows, bytes: content.byteLength, sha256: sha256(content) };
}

/** Without this a power cut may forget the new name though the content is safe. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads a segment. Throws `DamagedSegment` when it is missing or not what was written. */
export async function readSegment(folder: string, id: string, written: WrittenSegment): Promise<Table> {
  const path = pathOf(folder, id);
  const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new DamagedSegment(path, 'is missing') : error;
  });
  if (sha256(content) !== written.sha256) throw new DamagedSegment(path, 'is not the one that was written');
  return tableFromIPC(content);
}

/** Removes files that no row of the manifest names: what a crash between write and commit leaves. */
export async function removeOrphans(folder: string, named: ReadonlySet<string>): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files = await readdir(folder);
  const orphans = files.filter((file) => !named.has(file.slice(0, -ENDING.length)) || !file.endsWith(ENDING));
  for (const file of orphans) await rm(join(folder, file), { recursive: true });
  return orphans;
}

/** The rows of a table as facts. For moving and checking facts; figures come from columns and cube. */
export function factsIn(table: Table): Fact[] {
  return table.toArray().map((row: Record<string, unknown>) => {
    const words = Object.fromEntries([...WORDS, ...SOURCES].map((name) => [name, String(row[name])]));
    const { unit: _unit, period: _period, ...fact } = words;
    return {
      ...fact,
      stage: words['stage'] as Stage,
      quantity: safe(row['quantity'] as bigint),
    } as unknown as Fact;
  });
}

/** Row numbers into `words`, and the words, of one dictionary column; a batch may have its own dictionary. */
export function* chunksOf(table: Table, name: Word): Generator<{ codes: Int32Array; words: string[] }> {
  for (const data of (table.getChild(name) as Vector).data as readonly Data[]) {
    const codes = data.values as Int32Array;
    const words = data.dictionary ? [...data.dictionary].map(String) : [];
    yield { codes: codes.subarray(0, data.length), words };
  }
}

export function quantitiesOf(table: Table): Float64Array {
  const column = table.getChild('quantity') as Vector;
  return Float64Array.from(column.toArray() as BigInt64Array, safe);
}

function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Error(`A quantity of ${value} cannot be counted exactly.`);
  return number;
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
