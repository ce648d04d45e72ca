import {
  completeness,
  type Completeness,
  type Figure,
  hasLimits,
  part,
  type Part,
  reachVerdict,
  representationRatio,
  shortfallToParity,
} from '@commissioning/statistics';
import type { analyticsApi, equalityAnalysisApi } from '@commissioning/schemas';

type Baseline = analyticsApi.NeedsBaseline;
type Judged = Pick<equalityAnalysisApi.GroupReach, 'ratio' | 'shortfall' | 'verdict' | 'gapFlagged'>;

/** Whom a bid says it will reach, in planned people. */
export interface Reach {
  readonly wards: readonly { readonly ward: string; readonly people: number }[];
  readonly groups: readonly {
    readonly characteristic: string;
    readonly category: string;
    readonly people: number;
  }[];
}

/**
 * Categories that the law protects nobody for (Equality Act 2010 ss. 6 to 8, 13(3), 18), and those who gave no answer.
 * More advice for disabled people is no gap for others.
 */
const COMPARATORS: ReadonlySet<string> = new Set([
  'Not disabled under the Equality Act',
  'Gender as registered at birth',
  'Not married or in a civil partnership',
  'Not pregnant and no birth in the last 26 weeks',
  'Not on means-tested benefits',
  'Not answered',
]);

const ALL_STATED: Pick<Completeness, 'share'> = { share: 1 };

/** Planned people of a set, ward by ward, against residents and against deprived households where they are known. */
export function reachByWard(baseline: Baseline, set: readonly Reach[]): equalityAnalysisApi.WardReach[] {
  const planned = baseline.wards.map(({ ward }) => peopleIn(set, ward));
  const people = sum(planned);
  const residents = sum(baseline.wards.map((ward) => ward.residents));
  const hasNeed = baseline.wards.every(({ deprivedHouseholds }) => deprivedHouseholds !== undefined);
  const deprived = sum(baseline.wards.map(({ deprivedHouseholds = 0 }) => deprivedHouseholds));
  return baseline.wards.map((ward, place) => {
    const stage = part('participants', planned[place]!, people);
    const byResidents = part('residents', ward.residents, residents);
    const need = hasNeed ? part('households', ward.deprivedHouseholds!, deprived) : byResidents;
    return {
      ward: ward.ward,
      name: ward.name,
      residents: ward.residents,
      ...(hasNeed && { deprivedHouseholds: ward.deprivedHouseholds }),
      people: planned[place]!,
      residentRatio: ratioOf(representationRatio(stage, byResidents)),
      against: hasNeed ? ('deprived households' as const) : ('residents' as const),
      ...judge(stage, need, people === 0 ? { share: null } : ALL_STATED),
    };
  });
}

/** Planned people of a set by protected group, for the characteristics that the needs data has. */
export function reachByGroup(baseline: Baseline, set: readonly Reach[]): equalityAnalysisApi.GroupReach[] {
  const characteristics = [...new Set(baseline.groups.map(({ characteristic }) => characteristic))];
  return characteristics.flatMap((characteristic) => {
    const groups = baseline.groups.filter((group) => group.characteristic === characteristic);
    const stage = stated(
      characteristic,
      groups.map(({ category }) => category),
      set,
    );
    const complete = completeness({
      name: characteristic,
      unit: 'participants',
      placedBy: 'self-described',
      ...stage,
    });
    const all = sum(Object.values(stage.groups));
    return groups.map(({ category, residents, denominator }) => {
      const people = stage.groups[category]!;
      return {
        characteristic,
        category,
        residents,
        denominator,
        people,
        ...(complete.share !== null && { completeness: complete.share }),
        isComparator: COMPARATORS.has(category),
        ...judge(part('participants', people, all), part('residents', residents, denominator), complete),
      };
    });
  });
}

/** Planned people of a set in one ward. */
const peopleIn = (set: readonly Reach[], ward: string): number =>
  sum(set.flatMap(({ wards }) => wards.filter((one) => one.ward === ward).map(({ people }) => people)));

/** All planned people of a bid; wards are a partition of them. */
export const peopleOf = ({ wards }: Reach): number => sum(wards.map(({ people }) => people));

/**
 * Planned people by category. Whom a bid does not place in a group counts as not stated, except where a single
 * category is left: of 120 people 40 of whom are disabled, 80 are not.
 */
function stated(characteristic: string, categories: readonly string[], set: readonly Reach[]) {
  const groups = Object.fromEntries(categories.map((category) => [category, 0]));
  let notStated = 0;
  for (const bid of set) {
    const named = bid.groups.filter(
      (group) => group.characteristic === characteristic && categories.includes(group.category),
    );
    for (const { category, people } of named) groups[category]! += people;
    const rest = Math.max(0, peopleOf(bid) - sum(named.map(({ people }) => people)));
    const open = categories.filter((category) => !named.some((one) => one.category === category));
    if (named.length > 0 && open.length === 1) groups[open[0]!]! += rest;
    else notStated += rest;
  }
  return { groups, undisclosed: { notStated } };
}

function judge(stage: Part, need: Part, complete: Pick<Completeness, 'share'>): Judged {
  const ratio = representationRatio(stage, need);
  const shortfall = shortfallToParity(stage, need);
  const { verdict, isGapFlagged } = reachVerdict(ratio, complete);
  return {
    ratio: ratioOf(ratio),
    ...(shortfall.available && { shortfall: shortfall.value }),
    verdict,
    gapFlagged: isGapFlagged,
  };
}

function ratioOf(figure: Figure<string>): equalityAnalysisApi.ReachRatio {
  if (!figure.available) return { reason: figure.reason };
  const { value, interval } = figure;
  if (!hasLimits(interval)) return { value, reason: interval.reason };
  return { value, ...interval.at95, method: interval.method };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
