import type { Belief, Suppressed } from './belief';
import { believe, type Want } from './believe';
import { respondentsOf } from './respondents';
import type { Search } from './search';
import type { Rules } from '../publication';
import type { World, WorldCell } from './world';

/** A belief that was found: what it changes, and the only respondents who would know better. */
interface Witness {
  readonly changes: ReadonlyMap<number, number>;
  readonly singletons: ReadonlySet<number>;
}

const free = 0.5;

/** Which cells are suppressed so far, and the beliefs that protect them. */
export class Pattern {
  suppressed: Suppressed;
  /** The least width of what a reader can narrow a secondary cell down to: for money, that of the narrowest sensitive sum. */
  private readonly width: Readonly<Record<'count' | 'money', number>>;
  private readonly witnesses = new Set<Witness>();
  private recent: Witness[] = [];
  private readonly touching = new Map<number, Set<Witness>>();
  private readonly respondents: Int32Array;
  private readonly everySingleton: ReadonlySet<number>;

  constructor(
    readonly world: World,
    readonly search: Search,
    rules: Pick<Rules, 'protection'>,
  ) {
    const widths = world.cells.flatMap(({ kind, need }) =>
      kind === 'money' && need ? [need.atLeast - need.atMost] : [],
    );
    this.width = { count: rules.protection, money: Math.max(1, Math.min(...widths, Infinity)) };
    this.suppressed = new Uint8Array(world.cells.length);
    world.cells.forEach(({ standing, need }, cell) => {
      if (standing === 'open' && need !== undefined) this.suppressed[cell] = 1;
    });
    this.respondents = respondentsOf(world);
    this.everySingleton = new Set(world.cells.flatMap(({ singleton }, cell) => (singleton ? [cell] : [])));
  }

  /** Makes room for a cell, suppressing more where that is needed and allowed. False where no way was found. */
  shelter(cell: number, mayAsk: boolean): boolean {
    const { need, standing, value } = this.world.cells[cell] as WorldCell;
    if (standing === 'known') return false;
    if (need === undefined) return this.widen(cell, mayAsk);
    const up = need.atLeast - value;
    const down = value - need.atMost;
    return this.reach({ cell, amount: up }, down, mayAsk) && this.reach({ cell, amount: -down }, up, mayAsk);
  }

  isSheltered(cell: number): boolean {
    const { need, value, kind } = this.world.cells[cell] as WorldCell;
    if (need === undefined) return this.widthOf(cell) >= this.width[kind];
    const wants = [need.atLeast - value, need.atMost - value].map((amount) => ({ cell, amount }));
    return wants.every(
      (want, i) => (i === 0 ? want.amount <= 0 : want.amount >= 0) || this.knowers(want)?.size === 0,
    );
  }

  /** Shows a suppressed cell again if everything that leaned on it finds room elsewhere at no cost. */
  release(cell: number): boolean {
    const leaning = [...(this.touching.get(cell) ?? [])];
    const affected = new Set(leaning.flatMap(({ changes }) => [...changes.keys()]));
    affected.delete(cell);
    const before = this.suppressed.slice();
    this.recent = [];
    this.suppressed[cell] = 0;
    for (const witness of leaning) this.forget(witness);
    const toShelter = [...affected].filter((other) => this.mustShelter(other));
    if (toShelter.every((other) => this.isSheltered(other) || this.shelter(other, false))) return true;
    this.suppressed = before;
    for (const witness of this.recent) this.forget(witness);
    for (const witness of leaning) this.remember(witness);
    return false;
  }

