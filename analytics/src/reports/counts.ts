import { type Dimension, type Frame } from '../facts/columns';
import { sumsBy, type Where } from '../facts/cube';
import { ALL, ORGANISATION, type Stage, STAGES } from '../facts/fact';
import { settledCategory } from '../facts/share-out';
import type { Register } from '../register/register.queries';

/** Which facts a report takes: of one theme, of one year or quarter, or all. */
export interface Scope {
  readonly theme?: string;
  readonly period?: string;
}

/** The facts of a moment, what they refer to, and which of them to take. */
export interface View {
  readonly cube: Frame;
  readonly register: Register;
  readonly scope: Scope;
}

/** Quantities by group, in the stage's own unit, and those whose group is not known, told apart. */
export interface Counts {
  readonly groups: ReadonlyMap<string, number>;
  readonly notStated: number;
  readonly preferNotToSay: number;
  readonly notAsked: number;
}

/** Training belongs to no theme: it is counted whichever theme is looked at. */
const BEFORE_THEMES: ReadonlySet<string> = new Set(['booking', 'training'] satisfies Stage[]);

function sums<By extends Dimension>(
  { cube, register, scope }: View,
  stage: Stage,
  by: readonly By[],
  more: Where,
) {
  const { theme, period } = scope;
  const where: Where = {
    stage: (word) => word === stage,
    ...(period && { period: (word: string) => word === period || word.startsWith(`${period} `) }),
    ...more,
  };
  if (theme && stage === 'bid') {
    // A bid only names its tender: the tender's theme may have become known after it.
    where.tender = (word) => register.themeOfTender.get(word) === theme;
  } else if (theme && !BEFORE_THEMES.has(stage)) {
    where.theme = (word) => word === theme;
  }
  return sumsBy(cube, by, where)
    .filter(({ quantity }) => quantity !== 0)
    .map(({ at, quantity }) => ({ at, quantity: quantity / STAGES[stage].scale }));
}

const characteristicIs = (wanted: string): Where => ({ characteristic: (word) => word === wanted });

/** Quantity of the stage by organisation. */
export const byOrganisation = (view: View, stage: Stage): Map<string, number> =>
  new Map(
    sums(view, stage, ['category'], characteristicIs(ORGANISATION)).map(({ at, quantity }) => [
      at.category,
      quantity,
    ]),
  );

/** The whole quantity of the stage. */
export const totalOf = (view: View, stage: Stage): number =>
  [...byOrganisation(view, stage).values()].reduce((sum, quantity) => sum + quantity, 0);

/** Quantity of the stage by ward: where people are to be reached or were, else where the organisation works. */
export function byWard(view: View, stage: Stage): Counts {
  if (BEFORE_THEMES.has(stage)) return byTrait(view, stage, (organisation) => organisation.wardsServed);
  const groups = sums(view, stage, ['ward'], characteristicIs(ALL));
  return { ...NONE, groups: new Map(groups.map(({ at, quantity }) => [at.ward, quantity])) };
}

/** Quantity of the stage by category of a characteristic, matched to the categories that the population has. */
export function byCategory(
  view: View,
  stage: Stage,
  characteristic: string,
  known: readonly string[],
): Counts {
  const groups = new Map<string, number>();
  const unknown = { notStated: 0, preferNotToSay: 0, notAsked: 0 };
  let told = 0;
  for (const { at, quantity } of sums(view, stage, ['category'], characteristicIs(characteristic))) {
    told += quantity;
    const settled = plain(settledCategory(at.category, known));
    const match = known.find((category) => plain(category) === settled);
    if (match) groups.set(match, (groups.get(match) ?? 0) + quantity);
    else if (settled === 'prefer not to say') unknown.preferNotToSay += quantity;
    else if (settled === 'not asked') unknown.notAsked += quantity;
    else unknown.notStated += quantity;
  }
  // What says nothing at all of the characteristic was not asked for it.
  const silent = Math.max(0, totalOf(view, stage) - told);
  return { groups, ...unknown, notAsked: unknown.notAsked + silent };
}

type Organisation = Register['organisations'] extends ReadonlyMap<string, infer Row> ? Row : never;

/** Quantity of the stage by what the organisation is: one with n traits counts 1/n in each. */
export function byTrait(
  view: View,
  stage: Stage,
  traitsOf: (organisation: Organisation) => readonly string[],
): Counts {
  const groups = new Map<string, number>();
  let notStated = 0;
  for (const [id, quantity] of byOrganisation(view, stage)) {
    const organisation = view.register.organisations.get(id);
    const traits = organisation ? traitsOf(organisation) : [];
    for (const trait of traits) groups.set(trait, (groups.get(trait) ?? 0) + quantity / traits.length);
    if (traits.length === 0) notStated += quantity;
  }
  return { ...NONE, groups, notStated };
}

/** Quantity of the stage by theme and indicator, for everybody. */
export const byIndicator = (view: View, stage: Stage) =>
  sums(view, stage, ['theme', 'indicator'], characteristicIs(ALL));

/** Quantity by ward, for everybody; places outside the known wards included. */
export const perWard = (view: View, stage: Stage): ReadonlyMap<string, number> => byWard(view, stage).groups;

/** Every characteristic and category that the stage has facts of, with its quantity. */
export const perGroup = (view: View, stage: Stage) =>
  sums(view, stage, ['characteristic', 'category'], {
    characteristic: (word) => word !== ALL && word !== ORGANISATION,
  });

/** The first and last quarter in which there are facts of the scope. */
export function quartersOf({ cube, scope }: View): { from?: string; to?: string } {
  const { period } = scope;
  const quarters = sumsBy(cube, ['period'])
    .map(({ at }) => at.period)
    .filter((word) => !period || word === period || word.startsWith(`${period} `))
    .sort();
  return quarters.length === 0 ? {} : { from: quarters[0] as string, to: quarters.at(-1) as string };
}

const NONE = { notStated: 0, preferNotToSay: 0, notAsked: 0 };

const plain = (text: string): string => text.trim().toLowerCase();
