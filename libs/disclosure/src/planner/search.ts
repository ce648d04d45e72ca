import { distinct, type Factor, Factors } from './factors';
import type { Family } from './families';
import type { World, WorldCell } from './world';
import type { Belief } from './belief';
import { asOf } from '../reading';

/** A way to change a belief: how much each touched cell changes, and what it costs (see `Belief.price`). */
export interface Move {
  readonly cells: readonly number[];
  readonly amounts: readonly number[];
  readonly price: number;
}

/** Products after which a search that has found something is content with it. */
const enough = 3000;

/**
 * Finds exchanges of records that raise or lower one cell. An exchange is a product of one factor per dimension, so
 * it agrees with every sum of every table by its making; only what it touches has to be looked at.
 */
export class Search {
  private readonly factors: Factors[];
  private readonly cells: number[] = [];
  private readonly amounts: number[] = [];
  private readonly nodes: number[];
  private readonly offered = new Map<string, readonly Factor[]>();
  /** Products looked at so far: a measure of work that does not depend on the machine. */
  looked = 0;

  constructor(private readonly world: World) {
    this.factors = world.dimensions.map((dimension) => new Factors(dimension, dimension.name === asOf));
    this.nodes = world.dimensions.map(() => 0);
  }

  /** The `keep` cheapest moves that change the target by `amount`, all cheaper than `limit`. */
  moves(target: number, amount: number, belief: Belief, keep: number, limit: number): Move[] {
    const { nodes } = this.world.cells[target] as WorldCell;
    const detailed = this.world.families.detailedIn(nodes);
    const total = nodes.map((_, d) => d).filter((d) => !detailed.includes(d));
    const best: Move[] = [];
    const bound = () => (best.length < keep ? limit : (best.at(-1)?.price ?? limit));
    const slack = belief.slack();
    const choices = detailed.map((d) => this.priced(target, d, amount, belief));
    const chosen: (Factor | undefined)[] = nodes.map(() => undefined);
    const start = this.looked;
    const choose = (depth: number, price: number) => {
      if (best.length >= keep && this.looked - start > enough) return;
      const d = detailed[depth];
      if (d === undefined) {
        this.fillTotals(target, total, chosen, amount, belief);
        this.project(chosen as Factor[], amount);
        this.looked++;
        this.record(best, keep, bound(), belief);
        return;
      }
      for (const { factor, price: own } of choices[depth] ?? []) {
        if (price + own - slack >= bound()) break;
        chosen[d] = factor;
        choose(depth + 1, price + own);
      }
      chosen[d] = undefined;
    };
    choose(0, 0);
    return best;
  }

  private record(best: Move[], keep: number, bound: number, belief: Belief): void {
    let price = 0;
    const worst = bound + belief.slack();
    for (let i = 0; i < this.cells.length; i++) {
      price += belief.price(this.cells[i] as number, this.amounts[i] as number);
      if (price >= worst) return;
    }
    if (price >= bound) return;
    const place = best.findIndex((move) => move.price > price);
    best.splice(place < 0 ? best.length : place, 0, {
      cells: [...this.cells],
      amounts: [...this.amounts],
      price,
    });
    if (best.length > keep) best.pop();
  }

  /** Factors of one dimension by what they cost along the target's own line, which every product pays; cheapest first. */
  private priced(target: number, d: number, amount: number, belief: Belief) {
    const { nodes } = this.world.cells[target] as WorldCell;
    const { adds, omitted } = this.world.dimensions[d] as World['dimensions'][number];
    const detailed = this.world.families.detailedIn(nodes);
    const offers = this.offers(nodes[d] as number, d, detailed, 2).map((factor) => {
      let price = 0;
      const pay = (node: number, sign: number) => {
        if (node === nodes[d]) return;
        const found = this.world.families.find(nodes.with(d, node));
        if (found !== undefined) price += belief.price(found, sign * amount);
      };
      factor.nodes.forEach((node, i) => pay(node, factor.signs[i] as number));
      if (adds && factor.atOmitted !== 0) pay(omitted, factor.atOmitted);
      return { factor, price };
    });
    return offers.sort((a, b) => a.price - b.price);
  }

