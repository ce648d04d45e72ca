import type { analyticsApi, equalityAnalysisApi } from '@commissioning/schemas';
import { peopleOf, type Reach, reachByGroup, reachByWard } from './reach';

type Findings = equalityAnalysisApi.AwardFindings;

/** A bid of the set, with whom it plans to reach. */
export interface Awardee {
  readonly organisationId: string;
  readonly reach: Reach;
}

/** What the register says of an organisation. */
export interface Registered {
  readonly small: boolean;
  readonly equalityFocus: readonly string[];
}

/** The nine protected characteristics (Equality Act 2010 s.4) and under which name needs data holds them. */
const PROTECTED: readonly (readonly [characteristic: string, inNeedsData: string])[] = [
  ['age', 'age'],
  ['disability', 'disability'],
  ['gender reassignment', 'gender reassignment'],
  ['marriage and civil partnership', 'marriage and civil partnership'],
  ['pregnancy and maternity', 'pregnancy and maternity'],
  ['race', 'ethnicity'],
  ['religion or belief', 'religion'],
  ['sex', 'sex'],
  ['sexual orientation', 'sexual orientation'],
];

const METHOD =
  'Representation ratio: a ward’s or group’s share of the planned people over its share of the need; 1 is parity. ' +
  'Wards are compared with households deprived in at least one dimension where these are known. The verdict rests on ' +
  'Wilson’s 95 % interval and a parity band from 0.8 to 1.25; planned people are what the bids say. Groups that ' +
  'fewer than 80 % of the planned people are placed in get no verdict.';

/** Whom the set reaches and whom it leaves out. Nothing measured is nothing known: it never becomes a pass. */
export function findingsOf(
  baseline: analyticsApi.NeedsBaseline,
  set: readonly Awardee[],
  register: ReadonlyMap<string, Registered>,
): Findings {
  const reaches = set.map(({ reach }) => reach);
  const wards = reachByWard(baseline, reaches);
  const groups = reachByGroup(baseline, reaches);
  const people = reaches.reduce((sum, reach) => sum + peopleOf(reach), 0);
  const held = new Set(baseline.groups.map(({ characteristic }) => characteristic));
  const notMeasured = PROTECTED.filter(([, name]) => !held.has(name)).map(([name]) => name);
  return {
    needs: { versionId: baseline.versionId, title: baseline.title },
    people,
    wards,
    elsewhere: people - wards.reduce((sum, ward) => sum + ward.people, 0),
    groups,
    unmatched: unmatchedOf(baseline, reaches),
    notMeasured,
    organisations: mixOf(set, register),
    verdict: verdictOf(wards, groups, notMeasured),
    method: METHOD,
  };
}

/** How many wards and groups are short of their share, or flagged by the size of the gap itself. */
export const gapsIn = ({ wards, groups }: Pick<Findings, 'wards' | 'groups'>): number =>
  [...wards, ...groups].filter(isGap).length;

function verdictOf(
  wards: Findings['wards'],
  groups: Findings['groups'],
  notMeasured: readonly string[],
): Findings['verdict'] {
  if (gapsIn({ wards, groups }) > 0) return 'gaps-found';
  const known = [...wards, ...groups.filter(({ isComparator }) => !isComparator)].every(
    ({ verdict }) => verdict !== 'insufficient evidence',
  );
  return known && notMeasured.length === 0 ? 'no-gap-found' : 'insufficient-evidence';
}

/** A group with too few stated has no verdict; a small one is flagged by its gap and not cleared by its size. */
const isGap = (one: Findings['wards'][number] | Findings['groups'][number]): boolean =>
  !('isComparator' in one && one.isComparator) &&
  (one.verdict === 'under' || (one.gapFlagged && !isTooIncomplete(one)));

const isTooIncomplete = (one: object): boolean =>
  'completeness' in one && typeof one.completeness === 'number' && one.completeness < 0.8;

function unmatchedOf(baseline: analyticsApi.NeedsBaseline, set: readonly Reach[]): Findings['unmatched'] {
  const known = new Set(baseline.groups.map(keyOf));
  const unmatched = new Map<string, Findings['unmatched'][number]>();
  for (const group of set.flatMap(({ groups }) => groups).filter((one) => !known.has(keyOf(one)))) {
    const people = (unmatched.get(keyOf(group))?.people ?? 0) + group.people;
    unmatched.set(keyOf(group), { ...group, people });
  }
  return [...unmatched.values()];
}

const keyOf = ({ characteristic, category }: { characteristic: string; category: string }): string =>
  JSON.stringify([characteristic, category]);

function mixOf(
  set: readonly Awardee[],
  register: ReadonlyMap<string, Registered>,
): equalityAnalysisApi.OrganisationMix {
  const known = set.flatMap(({ organisationId }) => register.get(organisationId) ?? []);
  const focus = new Map<string, number>();
  for (const one of known.flatMap(({ equalityFocus }) => equalityFocus))
    focus.set(one, (focus.get(one) ?? 0) + 1);
  return {
    small: known.filter(({ small }) => small).length,
    larger: known.filter(({ small }) => !small).length,
    notRegistered: set.length - known.length,
    focus: [...focus]
      .map(([name, organisations]) => ({ focus: name, organisations }))
      .sort((a, b) => b.organisations - a.organisations || a.focus.localeCompare(b.focus)),
  };
}
