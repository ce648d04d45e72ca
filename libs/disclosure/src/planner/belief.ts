import type { World, WorldCell } from './world';

/** The price of touching what must not change, or of going below what a reader knows to be the least. */
export const forbidden = 1e6;

/** What a pattern suppresses so far, by cell. */
export type Suppressed = Uint8Array;

/**
 * Another set of figures that a reader could hold for true: the true ones and some changes. While it is being made it
 * may touch what it must not; `flaws` says where.
 */
export class Belief {
  readonly changes: Map<number, number>;

  constructor(
    private readonly world: World,
    private readonly suppressed: Suppressed,
    /** Cells that must keep their value: known to the attacker in question, or wished to be shown. */
    private readonly fixed: ReadonlySet<number>,
    /** How far the opposite change will be asked for; touching a cell with too little room for it costs a little. */
    private readonly mirror = 0,
    changes: ReadonlyMap<number, number> = new Map(),
  ) {
    this.changes = new Map(changes);
  }

  copy(): Belief {
    return new Belief(this.world, this.suppressed, this.fixed, this.mirror, this.changes);
  }

  apply(cells: readonly number[], amounts: readonly number[]): void {
    cells.forEach((cell, i) => {
      const change = (this.changes.get(cell) ?? 0) + (amounts[i] as number);
      if (change === 0) this.changes.delete(cell);
      else this.changes.set(cell, change);
    });
  }

  /** What one more change of a cell adds to the cost of this belief; negative where it mends a flaw. */
  price(cell: number, amount: number): number {
    const before = this.changes.get(cell) ?? 0;
    return this.cost(cell, before + amount) - (before === 0 ? 0 : this.cost(cell, before));
  }

  /** The most that mending can give back. */
  slack(): number {
    return this.flaws().length * 2 * forbidden;
  }

  /** Cells that the belief may not change as it does. */
  flaws(): number[] {
    return [...this.changes]
      .filter(([cell, change]) => this.cost(cell, change) >= forbidden)
      .map(([cell]) => cell);
  }

  /** Shown cells that would have to be suppressed for this belief. */
  asks(): number[] {
    return [...this.changes.keys()].filter(
      (cell) => this.suppressed[cell] === 0 && this.world.cells[cell]?.standing === 'open',
    );
  }

  total(): number {
    return [...this.changes].reduce((sum, [cell, change]) => sum + this.cost(cell, change), 0);
  }

  private cost(index: number, change: number): number {
    if (change === 0) return 0;
    const cell = this.world.cells[index] as WorldCell;
    if (cell.standing === 'known' || this.fixed.has(index) || cell.value + change < cell.floor)
      return forbidden;
    const tight = this.mirror > 0 && cell.value - Math.sign(change) * this.mirror < cell.floor ? 0.25 : 0;
    if (cell.standing === 'unseen' || this.suppressed[index] === 1) return tight;
    return cell.weight + tight + 1e-3 * Math.log10(cell.value + 1);
  }
}