  mustShelter(cell: number): boolean {
    const { need, standing } = this.world.cells[cell] as WorldCell;
    return standing !== 'known' && (need !== undefined || this.suppressed[cell] === 1);
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

  /** Room in one direction, whoever of the only respondents looks. */
  private reach(want: Want, mirror: number, mayAsk: boolean): boolean {
    const limit = mayAsk ? 1e5 : free;
    if (want.amount === 0) return true;
    const others = new Set([...this.everySingleton].filter((knower) => this.isAnother(knower, want.cell)));
    const find = (fixed: ReadonlySet<number>) =>
      this.priced(
        believe(this.world, this.suppressed, this.search, want, {
          fixed,
          limit,
          mirror: mayAsk ? mirror : 0,
        }),
      );
    if (this.knowers(want) === undefined) {
      const alone = find(others);
      if (alone?.asks.length === 0) return this.keep(alone) !== undefined;
      const pair = find(new Set());
      if (pair === undefined || (alone !== undefined && alone.weight <= pair.weight)) {
        return alone !== undefined && this.keep(alone) !== undefined;
      }
      const before = this.suppressed.slice();
      const first = this.keep(pair);
      const knowers = this.knowers(want) ?? new Set();
      if (knowers.size === 0) return true;
      const second = find(knowers);
      if (alone !== undefined && (second === undefined || pair.weight + second.weight > alone.weight)) {
        this.forget(first);
        this.suppressed = before;
        return this.keep(alone) !== undefined;
      }
      if (second !== undefined) this.keep(second);
    }
    for (const knower of this.knowers(want) ?? []) {
      if (this.knowers(want)?.has(knower) !== true) continue;
      const belief = find(new Set([knower]));
      if (belief === undefined) return false;
      this.keep(belief);
    }
    return this.knowers(want)?.size === 0;
  }

  /** A cell suppressed for the sake of others must not be read exactly or narrowly either. */
  private widen(cell: number, mayAsk: boolean): boolean {
    const width = this.width[(this.world.cells[cell] as WorldCell).kind];
    if (this.widthOf(cell) >= width) return true;
    const terms = { fixed: new Set<number>(), limit: mayAsk ? 1e5 : free, mirror: 0 };
    const ways = [width, -width]
      .map((amount) =>
        this.priced(believe(this.world, this.suppressed, this.search, { cell, amount }, terms)),
      )
      .filter((belief) => belief !== undefined)
      .sort((a, b) => a.weight - b.weight);
    const [cheapest] = ways;
    return cheapest !== undefined && this.keep(cheapest) !== undefined;
  }

  private widthOf(cell: number): number {
    let [most, least] = [0, 0];
    for (const { changes } of this.touching.get(cell) ?? []) {
      const change = changes.get(cell) as number;
      if (change > most) most = change;
      if (change < least) least = change;
    }
    return most - least;
  }

  /** Only respondents who see through every belief that fulfils the want; undefined where no belief does. */
  private knowers({ cell, amount }: Want): ReadonlySet<number> | undefined {
    let common: ReadonlySet<number> | undefined;
    for (const { changes, singletons } of this.touching.get(cell) ?? []) {
      if ((changes.get(cell) as number) * Math.sign(amount) < Math.abs(amount)) continue;
      const knowing: number[] = [...(common ?? singletons)].filter(
        (knower) => singletons.has(knower) && this.isAnother(knower, cell),
      );
      common = new Set(knowing);
      if (common.size === 0) return common;
    }
    return common;
  }

  private keep({ changes, asks }: { changes: Belief['changes']; asks: readonly number[] }): Witness {
    for (const cell of asks) this.suppressed[cell] = 1;
    const witness = {
      changes,
      singletons: new Set([...changes.keys()].filter((cell) => this.everySingleton.has(cell))),
    };
    this.remember(witness);
    this.recent.push(witness);
    return witness;
  }

  private isAnother(knower: number, cell: number): boolean {
    const { singleton } = this.world.cells[cell] as WorldCell;
    return knower !== cell && !(singleton && this.respondents[knower] === this.respondents[cell]);
  }

  private remember(witness: Witness): void {
    this.witnesses.add(witness);
    for (const cell of witness.changes.keys()) {
      const set = this.touching.get(cell) ?? new Set();
      this.touching.set(cell, set.add(witness));
    }
  }

  private forget(witness: Witness): void {
    this.witnesses.delete(witness);
    for (const cell of witness.changes.keys()) this.touching.get(cell)?.delete(witness);
  }

  /** What a belief asks for under the pattern of this moment. */
  private priced(belief: Belief | undefined) {
    if (belief === undefined) return undefined;
    const asks = belief.asks();
    const weight = asks.reduce((sum, cell) => sum + (this.world.cells[cell]?.weight ?? 0), 0);
    return { changes: belief.changes, asks, weight };
  }
}
