import { demand } from '../error';
import type { Hierarchy, Rules } from '../publication';
import { asOf, changeName, type Reading } from '../reading';
import { floorOf, type Need, sensitivity } from '../sensitivity';
import { dimensionOf, type Dimension, versionsOf } from './dimensions';
import { Families } from './families';
import { addImplied } from './implied';

/** One unknown, as the planner sees it: the sum of the records under one node of every dimension. */
export interface WorldCell {
  readonly name: string;
  readonly nodes: readonly number[];
  readonly kind: 'count' | 'money';
  readonly value: number;
  readonly contributions?: readonly number[];
  /**
   * open: today's, may be shown or suppressed; known: readers have it or will have it; unseen: readers never get it
   * (a rest by subtraction, a change, a cell suppressed before), yet it must not be worked out.
   */
  readonly standing: 'open' | 'known' | 'unseen';
  readonly need?: Need;
  /** Only in withheld tables: nobody hears that it was counted, so no respondent is feared. */
  readonly withheld: boolean;
  /** Its only respondent knows it. */
  readonly singleton: boolean;
  readonly floor: number;
  /** What suppressing it costs: 1, and 1 more for every dimension that it adds up. */
  readonly weight: number;
}

/** The dimensions, the cells over them, and which cells share the leaves that an exchange of records moves. */
export interface World {
  readonly dimensions: readonly Dimension[];
  readonly cells: WorldCell[];
  readonly families: Families;
}

/**
 * Everything that tables, releases and differences say, as sums over records with one leaf in each dimension. Any
 * exchange of records gives another world that a reader could believe in; no equations are needed.
 */
export function worldOf(reading: Reading, hierarchies: readonly Hierarchy[], rules: Rules): World {
  const dimensions = dimensionsOf(reading, hierarchies);
  const world: World = { dimensions, cells: [], families: new Families(dimensions) };
  const nodesOf = (measure: string, at: Readonly<Record<string, string>>) =>
    dimensions.map(({ name, idOf, omitted }) => {
      const category = name === '#measure' ? measure : at[name];
      return category === undefined ? omitted : (idOf.get(category) as number);
    });
  for (const entry of reading.entries.values()) {
    const need = sensitivity(entry, rules);
    const zeroShown = entry.kind === 'count' && entry.value === 0 && rules.zeros === 'show';
    const hidden = entry.tables.length === 0 && entry.before !== 'shown';
    const withheld = hidden && entry.before === 'never';
    add(world, rules, {
      ...{
        name: entry.name,
        nodes: nodesOf(entry.measure, entry.at),
        kind: entry.kind,
        value: entry.value,
        need,
      },
      contributions: entry.contributions,
      standing: entry.before === 'shown' || (zeroShown && !hidden) ? 'known' : hidden ? 'unseen' : 'open',
      floor: zeroShown || withheld ? 0 : floorOf(entry.kind, rules),
      withheld,
    });
  }
  for (const change of reading.changes) {
    const measure = reading.entries.get(change.bigger)?.measure as string;
    const seen = { kind: 'count' as const, value: change.value };
    const nodes = nodesOf(measure, change.at);
    add(world, rules, {
      name: change.name,
      nodes,
      ...seen,
      standing: 'unseen',
      floor: 0,
      need: sensitivity(seen, rules),
    });
  }
  addImplied(world, (rest) =>
    add(world, rules, { ...rest, standing: 'unseen', floor: 0, need: sensitivity(rest, rules) }),
  );
  return world;
}

function add(
  world: World,
  rules: Rules,
  cell: Omit<WorldCell, 'singleton' | 'weight' | 'withheld'> & { withheld?: boolean },
): void {
  const { kind, value, contributions, nodes } = cell;
  const given = (contributions ?? [value]).filter((amount) => amount > 0);
  const alone = kind === 'count' ? value === 1 : given.length === 1;
  const totals = world.dimensions.filter(({ adds, omitted }, index) => adds && nodes[index] === omitted);
  demand(value >= 0, 'parts-exceed-total', `The parts of ${cell.name} are more than their total.`);
  const index = world.cells.push({
    ...cell,
    withheld: cell.withheld ?? false,
    singleton: rules.singletons && alone,
    weight: 1 + totals.length,
  });
  world.families.add(index - 1, nodes);
}

function dimensionsOf({ entries, revised }: Reading, hierarchies: readonly Hierarchy[]): Dimension[] {
  const categories = new Map<string, Set<string>>([['#measure', new Set()]]);
  const note = (dimension: string, category: string) =>
    categories.set(dimension, (categories.get(dimension) ?? new Set()).add(category));
  for (const { dimension } of hierarchies) categories.set(dimension, categories.get(dimension) ?? new Set());
  for (const { at, measure } of entries.values()) {
    note('#measure', measure);
    for (const [dimension, category] of Object.entries(at)) if (dimension !== asOf) note(dimension, category);
  }
  const plain = [...categories].map(([name, used]) =>
    dimensionOf(
      name,
      hierarchies.filter(({ dimension }) => dimension === name),
      used,
    ),
  );
  return revised.length === 0 ? plain : [...plain, versionsOf(asOf, revised, changeName)];
}
