import { Belief, forbidden, type Suppressed } from './belief';
import type { Search } from './search';
import type { World, WorldCell } from './world';

/** A cell that must be able to move by this much (negative: downwards) without anybody noticing. */
export interface Want {
  readonly cell: number;
  readonly amount: number;
}

/** What a belief must keep to and may cost. */
export interface Terms {
  /** Cells that keep their value, because the attacker in question knows it. */
  readonly fixed: ReadonlySet<number>;
  /** What the belief may cost at most: the weight of the shown cells that it asks to suppress. */
  readonly limit: number;
  /** The opposite change that will be asked for as well; 0 for none. */
  readonly mirror: number;
  /** Whether chains of exchanges may be tried; they take long. */
  readonly chains: boolean;
}

const rounds = 12;
const width = 16;
const depth = 3;

/**
 * A belief in which the wanted cell has moved, made of the cheapest exchanges that can be found; several small ones
 * where one has not enough room, and chains of up to four where a single one would touch what must not change.
 * Undefined where none is found under the limit: that is no proof that none exists.
 */
export function believe(
  world: World,
  suppressed: Suppressed,
  search: Search,
  want: Want,
  terms: Terms,
): Belief | undefined {
  const belief = new Belief(world, suppressed, terms.fixed, terms.mirror);
  const sign = Math.sign(want.amount);
  let left = Math.abs(want.amount);
  for (let round = 0; left > 0 && round < rounds; round++) {
    const limit = Math.min(terms.limit - belief.total(), forbidden);
    const step = bestStep(search, want.cell, sign, left, belief, limit);
    if (step !== undefined) {
      belief.apply(step.cells, step.amounts);
      left -= step.size;
      continue;
    }
    if (!terms.chains) return undefined;
    const sizes = left === 1 ? [1] : [left, 1];
    const size = sizes.find((amount) =>
      chain(world, search, { cell: want.cell, amount: sign * amount }, belief, limit),
    );
    if (size === undefined) return undefined;
    left -= size;
  }
  return left === 0 && belief.total() < terms.limit ? belief : undefined;
}

function bestStep(search: Search, cell: number, sign: number, left: number, belief: Belief, limit: number) {
  let best: { cells: readonly number[]; amounts: readonly number[]; size: number; rate: number } | undefined;
  for (let size = left, tries = 0; size >= 1 && tries < 8; size = Math.floor(size / 2), tries++) {
    const [move] = search.moves(cell, sign * size, belief, 1, limit);
    if (move === undefined) continue;
    const rate = move.price * (left / size);
    if (best === undefined || rate < best.rate) best = { ...move, size, rate };
    if (best.rate <= 0) break;
  }
  return best;
}

/** Mends the flaws of a first exchange by further ones; changes the belief and returns true where it succeeds. */
function chain(world: World, search: Search, want: Want, belief: Belief, limit: number): boolean {
  const goal = (belief.changes.get(want.cell) ?? 0) + want.amount;
  const start = belief.total();
  let beams = search
    .moves(want.cell, want.amount, belief, width, 4 * forbidden)
    .map((move) => applied(belief, move));
  for (let level = 0; level < depth; level++) {
    const next: Belief[] = [];
    for (const beam of beams) {
      const flaw = beam.flaws().find((cell) => cell !== want.cell);
      if (flaw === undefined) continue;
      for (const move of search.moves(flaw, mending(world, beam, flaw), beam, width / 2, forbidden)) {
        const mended = applied(beam, move);
        if (mended.changes.get(want.cell) === goal) next.push(mended);
      }
    }
    next.sort((a, b) => a.total() - b.total());
    const [first] = next;
    if (first !== undefined && first.flaws().length === 0 && first.total() - start < limit) {
      belief.changes.clear();
      first.changes.forEach((change, cell) => belief.changes.set(cell, change));
      return true;
    }
    beams = next.slice(0, width);
  }
  return false;
}

function applied(belief: Belief, move: { cells: readonly number[]; amounts: readonly number[] }): Belief {
  const copy = belief.copy();
  copy.apply(move.cells, move.amounts);
  return copy;
}

function mending(world: World, belief: Belief, flaw: number): number {
  const { value, floor, standing } = world.cells[flaw] as WorldCell;
  const change = belief.changes.get(flaw) as number;
  const short = floor - value - change;
  return standing !== 'known' && short > 0 && short < -change ? short : -change;
}
