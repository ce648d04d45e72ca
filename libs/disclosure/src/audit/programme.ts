import loadHighs, { type Highs, type Model } from 'highs';
import { DisclosureError } from '../error';
import type { Relations } from './relations';

/** What a reader knows of each figure before any sum is written: never below, never above. By position. */
export interface Bounds {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** The end of what a figure can be, with a world that reaches it. */
export interface Extreme {
  /** How far the figure can be from its true value; infinite where nothing holds it. */
  readonly change: number;
  /** Which figures move in the world that shows it. */
  readonly moving: ReadonlySet<number>;
  /** How far each of them moves in that world; empty where nothing holds the figure. */
  readonly changes: ReadonlyMap<number, number>;
}

/** One runtime for the process: starting it takes longer than most audits. */
let started: Promise<Highs> | undefined;
const solver = (): Promise<Highs> => (started ??= loadHighs());

interface Component {
  readonly model: Model;
  readonly column: ReadonlyMap<number, number>;
  readonly members: readonly number[];
  /** Whether any equation holds it. */
  readonly linked: boolean;
}

/**
 * Linear programmes over what is published: columns are the distances of unseen figures from their true values, rows
 * the equations. Figures that no equation links are solved apart, and each group's model is kept and started warm.
 * Dispose when done.
 */
export class Programmes {
  private readonly root: number[];
  private readonly components = new Map<number, Component>();
  solved = 0;

  private constructor(
    private readonly highs: Highs,
    private readonly relations: Relations,
    private readonly bounds: Bounds,
  ) {
    this.root = relations.figures.map((_, position) => position);
    for (const { total, parts } of relations.equations) {
      const free = [total, ...parts].filter((position) => this.isFree(position));
      free.slice(1).forEach((position) => this.join(free[0] as number, position));
    }
  }

  static async over(relations: Relations, bounds: Bounds): Promise<Programmes> {
    return new Programmes(await solver(), relations, bounds);
  }

  /** Furthest the figure can go in a direction, with one figure held at its true value if asked. */
  furthest(position: number, direction: 1 | -1, held?: number): Extreme {
    if (!this.isFree(position)) return { change: 0, moving: new Set(), changes: new Map() };
    const { model, column, members, linked } = this.component(position);
    if (!linked) {
      const [lower, upper] = this.room(position);
      const change = direction === -1 ? lower : upper === this.highs.infinity ? Infinity : upper;
      return { change, moving: new Set(members), changes: new Map() };
    }
    const target = column.get(position) as number;
    const holding = held === undefined ? undefined : column.get(held);
    if (holding !== undefined) model.changeColBounds(holding, 0, 0);
    model.changeColCost(target, -direction);
    model.run();
    this.solved++;
    const status = model.getModelStatus();
    const { optimal, unbounded, unboundedOrInfeasible } = this.highs.constants.modelStatus;
    const colValue = status === optimal ? model.getSolution().colValue : undefined;
    model.changeColCost(target, 0);
    if (holding !== undefined) model.changeColBounds(holding, ...this.room(held as number));
    if (colValue !== undefined) {
      const moves = members.map((member, index) => [member, colValue[index] as number] as const);
      const changes = new Map(moves.filter(([, change]) => Math.abs(change) > 1e-7));
      return { change: colValue[target] as number, moving: new Set(changes.keys()), changes };
    }
    // The true values are always feasible, so "unbounded or infeasible" can only be unbounded.
    if (status === unbounded || status === unboundedOrInfeasible) {
      return { change: direction * Infinity, moving: new Set(members), changes: new Map() };
    }
    throw new DisclosureError('solver-failed', `The solver ended with status ${status}.`);
  }

  dispose(): void {
    for (const { model } of this.components.values()) model.dispose();
  }

  private isFree(position: number): boolean {
    return (this.bounds.lower[position] as number) < (this.bounds.upper[position] as number);
  }

  private room(position: number): [number, number] {
    const value = this.relations.figures[position]?.value as number;
    const upper = this.bounds.upper[position] as number;
    const most = upper === Infinity ? this.highs.infinity : upper - value;
    return [(this.bounds.lower[position] as number) - value, most];
  }

  private component(position: number): Component {
    const root = this.find(position);
    const known = this.components.get(root);
    if (known !== undefined) return known;
    const members = [...this.root.keys()].filter((other) => this.isFree(other) && this.find(other) === root);
    const column = new Map(members.map((member, index) => [member, index]));
    const starts = [0];
    const indices: number[] = [];
    const values: number[] = [];
    for (const { total, parts } of this.relations.equations) {
      const terms = [total, ...parts].filter((term) => column.has(term));
      if (terms.length === 0) continue;
      for (const term of terms) {
        indices.push(column.get(term) as number);
        values.push(term === total ? 1 : -1);
      }
      starts.push(indices.length);
    }
    const numRows = starts.length - 1;
    const rooms = members.map((member) => this.room(member));
    const model = this.highs.createModel({
      ...{ numCols: members.length, numRows, colCost: members.map(() => 0) },
      colLower: rooms.map(([lower]) => lower),
      colUpper: rooms.map(([, upper]) => upper),
      rowLower: Array<number>(numRows).fill(0),
      rowUpper: Array<number>(numRows).fill(0),
      matrix: { format: 'csr', numRows, numCols: members.length, starts, indices, values },
    });
    model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex', simplex_strategy: 4 });
    const component = { model, column, members, linked: numRows > 0 };
    this.components.set(root, component);
    return component;
  }

  private find(position: number): number {
    let root = position;
    while (this.root[root] !== root) root = this.root[root] as number;
    for (let at = position; at !== root;) [at, this.root[at]] = [this.root[at] as number, root];
    return root;
  }

  private join(a: number, b: number): void {
    this.root[this.find(b)] = this.find(a);
  }
}
