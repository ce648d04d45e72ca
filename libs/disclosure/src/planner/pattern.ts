import type { Rules } from '../publication';
import type { Belief, Suppressed } from './belief';
import { respondentsOf } from './respondents';
import type { World, WorldCell } from './world';

/** A belief that was kept: what it changes, and the only respondents who would know better. */
export interface Witness {
  readonly changes: ReadonlyMap<number, number>;
  readonly singletons: ReadonlySet<number>;
  /** Shown cells that were suppressed for it. */
  readonly asked: readonly number[];
}

/** How far a reader's interval is from the need; all zero where it is met. */
export interface Shortfall {
  readonly up: number;
  readonly down: number;
  readonly width: number;
  /** How far the interval goes below and above the true value now. */
  readonly below: number;
  readonly above: number;
}

const nobody: ReadonlySet<number> = new Set();

/** Which cells are suppressed so far, and the beliefs that protect them. */
export class Pattern {
  suppressed: Suppressed;
  readonly everySingleton: ReadonlySet<number>;
  /** Witnesses in the order they were kept; `since` and `undo` count on it. */
  private readonly log: Witness[] = [];
  private readonly touching = new Map<number, Set<Witness>>();
  private readonly witnesses = new Set<Witness>();
  private readonly respondents: Int32Array;
  /** The least width of what a reader can narrow a secondary cell down to: for money, that of the narrowest sensitive sum. */
  private readonly width: Readonly<Record<'count' | 'money', number>>;

  constructor(
    readonly world: World,
    rules: Pick<Rules, 'protection'>,
  ) {
    const { cells } = world;
    this.suppressed = Uint8Array.from(cells, ({ standing, need }) =>
      standing === 'open' && need !== undefined ? 1 : 0,
    );
    this.everySingleton = new Set(cells.flatMap(({ singleton }, cell) => (singleton ? [cell] : [])));
    this.respondents = respondentsOf(world);
    const widths = cells.flatMap(({ kind, need }) => (kind === 'money' && need ? [need.width] : []));
    const narrowest = Math.min(...widths, Infinity);
    this.width = { count: rules.protection, money: Number.isFinite(narrowest) ? narrowest : 1 };
  }

  /** Sensitive and out of sight, or suppressed for the sake of others. */
  mustShelter(cell: number): boolean {
    const { need, standing } = this.world.cells[cell] as WorldCell;
    return standing !== 'known' && (need !== undefined || this.suppressed[cell] === 1);
  }

  isSheltered(cell: number): boolean {
    return isMet(this.shortfall(cell)) && this.knowers(cell).length === 0;
  }

  /** What is missing against readers, or against those who also know some cells. */
  shortfall(cell: number, known: ReadonlySet<number> = nobody): Shortfall {
    const { need, value, kind } = this.world.cells[cell] as WorldCell;
    let [below, above] = [0, 0];
    for (const { changes, singletons } of this.touching.get(cell) ?? []) {
      if (known.size > 0 && [...singletons].some((knower) => known.has(knower))) continue;
      const change = changes.get(cell) as number;
      if (change > above) above = change;
      if (change < -below) below = -change;
    }
    const width = need?.width ?? this.width[kind];
    return {
      up: Math.max(0, (need?.atLeast ?? 0) - value - above),
      down: Math.max(0, value - below - (need?.atMost ?? Infinity)),
      width: Math.max(0, width - above - below),
      below,
      above,
    };
  }

  /** Only respondents of other cells to whom a sensitive cell is not sheltered, though it is to other readers. */
  knowers(cell: number): number[] {
    if ((this.world.cells[cell] as WorldCell).need === undefined) return [];
    const suspects = new Set<number>();
    for (const { singletons } of this.touching.get(cell) ?? [])
      for (const knower of singletons) suspects.add(knower);
    return [...suspects].filter(
      (knower) => this.isAnother(knower, cell) && !isMet(this.shortfall(cell, new Set([knower]))),
    );
  }

  /** A respondent's own figures are no secret to it, and of withheld tables it hears nothing. */
  isAnother(knower: number, cell: number): boolean {
    const { singleton, withheld } = this.world.cells[cell] as WorldCell;
    if (withheld) return false;
    return knower !== cell && !(singleton && this.respondents[knower] === this.respondents[cell]);
  }

  /** What suppressing the shown cells of a belief would cost now. */
  priceOf(belief: Belief): number {
    return belief.asks().reduce((sum, cell) => sum + (this.world.cells[cell]?.weight ?? 0), 0);
  }

  keep(belief: Belief): void {
    const singletons = new Set([...belief.changes.keys()].filter((cell) => this.everySingleton.has(cell)));
    this.remember({ changes: belief.changes, singletons, asked: belief.asks() });
  }

  remember(witness: Witness): void {
    for (const cell of witness.asked) this.suppressed[cell] = 1;
    this.log.push(witness);
    this.witnesses.add(witness);
    for (const cell of witness.changes.keys()) {
      const set = this.touching.get(cell);
      if (set === undefined) this.touching.set(cell, new Set([witness]));
      else set.add(witness);
    }
  }

  mark(): { suppressed: Suppressed; length: number } {
    return { suppressed: this.suppressed.slice(), length: this.log.length };
  }

  since({ length }: { length: number }): Witness[] {
    return this.log.slice(length);
  }

  undo(mark: { suppressed: Suppressed; length: number }): void {
    for (const witness of this.log.splice(mark.length)) this.forget(witness);
    this.suppressed = mark.suppressed;
  }

  forget(witness: Witness): void {
    this.witnesses.delete(witness);
    for (const cell of witness.changes.keys()) this.touching.get(cell)?.delete(witness);
  }

  leaningOn(cell: number): Witness[] {
    return [...(this.touching.get(cell) ?? [])];
  }

  cost(): number {
    return this.world.cells.reduce(
      (sum, { weight }, cell) => sum + (this.suppressed[cell] === 1 ? weight : 0),
      0,
    );
  }

  beliefs(): ReadonlyMap<number, number>[] {
    return [...this.witnesses].map(({ changes }) => changes);
  }
}

/** Whether a cell has all the protection that it needs, upwards, downwards and in width. */
export function isMet({ up, down, width }: Shortfall): boolean {
  return up === 0 && down === 0 && width === 0;
}
