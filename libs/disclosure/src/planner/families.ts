import type { Dimension } from './dimensions';

/** Cells that are detailed in the same dimensions, found by their nodes. */
export interface Family {
  /** Dimensions in which the cells are not at the total. */
  readonly detailed: readonly number[];
  readonly index: Map<string | number, number>;
  /** Nodes that its cells have, by dimension. */
  readonly used: readonly Set<number>[];
  /** Whether a place fits a number. */
  readonly numbered: boolean;
}

/** The index from nodes to cells; implied categories may be added to a dimension while it grows. */
export class Families {
  readonly all: Family[] = [];
  private readonly byShape = new Map<string, Family>();
  private readonly room: number[];

  constructor(private readonly dimensions: readonly Dimension[]) {
    this.room = dimensions.map(({ nodes, parents }) =>
      parents.length === 0 ? nodes.length : 2 * nodes.length + 100,
    );
  }

  add(cell: number, nodes: readonly number[]): void {
    const detailed = this.detailedIn(nodes);
    const shape = detailed.join();
    let family = this.byShape.get(shape);
    if (family === undefined) {
      const places = detailed.reduce((product, d) => product * (this.room[d] as number), 1);
      const used = this.dimensions.map(() => new Set<number>());
      family = { detailed, index: new Map(), used, numbered: places < Number.MAX_SAFE_INTEGER };
      this.byShape.set(shape, family);
      this.all.push(family);
    }
    family.index.set(this.place(family, nodes), cell);
    nodes.forEach((node, d) => family.used[d]?.add(node));
  }

  find(nodes: readonly number[]): number | undefined {
    const family = this.byShape.get(this.detailedIn(nodes).join());
    return family?.index.get(this.place(family, nodes));
  }

  detailedIn(nodes: readonly number[]): number[] {
    const detailed: number[] = [];
    nodes.forEach((node, d) => {
      const dimension = this.dimensions[d] as Dimension;
      if (!dimension.adds || node !== dimension.omitted) detailed.push(d);
    });
    return detailed;
  }

  /** One number per combination of nodes; text where there are too many combinations, or for a late node. */
  place(family: Family, nodes: readonly number[]): string | number {
    let place = 0;
    let fits = family.numbered;
    for (const d of family.detailed) {
      const node = nodes[d] as number;
      const room = this.room[d] as number;
      if (node >= room) fits = false;
      place = place * room + node;
    }
    return fits ? place : family.detailed.map((d) => nodes[d]).join();
  }
}
