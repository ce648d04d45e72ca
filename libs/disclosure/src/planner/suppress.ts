import type { Hierarchy, Rules } from '../publication';
import type { Reading } from '../reading';
import type { Need } from '../sensitivity';
import { Pattern } from './pattern';
import { Search } from './search';
import { Shelter } from './shelter';
import { type World, worldOf } from './world';

/** What the planner proposes; nothing is released before the audit agrees. */
export interface Proposal {
  /** Cell name → why it is suppressed. */
  readonly suppressed: ReadonlyMap<string, Need['why'] | 'secondary'>;
  /** Other worlds that a reader could believe in: cell name → change. */
  readonly beliefs: readonly ReadonlyMap<string, number>[];
  /** Cells for which the planner found no room. */
  readonly unsheltered: readonly string[];
  /** Small figures that earlier releases showed. */
  readonly alreadyPublic: readonly string[];
  /** Weight of everything suppressed: 1 a cell, and 1 more for every dimension that it adds up. */
  readonly cost: number;
}

/** Primary suppression alone: each sensitive cell and nothing else. Not safe to publish where totals are shown. */
export function suppressPrimary(reading: Reading, hierarchies: readonly Hierarchy[], rules: Rules): Proposal {
  const world = worldOf(reading, hierarchies, rules);
  return proposal(new Pattern(world, rules), []);
}

/**
 * Primary and secondary suppression by exchanges of records: for every sensitive cell beliefs that move it over its
 * whole protection interval, then the same width for what was suppressed on the way, then a walk back that shows again
 * what is not needed. Small publications are tried in several orders.
 */
export function suppress(reading: Reading, hierarchies: readonly Hierarchy[], rules: Rules): Proposal {
  const world = worldOf(reading, hierarchies, rules);
  const orders = world.cells.length <= manyOrders ? [0, 1, 2, 3] : [0];
  const attempts = orders.map((order) => attempt(world, rules, order));
  attempts.sort((a, b) => a.unsheltered.length - b.unsheltered.length || a.cost - b.cost);
  return attempts[0] as Proposal;
}

const manyOrders = 300;
/** Products that the walk back may look at, over which it ends: it only saves cells, never safety. */
const walkBackWork = 3e6;

function attempt(world: World, rules: Rules, order: number): Proposal {
  const pattern = new Pattern(world, rules);
  const shelter = new Shelter(pattern, new Search(world));
  const cells = [...world.cells.keys()];
  const sensitive = cells.filter(
    (cell) => world.cells[cell]?.need !== undefined && pattern.mustShelter(cell),
  );
  const unsheltered = inOrder(world, sensitive, order).filter((cell) => !shelter.shelter(cell, true));
  for (let changed = true; changed;) {
    const narrow = cells.filter((cell) => pattern.mustShelter(cell) && !pattern.isSheltered(cell));
    const open = narrow.filter((cell) => !unsheltered.includes(cell));
    unsheltered.push(...open.filter((cell) => !shelter.shelter(cell, true)));
    changed = open.length > 0;
  }
  walkBack(world, shelter, cells);
  return proposal(pattern, unsheltered);
}

function walkBack(world: World, shelter: Shelter, cells: readonly number[]): void {
  const { pattern } = shelter;
  const end = shelter.search.looked + walkBackWork;
  const secondary = cells.filter(
    (cell) => pattern.suppressed[cell] === 1 && world.cells[cell]?.need === undefined,
  );
  const weight = (cell: number) => (world.cells[cell]?.weight ?? 0) + 1e-9 * (world.cells[cell]?.value ?? 0);
  for (const cell of secondary.sort((a, b) => weight(b) - weight(a))) {
    if (shelter.search.looked < end) shelter.release(cell);
  }
}

/** Totals first, as they lean on most; then by how much room is asked; other orders turn that round. */
function inOrder(world: World, cells: readonly number[], order: number): number[] {
  const rank = (cell: number) => {
    const { weight, value } = world.cells[cell] as World['cells'][number];
    return (order % 2 === 0 ? -weight : weight) * 1e12 + (order < 2 ? value : -value);
  };
  return [...cells].sort((a, b) => rank(a) - rank(b));
}

function proposal(pattern: Pattern, unsheltered: readonly number[]): Proposal {
  const { cells } = pattern.world;
  const nameOf = (cell: number) => cells[cell]?.name as string;
  const chosen = [...cells.keys()].filter((cell) => pattern.suppressed[cell] === 1);
  const exposed = cells.filter(({ standing, need }) => standing === 'known' && need !== undefined);
  return {
    suppressed: new Map(chosen.map((cell) => [nameOf(cell), cells[cell]?.need?.why ?? 'secondary'])),
    beliefs: pattern
      .beliefs()
      .map((changes) => new Map([...changes].map(([cell, change]) => [nameOf(cell), change]))),
    unsheltered: unsheltered.map(nameOf),
    alreadyPublic: exposed.map(({ name }) => name),
    cost: pattern.cost(),
  };
}
