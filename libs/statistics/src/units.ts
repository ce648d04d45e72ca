import { amount, demand, divisor } from './errors';

/**
 * What a quantity counts. `isCount` units can be sampled one by one, so shares of them have binomial
 * intervals; amounts (money, weighted need) cannot.
 */
export const UNITS = {
  organisations: { isCount: true },
  residents: { isCount: true },
  households: { isCount: true },
  participants: { isCount: true },
  places: { isCount: true },
  attendances: { isCount: true },
  bids: { isCount: true },
  awards: { isCount: true },
  contracts: { isCount: true },
  outcomes: { isCount: true },
  pounds: { isCount: false },
  pence: { isCount: false },
  'index-weighted residents': { isCount: false },
} as const;

/** The kind of thing that a quantity counts; part of its type. */
export type UnitKind = keyof typeof UNITS;

/** A quantity of one kind, at least 0. Made by {@link quantity}. */
export interface Quantity<K extends UnitKind> {
  readonly unit: K;
  readonly value: number;
}

/** `value` of the kind `unit`. Errors: missing, NaN, infinite, negative. */
export function quantity<K extends UnitKind>(unit: K, value: number): Quantity<K> {
  return { unit, value: amount(value, `The number of ${unit}`) };
}

/**
 * Part over whole of one kind, so that the unit cancels. Another kind as the whole does not compile, and
 * where types were lost it is the error `units-differ`. Whole 0: `denominator-zero`.
 */
export function divide<K extends UnitKind>(part: Quantity<K>, whole: Quantity<NoInfer<K>>): number {
  sameUnit(part, whole);
  return part.value / divisor(whole.value, `The number of ${whole.unit}`);
}

/** Sum of quantities of one kind; another kind does not compile, or is `units-differ`. Nothing to add: `empty`. */
export function addUp<K extends UnitKind>(
  first: Quantity<K>,
  ...rest: readonly Quantity<NoInfer<K>>[]
): Quantity<K> {
  demand(first !== undefined, 'empty', 'There is nothing to add up.');
  return rest.reduce<Quantity<K>>((sum, next) => {
    sameUnit(sum, next);
    return { unit: sum.unit, value: sum.value + next.value };
  }, first);
}

/** Why two kinds may be divided after all, in words that are shown beside the figure. */
export interface DeclaredBasis<Above extends UnitKind, Below extends UnitKind> {
  readonly above: Above;
  readonly below: Below;
  readonly because: string;
}

/** A figure of two kinds, for example pounds per resident, with the basis that allows it. */
export interface MixedRate {
  readonly value: number;
  readonly unit: string;
  readonly because: string;
}

/** Declares that `above` may be divided by `below`. A reason is needed (`empty` without one). */
export function declareBasis<Above extends UnitKind, Below extends UnitKind>(
  above: Above,
  below: Below,
  because: string,
): DeclaredBasis<Above, Below> {
  demand(because.trim() !== '', 'empty', 'Say on what basis the two kinds may be divided.');
  return { above, below, because };
}

/**
 * Divides quantities of two kinds on a declared basis; the unit reads "pounds per residents". Kinds other
 * than the declared ones do not compile, or are `units-differ`. Denominator 0: `denominator-zero`.
 */
export function divideOnBasis<Above extends UnitKind, Below extends UnitKind>(
  basis: DeclaredBasis<Above, Below>,
  above: Quantity<NoInfer<Above>>,
  below: Quantity<NoInfer<Below>>,
): MixedRate {
  sameUnit({ unit: basis.above }, above);
  sameUnit({ unit: basis.below }, below);
  return {
    value: above.value / divisor(below.value, `The number of ${below.unit}`),
    unit: `${above.unit} per ${below.unit}`,
    because: basis.because,
  };
}

/** The check behind the types, for quantities that were read from outside. */
export function sameUnit(a: { readonly unit: UnitKind }, b: { readonly unit: UnitKind }): void {
  demand(a.unit === b.unit, 'units-differ', `${a.unit} and ${b.unit} cannot be set against each other.`);
}
