import { DisclosureError } from '../error';
import type { Hierarchy } from '../publication';

/** A category seen as the set of its leaves. Versions of a publication weigh a leaf −1 in a difference. */
export interface Node {
  readonly name: string;
  readonly weights: ReadonlyMap<number, number>;
}

/** One dimension: its leaves, its categories, and which category lies directly under which, by hierarchy. */
export interface Dimension {
  readonly name: string;
  readonly nodes: Node[];
  readonly idOf: Map<string, number>;
  readonly leaves: string[];
  /** The node of cells that leave the dimension out. */
  readonly omitted: number;
  /** Whether leaving the dimension out means its total. */
  readonly adds: boolean;
  /** Child → parent node, one map per hierarchy. */
  readonly parents: ReadonlyMap<number, number>[];
}

/** The dimension over the categories that hierarchies and cells name; leaving it out without a total is a leaf of its own. */
export function dimensionOf(
  name: string,
  own: readonly Hierarchy[],
  categories: Iterable<string>,
): Dimension {
  const total = own.find((hierarchy) => hierarchy.total !== undefined)?.total;
  const below = new Map<string, string[][]>();
  const names = new Set<string>(total === undefined ? [''] : [total]);
  for (const { parents } of own) {
    const children = Map.groupBy(Object.entries(parents), ([, parent]) => parent);
    for (const [parent, pairs] of children) {
      names.add(parent);
      pairs.forEach(([child]) => names.add(child));
      below.set(parent, [...(below.get(parent) ?? []), pairs.map(([child]) => child)]);
    }
  }
  for (const category of categories) names.add(category);
  const leaves = [...names].filter((category) => !below.has(category));
  const leafId = new Map(leaves.map((leaf, index) => [leaf, index]));
  const leavesOf = (category: string): ReadonlySet<number> => {
    const groups = below.get(category);
    if (groups === undefined) return new Set([leafId.get(category) as number]);
    const [first, ...others] = groups.map((group) => new Set(group.flatMap((child) => [...leavesOf(child)])));
    if (
      first === undefined ||
      others.some((other) => other.size !== first.size || [...other].some((leaf) => !first.has(leaf)))
    ) {
      throw new DisclosureError(
        'groupings-differ',
        `${name}: the groupings of ${category} do not cover the same categories.`,
      );
    }
    return first;
  };
  const nodes = [...names].map((category) => ({
    name: category,
    weights: new Map([...leavesOf(category)].map((leaf) => [leaf, 1])),
  }));
  const idOf = new Map(nodes.map((node, index) => [node.name, index]));
  const parents = own.map(
    (hierarchy) =>
      new Map(
        Object.entries(hierarchy.parents).map(([child, parent]) => [
          idOf.get(child) as number,
          idOf.get(parent) as number,
        ]),
      ),
  );
  const omitted = idOf.get(total ?? '') as number;
  return { name, nodes, idOf, leaves, omitted, adds: total !== undefined, parents };
}

/**
 * The versions of revised figures as a dimension: each version is what all have in common and something of its own,
 * so that versions can move together or apart; a difference weighs the own part of the smaller version −1.
 */
export function versionsOf(name: string, revised: readonly string[], changeName: ChangeName): Dimension {
  const versions: (string | undefined)[] = [undefined, ...revised];
  const nodes: Node[] = versions.map((version, index) => ({
    name: version ?? '',
    weights: new Map([
      [0, 1],
      [index + 1, 1],
    ]),
  }));
  versions.forEach((bigger, plus) =>
    versions.forEach((smaller, minus) => {
      if (plus === minus) return;
      const weights = new Map([
        [plus + 1, 1],
        [minus + 1, -1],
      ]);
      nodes.push({ name: changeName(bigger, smaller), weights });
    }),
  );
  const leaves = ['in all', ...versions.map((version) => `only in ${version ?? 'today'}`)];
  const idOf = new Map(nodes.map((node, index) => [node.name, index]));
  return { name, nodes, idOf, leaves, omitted: 0, adds: false, parents: [] };
}

/** What the difference between two versions of a figure is called. */
export type ChangeName = (bigger: string | undefined, smaller: string | undefined) => string;
