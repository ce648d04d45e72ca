import { DIMENSIONS, type Dictionaries, type Dimension, type Frame } from './columns';

/** Which words of a dimension count; a dimension that is not named takes all. */
export type Where = Partial<Record<Dimension, (word: string) => boolean>>;

/** One group and its sum. */
export interface Sum<By extends Dimension> {
  readonly at: Readonly<Record<By, string>>;
  readonly quantity: number;
}

/**
 * Sums of all facts by every dimension at once. Each new fact is added to its cell; a question then looks at cells
 * instead of facts. Cells lie in columns, found by an open-addressed table of their numbers.
 */
export class Cube implements Frame {
  length = 0;
  quantity = new Float64Array(256);
  private readonly cells = DIMENSIONS.map(() => new Int32Array(256));
  private slots = new Int32Array(512).fill(-1);

  constructor(private readonly dictionaries: Dictionaries) {}

  /** Adds the rows of a frame from `first` on. The frame must use the cube's own dictionaries. */
  add(frame: Frame, first = 0): void {
    const columns = DIMENSIONS.map((dimension) => frame.column(dimension));
    const codes = new Int32Array(DIMENSIONS.length);
    for (let row = first; row < frame.length; row += 1) {
      for (let d = 0; d < columns.length; d += 1) codes[d] = (columns[d] as Int32Array)[row] as number;
      const cell = this.cellOf(codes);
      const sum = (this.quantity[cell] as number) + (frame.quantity[row] as number);
      if (!Number.isSafeInteger(sum)) throw new Error('A sum of the cube is too large to be exact.');
      this.quantity[cell] = sum;
    }
  }

  column(dimension: Dimension): Int32Array {
    return (this.cells[DIMENSIONS.indexOf(dimension)] as Int32Array).subarray(0, this.length);
  }

  words(dimension: Dimension): readonly string[] {
    return this.dictionaries[dimension].words;
  }

  private cellOf(codes: Int32Array): number {
    let slot = hash(codes) & (this.slots.length - 1);
    for (;;) {
      const cell = this.slots[slot] as number;
      if (cell === -1) return this.newCell(codes, slot);
      if (this.cells.every((column, d) => column[cell] === codes[d])) return cell;
      slot = (slot + 1) & (this.slots.length - 1);
    }
  }

  private newCell(codes: Int32Array, slot: number): number {
    if (this.length === this.quantity.length) this.grow();
    const cell = this.length;
    this.cells.forEach((column, d) => (column[cell] = codes[d] as number));
    this.quantity[cell] = 0;
    this.length += 1;
    this.slots[slot] = cell;
    // More than half full, chains grow long.
    if (this.length * 2 > this.slots.length) this.rehash();
    return cell;
  }

  private grow(): void {
    const quantity = new Float64Array(this.quantity.length * 2);
    quantity.set(this.quantity);
    this.quantity = quantity;
    this.cells.forEach((column, d) => {
      const larger = new Int32Array(column.length * 2);
      larger.set(column);
      this.cells[d] = larger;
    });
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    const codes = new Int32Array(DIMENSIONS.length);
    for (let cell = 0; cell < this.length; cell += 1) {
      this.cells.forEach((column, d) => (codes[d] = column[cell] as number));
      let slot = hash(codes) & (this.slots.length - 1);
      while (this.slots[slot] !== -1) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = cell;
    }
  }
}

function hash(codes: Int32Array): number {
  let mixed = 0x811c9dc5;
  for (const code of codes) {
    mixed = Math.imul(mixed ^ code, 0x9e3779b1);
    mixed ^= mixed >>> 15;
  }
  return mixed >>> 0;
}

/** Sums of a frame's rows where the words are wanted, grouped on the numbers of their words; groups at 0 included. */
export function sumsBy<By extends Dimension>(frame: Frame, by: readonly By[], where: Where = {}): Sum<By>[] {
  const wanted = Object.entries(where).map(([dimension, isWanted]) => ({
    column: frame.column(dimension as Dimension),
    passes: Uint8Array.from(frame.words(dimension as Dimension), (word) => Number(isWanted(word))),
  }));
  const columns = by.map((dimension) => frame.column(dimension));
  const sizes = by.map((dimension) => frame.words(dimension).length);
  if (!Number.isSafeInteger(sizes.reduce((product, size) => product * size, 1))) {
    throw new Error(`Too many groups to tell apart: ${by.join(' × ')}.`);
  }
  const sums = new Map<number, number>();
  for (let row = 0; row < frame.length; row += 1) {
    if (wanted.some(({ column, passes }) => !passes[column[row] as number])) continue;
    let key = 0;
    for (let d = 0; d < columns.length; d += 1) {
      key = key * (sizes[d] as number) + ((columns[d] as Int32Array)[row] as number);
    }
    sums.set(key, (sums.get(key) ?? 0) + (frame.quantity[row] as number));
  }
  return [...sums].map(([key, quantity]) => ({ at: wordsAt(frame, by, sizes, key), quantity }));
}

function wordsAt<By extends Dimension>(
  frame: Frame,
  by: readonly By[],
  sizes: readonly number[],
  key: number,
) {
  const at = {} as Record<By, string>;
  let rest = key;
  for (let d = by.length - 1; d >= 0; d -= 1) {
    const size = sizes[d] as number;
    const dimension = by[d] as By;
    at[dimension] = frame.words(dimension)[rest % size] as string;
    rest = Math.floor(rest / size);
  }
  return at;
}
