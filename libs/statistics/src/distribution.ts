import { amount, demand, divisor, notEmpty } from './errors';
import { UNITS, type UnitKind } from './units';

/** What puts a unit into a group: a recipient's address is not where the beneficiaries live. */
export type Placement =
  'where people live' | 'area served' | 'recipient address' | 'place of delivery' | 'self-described';

/** Units whose group is not known, each kind told apart. They are categories, not missing data to fill in. */
export interface Undisclosed {
  readonly notStated?: number;
  readonly preferNotToSay?: number;
  readonly notAsked?: number;
}

/**
 * One stage (or the population, or a need) divided into groups that do not overlap. Fractions are allowed, as
 * a unit may count 1/n in each of n groups (see {@link shareOut}). `isCensus` marks figures that are counted
 * in full, which have no sampling error. `effectiveCount` says how many separate awards stand behind an
 * amount of money (see {@link effectiveCount}); without it amounts have no interval.
 */
export interface Distribution<K extends UnitKind = UnitKind> {
  readonly name: string;
  readonly unit: K;
  readonly placedBy: Placement;
  readonly groups: Readonly<Record<string, number>>;
  readonly undisclosed?: Undisclosed;
  readonly isCensus?: boolean;
  readonly effectiveCount?: number;
}

/** One group's part of a stage: the group and everybody with a known group, in one unit. */
export interface Part<K extends UnitKind = UnitKind> {
  readonly unit: K;
  readonly group: number;
  readonly all: number;
  readonly isCensus?: boolean;
  readonly effectiveCount?: number;
}

/**
 * A part given as figures. `group` from 0 to `all`; `all` may be 0 (an empty stage).
 * Errors: missing, NaN, infinite, negative, group above all.
 */
export function part<K extends UnitKind>(
  unit: K,
  group: number,
  all: number,
  more: { readonly isCensus?: boolean; readonly effectiveCount?: number } = {},
): Part<K> {
  amount(group, 'The group');
  amount(all, 'The stage');
  demand(group <= all, 'numerator-above-denominator', `The group ${group} is above the stage ${all}.`);
  if (more.effectiveCount !== undefined) divisor(more.effectiveCount, 'The effective count');
  return { unit, group, all, ...more };
}

/**
 * A group's part of a distribution. The whole is the sum of the groups: the undisclosed are left out of it,
 * because counting them would make every group look under-represented; {@link completeness} says how many
 * they are.
 * Errors: no groups, a group that is not named there (`groups-differ`), missing, NaN, infinite or negative
 * counts.
 */
export function partOf<K extends UnitKind>(distribution: Distribution<K>, group: string): Part<K> {
  const { unit, groups, isCensus, effectiveCount: behind, name } = distribution;
  const isNamed = Object.hasOwn(groups, group);
  demand(isNamed, 'groups-differ', `${name} has no group called ${group}.`);
  // Sums of fractions may end a rounding error under their largest term.
  const all = Math.max(stated(distribution), groups[group]!);
  return part(unit, groups[group]!, all, {
    ...(isCensus === undefined ? {} : { isCensus }),
    ...(behind === undefined ? {} : { effectiveCount: behind }),
  });
}

/** How much of a distribution is stated: the sum of its groups, of everything, and their quotient. */
export interface Completeness {
  readonly stated: number;
  readonly everyone: number;
  /** Null where the stage is empty. */
  readonly share: number | null;
}

/** Completeness of a distribution. Errors: no groups, missing, NaN, infinite or negative counts. */
export function completeness(distribution: Distribution): Completeness {
  const { notStated = 0, preferNotToSay = 0, notAsked = 0 } = distribution.undisclosed ?? {};
  const known = stated(distribution);
  const unknown =
    amount(notStated, 'Not stated') +
    amount(preferNotToSay, 'Prefer not to say') +
    amount(notAsked, 'Not asked');
  const everyone = known + unknown;
  return { stated: known, everyone, share: everyone === 0 ? null : known / everyone };
}

/** A unit (an organisation, a contract) with the groups it serves, evenly or by the shares it states. */
export interface SharedUnit {
  readonly quantity?: number;
  readonly groups: readonly string[] | Readonly<Record<string, number>>;
}

/**
 * Counts units by group as a partition: one that serves n groups counts 1/n in each, unless it states shares,
 * which are scaled to sum to 1. `quantity` (default 1) is what is shared out, an amount of money for example.
 * `names` are all groups, so that one that nobody serves stands at 0.
 *
 * Errors: no names, a unit without groups or with shares that sum to 0, a group named twice (`duplicate`) or
 * not among `names` (`groups-differ`), missing, NaN, infinite or negative values. `index` is the unit's
 * position.
 */
export function shareOut(units: readonly SharedUnit[], names: readonly string[]): Record<string, number> {
  notEmpty(names, 'The list of groups');
  const counts = Object.fromEntries(names.map((name) => [name, 0]));
  units.forEach((unit, i) => {
    const whole = amount(unit.quantity ?? 1, 'The quantity', i);
    const shares = statedShares(unit, i);
    const total = divisor(
      shares.reduce((sum, [, share]) => sum + share, 0),
      'The sum of the shares',
      i,
    );
    for (const [group, share] of shares) {
      demand(Object.hasOwn(counts, group), 'groups-differ', `${group} is not one of the groups.`, i);
      counts[group]! += whole * (share / total);
    }
  });
  return counts;
}

function statedShares({ groups }: SharedUnit, i: number): [string, number][] {
  if (!Array.isArray(groups)) {
    return Object.entries(groups).map(([group, share]) => [group, amount(share, 'The share', i)]);
  }
  demand(groups.length > 0, 'empty', 'A unit serves no group.', i);
  demand(new Set(groups).size === groups.length, 'duplicate', 'A unit names a group twice.', i);
  return groups.map((group: string) => [group, 1]);
}

/**
 * Kish's effective number of awards behind a sum of money: (Σ amounts)²/Σ amounts². Ten equal awards count as
 * ten, one large and nine tiny as little more than one. Errors: no amounts, all 0, missing, NaN, infinite,
 * negative.
 * Source: Kish L, Survey Sampling (1965).
 */
export function effectiveCount(amounts: readonly number[]): number {
  notEmpty(amounts, 'The list of amounts');
  const largest = divisor(
    amounts.reduce((max, value, i) => Math.max(max, amount(value, 'The amount', i)), 0),
    'The sum of the amounts',
  );
  const scaled = amounts.map((value) => value / largest);
  const sum = scaled.reduce((total, value) => total + value, 0);
  return (sum * sum) / scaled.reduce((total, value) => total + value * value, 0);
}

/** How many units a share's interval may count on: all of them, the awards behind an amount, or null for none. */
export function sampleSize({ unit, all, effectiveCount: behind }: Part): number | null {
  return behind ?? (UNITS[unit].isCount ? all : null);
}

function stated({ groups, name }: Distribution): number {
  const counts = Object.values(groups);
  notEmpty(counts, `The list of groups of ${name}`);
  return counts.reduce((sum, count, i) => sum + amount(count, `A group of ${name}`, i), 0);
}