  /**
   * Factors that raise a node, but of those that do the same in tables at least as detailed as the target's only a few:
   * they differ in coarser tables alone, which an exchange seldom touches.
   */
  private offers(node: number, d: number, detailed: readonly number[], each: number): readonly Factor[] {
    const key = `${node}|${d}|${detailed.join()}|${each}`;
    const known = this.offered.get(key);
    if (known !== undefined) return known;
    const families = this.world.families.all.filter((family) =>
      detailed.every((own) => family.detailed.includes(own)),
    );
    const used = new Set(families.flatMap((family) => [...(family.used[d] as Set<number>)]));
    const factors = distinct((this.factors[d] as Factors).raising(node), used, each);
    this.offered.set(key, factors);
    return factors;
  }

  /** Where the target adds a dimension up, a record still needs a category there: the cheapest, one dimension after the other. */
  private fillTotals(
    target: number,
    total: number[],
    chosen: (Factor | undefined)[],
    amount: number,
    belief: Belief,
  ): void {
    const { nodes } = this.world.cells[target] as WorldCell;
    const detailed = this.world.families.detailedIn(nodes);
    for (const d of total) chosen[d] = undefined;
    const open = new Set(total);
    for (const d of total) {
      open.delete(d);
      const live = this.world.families.all.filter(
        (family) => family.detailed.includes(d) && this.reached(family, chosen, open, d),
      );
      const offers = this.offers(nodes[d] as number, d, [...detailed, d], 1);
      let best = offers[0];
      let bestPrice = Infinity;
      for (const factor of live.length === 0 ? [] : offers) {
        chosen[d] = factor;
        let price = 0;
        for (const family of live) {
          if (price >= bestPrice) break;
          this.cells.length = this.amounts.length = 0;
          this.expand(family, chosen as Factor[], amount);
          this.cells.forEach((cell, i) => (price += belief.price(cell, this.amounts[i] as number)));
        }
        if (price < bestPrice) [best, bestPrice] = [factor, price];
      }
      chosen[d] = best;
    }
  }

  private reached(
    family: Family,
    chosen: readonly (Factor | undefined)[],
    open: ReadonlySet<number>,
    own: number,
  ): boolean {
    return this.world.dimensions.every(({ adds }, d) => {
      if (family.detailed.includes(d)) return !open.has(d);
      return d === own || open.has(d) || !adds || chosen[d]?.atOmitted !== 0;
    });
  }

  /** All cells that the product touches, into `cells` and `amounts`. */
  private project(factors: readonly Factor[], amount: number): void {
    this.cells.length = this.amounts.length = 0;
    for (const family of this.world.families.all) this.expand(family, factors, amount);
  }

  private expand(family: Family, factors: readonly Factor[], amount: number): void {
    let sign = 1;
    for (let d = 0, next = 0; d < factors.length; d++) {
      if (family.detailed[next] === d) next++;
      else sign *= factors[d]?.atOmitted ?? 1;
      if (sign === 0) return;
    }
    this.descend(family, factors, 0, sign * amount);
  }

  private descend(family: Family, factors: readonly Factor[], depth: number, amount: number): void {
    const d = family.detailed[depth];
    if (d === undefined) {
      const cell = family.index.get(this.world.families.place(family, this.nodes));
      if (cell === undefined) return;
      this.cells.push(cell);
      this.amounts.push(amount);
      return;
    }
    const { nodes, signs } = factors[d] as Factor;
    for (let i = 0; i < nodes.length; i++) {
      this.nodes[d] = nodes[i] as number;
      this.descend(family, factors, depth + 1, amount * (signs[i] as number));
    }
  }
}
