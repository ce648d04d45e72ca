import type { Dimension } from './dimensions';

/** What adding a record in one leaf and taking one out of another does to the categories of one dimension. */
export interface Factor {
  readonly nodes: readonly number[];
  readonly signs: readonly number[];
  /** What it does to the cells that leave the dimension out; 0 for an exchange under the total. */
  readonly atOmitted: number;
}

const nobody = -1;

/** The factors of one dimension, each made once. */
export class Factors {
  private readonly made = new Map<number, Factor>();
  private readonly offers = new Map<number, Factor[]>();

  constructor(
    private readonly dimension: Dimension,
    private readonly versions: boolean,
  ) {}

  /** Every factor that raises the category by one: a record more, or a record exchanged with another category. */
  raising(node: number): readonly Factor[] {
    const known = this.offers.get(node);
    if (known !== undefined) return known;
    const { nodes, leaves, parents } = this.dimension;
    const weights = nodes[node]?.weights ?? new Map<number, number>();
    const exchange = parents.length > 0 || this.versions;
    const candidates = [nobody, ...leaves.keys()];
    const offers: Factor[] = [];
    for (const plus of candidates) {
      for (const minus of exchange ? candidates : [nobody]) {
        if (plus === minus) continue;
        if ((weights.get(plus) ?? 0) - (weights.get(minus) ?? 0) === 1) offers.push(this.factor(plus, minus));
      }
    }
    this.offers.set(node, offers);
    return offers;
  }

  private factor(plus: number, minus: number): Factor {
    const key = (plus + 1) * (this.dimension.leaves.length + 1) + minus + 1;
    let factor = this.made.get(key);
    if (factor === undefined) {
      factor = this.make(plus, minus);
      this.made.set(key, factor);
    }
    return factor;
  }

  private make(plus: number, minus: number): Factor {
    const { nodes, adds, omitted } = this.dimension;
    const touched: number[] = [];
    const signs: number[] = [];
    let atOmitted = 0;
    nodes.forEach(({ weights }, node) => {
      const sign = (weights.get(plus) ?? 0) - (weights.get(minus) ?? 0);
      if (sign === 0) return;
      if (adds && node === omitted) atOmitted = sign;
      else {
        touched.push(node);
        signs.push(sign);
      }
    });
    return { nodes: touched, signs, atOmitted };
  }
}

/** The first `each` of all factors that do the same to the given nodes, in their order. */
export function distinct(factors: readonly Factor[], nodes: ReadonlySet<number>, each: number): Factor[] {
  const seen = new Map<string, number>();
  return factors.filter((factor) => {
    const does = factor.nodes.flatMap((node, i) => (nodes.has(node) ? [`${node}:${factor.signs[i]}`] : []));
    const key = `${factor.atOmitted}|${does.join()}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times <= each;
  });
}
