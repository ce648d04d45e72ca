import loadHighs from 'highs';
import type { ReleasedTable } from '../index';

let started: ReturnType<typeof loadHighs> | undefined;

/** For each dimension its leaves and, for the other categories, the leaves under them; 'All' is every leaf. */
export type Leaves = Readonly<
  Record<string, { leaves: readonly string[]; groups?: Readonly<Record<string, readonly string[]>> }>
>;

/**
 * An attacker that shares no code with the library: it writes each table's finest cells as unknowns, every figure as a
 * sum of them, and sets equal what two tables say of the same thing. `[c]` is at least `floor`.
 */
export class Reader {
  private readonly constraints: string[] = [];
  private readonly variables = new Set<string>();
  private readonly sums = new Map<string, string[]>();

  constructor(
    private readonly leaves: Leaves,
    private readonly floor: number,
  ) {}

  /** Reads a table; `dimensions` are those of its finest cells. */
  read(table: ReleasedTable, dimensions: readonly string[]): void {
    for (const { at, value } of table.cells) {
      const parts = this.parts(table.id, dimensions, at);
      if (value === null) this.constraints.push(`${parts.join(' + ')} >= ${this.floor}`);
      else this.constraints.push(`${parts.join(' + ')} = ${value}`);
      const key = JSON.stringify(
        Object.entries(at)
          .filter(([, category]) => category !== 'All')
          .sort(),
      );
      const same = this.sums.get(key);
      if (same === undefined) this.sums.set(key, parts);
      else this.equal(same, parts);
    }
  }

  /**
   * The whole numbers from and to which a figure can be anything that the tables allow; `whole` asks for whole worlds.
   * No unknown is thought to be above `cap`, which can only make the interval narrower.
   */
  async interval(
    table: string,
    dimensions: readonly string[],
    at: Readonly<Record<string, string>>,
    whole: boolean,
    cap = 500,
  ) {
    const highs = await (started ??= loadHighs());
    const sum = this.parts(table, dimensions, at).join(' + ');
    const bounds = [...this.variables].map((name) => `0 <= ${name} <= ${cap}`).join('\n');
    const solve = (sense: string) => {
      const kinds = whole ? `General\n${[...this.variables].join(' ')}\n` : '';
      const text = `${sense}\nobj: ${sum}\nSubject To\n${this.constraints.join('\n')}\nBounds\n${bounds}\n${kinds}End`;
      const { Status, ObjectiveValue } = highs.solve(text, { output_flag: false });
      if (Status !== 'Optimal') throw new Error(`The attack ended with ${Status}.`);
      return ObjectiveValue;
    };
    return [Math.ceil(solve('Minimize') - 1e-6), Math.floor(solve('Maximize') + 1e-6)] as const;
  }

  private parts(
    table: string,
    dimensions: readonly string[],
    at: Readonly<Record<string, string>>,
  ): string[] {
    const lists = dimensions.map((dimension) => {
      const { leaves, groups = {} } = this.leaves[dimension] ?? { leaves: [] };
      const category = at[dimension] ?? 'All';
      return category === 'All' ? leaves : (groups[category] ?? [category]);
    });
    const places = lists.reduce<string[][]>(
      (all, list) => all.flatMap((start) => list.map((leaf) => [...start, leaf])),
      [[]],
    );
    const names = places.map((place) => `x_${[table, ...place].join('_').replace(/[^A-Za-z0-9_]/g, '')}`);
    names.forEach((name) => this.variables.add(name));
    return names;
  }

  private equal(one: readonly string[], other: readonly string[]): void {
    const left = one.filter((name) => !other.includes(name));
    const right = other.filter((name) => !one.includes(name));
    if (left.length + right.length > 0)
      this.constraints.push(`${left.join(' + ')} - ${right.join(' - ')} = 0`);
  }
}

/** Every whole-number filling of a table of rows and columns with margins that agrees with what is shown, by trying. */
export function fillings(
  shown: readonly (readonly (number | null)[])[],
  floor: number,
  cap: number,
): number[][][] {
  const height = shown.length - 1;
  const width = (shown[0] ?? []).length - 1;
  const found: number[][][] = [];
  const filling = Array.from({ length: height }, () => Array<number>(width).fill(0));
  const fits = (total: number | null | undefined, sum: number, done: boolean) =>
    total === null || total === undefined ? !done || sum >= floor : done ? sum === total : sum <= total;
  const place = (index: number): void => {
    if (index === height * width) {
      const all = filling.flat().reduce((a, b) => a + b, 0);
      if (fits(shown[height]?.[width], all, true)) found.push(filling.map((row) => [...row]));
      return;
    }
    const [r, c] = [Math.floor(index / width), index % width];
    const own = shown[r]?.[c] ?? null;
    const [from, to] = own === null ? [floor, cap] : [own, own];
    for (let value = from; value <= to; value++) {
      const row = filling[r] as number[];
      row[c] = value;
      const across = row.slice(0, c + 1).reduce((a, b) => a + b, 0);
      const down = filling.slice(0, r + 1).reduce((sum, line) => sum + (line[c] as number), 0);
      if (!fits(shown[r]?.[width], across, c === width - 1)) continue;
      if (fits(shown[height]?.[c], down, r === height - 1)) place(index + 1);
    }
  };
  place(0);
  return found;
}
