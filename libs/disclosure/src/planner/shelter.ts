import type { Belief } from './belief';
import { believe } from './believe';
import { isMet, type Pattern } from './pattern';
import type { Search } from './search';
import type { WorldCell } from './world';

interface Effort {
  readonly mayAsk: boolean;
  readonly chains: boolean;
}

/** Finds beliefs for cells, at a price or at none. */
export class Shelter {
  constructor(
    readonly pattern: Pattern,
    readonly search: Search,
  ) {}

  /**
   * Makes room for a cell, suppressing more where that is needed and allowed. False where no way was found. Against
   * only respondents either every belief leaves all of them alone, or several beliefs have none in common: the cheaper.
   */
  shelter(cell: number, mayAsk: boolean): boolean {
    if (this.pattern.world.cells[cell]?.standing === 'known') return false;
    return (
      this.attempt(cell, { mayAsk, chains: false }) ||
      (mayAsk && this.attempt(cell, { mayAsk, chains: true }))
    );
  }

  private attempt(cell: number, effort: Effort): boolean {
    const { pattern } = this;
    const start = pattern.mark();
    const cost = pattern.cost();
    const others = [...pattern.everySingleton].filter((knower) => pattern.isAnother(knower, cell));
    const alone = this.fill(cell, new Set(others), effort);
    const costAlone = pattern.cost() - cost;
    if ((alone && costAlone === 0) || others.length === 0) return alone;
    const kept = pattern.since(start);
    pattern.undo({ ...start, suppressed: start.suppressed.slice() });
    if (this.fillApart(cell, effort) && (!alone || pattern.cost() - cost < costAlone)) return true;
    pattern.undo(start);
    if (alone) kept.forEach((witness) => pattern.remember(witness));
    return alone;
  }

  /** Shows a suppressed cell again if everything that leaned on it finds room elsewhere at no cost. */
  release(cell: number): boolean {
    const { pattern } = this;
    const leaning = pattern.leaningOn(cell);
    const affected = new Set(leaning.flatMap(({ changes }) => [...changes.keys()]));
    affected.delete(cell);
    const start = pattern.mark();
    pattern.suppressed[cell] = 0;
    for (const witness of leaning) pattern.forget(witness);
    const toShelter = [...affected].filter((other) => pattern.mustShelter(other));
    if (toShelter.every((other) => pattern.isSheltered(other) || this.shelter(other, false))) return true;
    pattern.undo(start);
    for (const witness of leaning) pattern.remember({ ...witness, asked: [] });
    return false;
  }

  private fillApart(cell: number, effort: Effort): boolean {
    if (!this.fill(cell, new Set(), effort)) return false;
    const knowers = this.pattern.knowers(cell);
    if (knowers.length > 1) this.fill(cell, new Set(knowers), effort);
    return this.pattern.knowers(cell).every((knower) => this.fill(cell, new Set([knower]), effort));
  }

  /** Beliefs that leave `fixed` alone, until nothing is missing against readers who know those. */
  private fill(cell: number, fixed: ReadonlySet<number>, effort: Effort): boolean {
    const { pattern } = this;
    const { need, value } = pattern.world.cells[cell] as WorldCell;
    const missing = () => pattern.shortfall(cell, fixed);
    const { up, width } = missing();
    if (up > 0) {
      const asked = (need?.atLeast ?? value) - value;
      const wide = need?.width ?? asked;
      const amounts =
        asked >= wide || width === 0
          ? [[asked, 0]]
          : [
              [asked, wide - asked],
              [wide, 0],
            ];
      if (!this.keepCheapest(cell, amounts, fixed, effort)) return false;
    }
    if (missing().down > 0 && !this.keepCheapest(cell, [[(need?.atMost ?? value) - value, 0]], fixed, effort))
      return false;
    const left = missing();
    if (left.width > 0) {
      const wide = left.width + left.above + left.below;
      const amounts = [
        [wide - left.below, 0],
        [left.above - wide, 0],
      ];
      if (!this.keepCheapest(cell, amounts, fixed, effort)) return false;
    }
    return isMet(missing());
  }

  private keepCheapest(
    cell: number,
    amounts: number[][],
    fixed: ReadonlySet<number>,
    effort: Effort,
  ): boolean {
    const { pattern, search } = this;
    const { mayAsk, chains } = effort;
    const limit = mayAsk ? 1e5 : 0.5;
    let best: { belief: Belief; price: number } | undefined;
    for (const [amount = 0, mirror = 0] of amounts) {
      const terms = { fixed, limit, mirror: mayAsk ? mirror : 0, chains };
      const belief = believe(pattern.world, pattern.suppressed, search, { cell, amount }, terms);
      if (belief === undefined) continue;
      const price = belief.total();
      if (best === undefined || price < best.price) best = { belief, price };
      if (pattern.priceOf(belief) === 0) break;
    }
    if (best !== undefined) pattern.keep(best.belief);
    return best !== undefined;
  }
}
