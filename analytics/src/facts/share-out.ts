import { ALL, NOT_STATED } from './fact';

/** Where a quantity goes: characteristic and category, and the ward where one is known. */
export interface Part {
  readonly ward: string;
  readonly characteristic: string;
  readonly category: string;
  readonly quantity: number;
}

/** Whom a bid, an award or a contract is to reach, in people. */
export interface Reach {
  readonly wards: readonly { readonly ward: string; readonly people: number }[];
  readonly groups: readonly {
    readonly characteristic: string;
    readonly category: string;
    readonly people: number;
  }[];
}

/**
 * Cuts a whole number into whole parts in proportion to the weights, by largest remainders: the parts always add up.
 * Weights that are all 0 share evenly.
 */
export function apportion(quantity: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = weights.map((weight) => (sum === 0 ? 1 / weights.length : weight / sum));
  const exact = shares.map((share) => quantity * share);
  const parts = exact.map(Math.floor);
  const left = quantity - parts.reduce((total, part) => total + part, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] as number) + 1;
  return parts;
}

/**
 * The quantity by ward and by each characteristic that the reach names, in proportion to people. Who is planned for
 * but named in no category is one part of its own, called by `restOf`.
 */
export function byReach(quantity: number, { wards, groups }: Reach): Part[] {
  const people = wards.reduce((total, ward) => total + ward.people, 0);
  const places = apportion(
    quantity,
    wards.map((ward) => ward.people),
  );
  const byWard = wards.map(({ ward }, i) => part(ward, ALL, ALL, places[i] as number));
  const characteristics = [...new Set(groups.map(({ characteristic }) => characteristic))];
  const byGroup = characteristics.flatMap((characteristic) => {
    const named = groups.filter((group) => group.characteristic === characteristic);
    const rest = Math.max(0, people - named.reduce((total, group) => total + group.people, 0));
    const none = rest === 0 && named.every((group) => group.people === 0);
    const categories = [
      ...named.map(({ category }) => category),
      restOf(named.map(({ category }) => category)),
    ];
    const weights = [...named.map((group) => group.people), none ? 1 : rest];
    const shares = apportion(quantity, weights);
    return categories.map((category, i) => part('', characteristic, category, shares[i] as number));
  });
  return [...byWard, ...byGroup].filter((one) => one.quantity !== 0);
}

const part = (ward: string, characteristic: string, category: string, quantity: number): Part => ({
  ...{ ward, characteristic, category, quantity },
});

const REST = 'not ';

/**
 * The category of the people of a reach whom its named categories leave over. Which category that is, only the
 * population's list of categories tells, and it may arrive later: see `settledCategory`.
 */
export const restOf = (named: readonly string[]): string => `${REST}${JSON.stringify([...named].sort())}`;

/**
 * The category to count under. The rest of a reach belongs to the one category that was not named, where exactly one
 * was not; else its group is not stated.
 */
export function settledCategory(category: string, known: readonly string[]): string {
  if (!category.startsWith(`${REST}[`)) return category;
  const named = (JSON.parse(category.slice(REST.length)) as string[]).map(plain);
  const left = known.filter((one) => !named.includes(plain(one)));
  return left.length === 1 ? (left[0] as string) : NOT_STATED;
}

const plain = (text: string): string => text.trim().toLowerCase();
