import type { Table } from 'apache-arrow';
import { chunksOf, quantitiesOf } from './segment-file';
import { WordList } from './word-list';

/** What figures are grouped and filtered by. */
export const DIMENSIONS = [
  'stage',
  'period',
  'theme',
  'tender',
  'indicator',
  'ward',
  'characteristic',
  'category',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Rows of word numbers with a quantity each: the columns of all facts, or the cells of a cube. */
export interface Frame {
  readonly length: number;
  readonly quantity: Float64Array;
  column(dimension: Dimension): Int32Array;
  words(dimension: Dimension): readonly string[];
}

export type Dictionaries = Readonly<Record<Dimension, WordList>>;

export const newDictionaries = (): Dictionaries =>
  Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, new WordList()])) as unknown as Dictionaries;

/** Every fact in memory: one typed array per dimension, growing as segments arrive. */
export class FactColumns implements Frame {
  length = 0;
  quantity = new Float64Array(1024);
  private readonly columns = Object.fromEntries(
    DIMENSIONS.map((dimension) => [dimension, new Int32Array(1024)]),
  ) as Record<Dimension, Int32Array>;

  constructor(readonly dictionaries: Dictionaries) {}

  /** Appends a segment; answers the number of its first row. */
  append(table: Table): number {
    const first = this.length;
    const end = first + table.numRows;
    this.reserve(end);
    for (const dimension of DIMENSIONS) {
      const target = this.columns[dimension];
      let at = first;
      for (const { codes, words } of chunksOf(table, dimension)) {
        const translated = Int32Array.from(words, (word) => this.dictionaries[dimension].codeOf(word));
        for (let i = 0; i < codes.length; i += 1) target[at++] = translated[codes[i] as number] as number;
      }
      if (at !== end) throw new Error(`The column ${dimension} of a segment has ${at - first} rows.`);
    }
    this.quantity.set(quantitiesOf(table), first);
    this.length = end;
    return first;
  }

  column(dimension: Dimension): Int32Array {
    return this.columns[dimension].subarray(0, this.length);
  }

  words(dimension: Dimension): readonly string[] {
    return this.dictionaries[dimension].words;
  }

  private reserve(rows: number): void {
    if (rows <= this.quantity.length) return;
    const capacity = Math.max(rows, this.quantity.length * 2);
    const quantity = new Float64Array(capacity);
    quantity.set(this.quantity);
    this.quantity = quantity;
    for (const dimension of DIMENSIONS) {
      const column = new Int32Array(capacity);
      column.set(this.columns[dimension]);
      this.columns[dimension] = column;
    }
  }
}
