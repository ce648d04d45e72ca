import type { analyticsApi } from '@commissioning/schemas';
import {
  type Distribution,
  effectiveCount,
  type GroupReach,
  type LeakTerm,
  type Placement,
  reachTable,
  type StageReach,
} from '@commissioning/statistics';
import { STAGES } from '../facts/fact';
import { baselineOf } from '../needs-data/needs-data';
import { byCategory, byOrganisation, byTrait, byWard, type Counts, totalOf, type View } from './counts';
import { comparison, leakInterval } from './figures';
import type { Frontispiece } from './outcomes-against-need';

type StageName = analyticsApi.ReachStageName;

/** Population, then training, bids, awards, what was paid, outcomes: the order in which a group can be lost. */
const FUNNEL: readonly StageName[] = ['training', 'bid', 'award', 'spend', 'outcome'];

export const NO_FOCUS = 'No equality focus stated';

/** What reach is measured by: groups with their names, the population or need in them, and the stages' counts. */
interface Yardstick {
  readonly baseline: Distribution;
  readonly names: ReadonlyMap<string, string>;
  readonly placedBy: (stage: StageName) => Placement;
  readonly counts: (stage: StageName) => Counts;
  /** Stages that cannot know the groups, with the reason. */
  readonly blind: ReadonlyMap<StageName, string>;
}

/** Need against reach by ward, by a characteristic of the population, or by what the organisations are. */
export function reach(
  view: View,
  needs: analyticsApi.NeedsData,
  query: Pick<analyticsApi.ReachQuery, 'by' | 'against' | 'stages'>,
  frontispiece: Frontispiece,
): analyticsApi.Reach {
  const yardstick = yardstickFor(view, needs, query);
  const wanted = query.stages ?? FUNNEL;
  const leftOut = wanted.flatMap((stage) => {
    const reason =
      yardstick.blind.get(stage) ?? (totalOf(view, stage) <= 0 ? 'nothing has happened yet' : undefined);
    return reason ? [{ stage, reason }] : [];
  });
  const shown = wanted.filter((stage) => !leftOut.some((one) => one.stage === stage));
  const distributions = shown.map((stage) => distributionOf(view, stage, yardstick));
  const table = shown.length > 0 ? reachTable(yardstick.baseline, distributions) : undefined;
  const { baseline, names } = yardstick;
  return {
    ...frontispiece,
    by: query.by,
    against: { name: baseline.name, unit: baseline.unit, placedBy: baseline.placedBy },
    stages: distributions.map(({ name, unit, placedBy }, k) => {
      const { stated = 0, everyone = 0, share = null } = table?.completeness[k] ?? {};
      return { stage: name as StageName, unit, placedBy, stated, everyone, completeness: share };
    }),
    leftOut,
    groups: (table?.groups ?? []).map((group) => answerFor(group, baseline, distributions, names)),
    placedDifferently: table?.isPlacedDifferently ?? false,
    notes: NOTES,
  };
}

function yardstickFor(
  view: View,
  needs: analyticsApi.NeedsData,
  { by, against }: Pick<analyticsApi.ReachQuery, 'by' | 'against'>,
): Yardstick {
  const population = baselineOf(needs);
  if (by === 'ward') {
    const isNeed = against === 'deprived-households';
    const groups = population.wards.map((one) => [
      one.ward,
      isNeed ? (one.deprivedHouseholds ?? 0) : one.residents,
    ]);
    return {
      baseline: {
        name: isNeed ? 'Households deprived in at least one dimension' : 'Residents',
        unit: isNeed ? 'households' : 'residents',
        ...{
          placedBy: 'where people live',
          groups: Object.fromEntries(groups) as Record<string, number>,
          isCensus: true,
        },
      },
      names: new Map(population.wards.map(({ ward, name }) => [ward, name])),
      placedBy: (stage) => (stage === 'training' ? 'area served' : 'where people live'),
      counts: (stage) => byWard(view, stage),
      blind: new Map(),
    };
  }
  if (by === 'focus') return ofOrganisations(view, 'equality focus', focusOf);
  if (by === 'size') return ofOrganisations(view, 'size', ({ small }) => [small ? 'Small' : 'Larger']);
  return ofResidents(view, population, by);
}

const focusOf = ({ equalityFocus }: { equalityFocus: readonly string[] }) =>
  equalityFocus.length > 0 ? equalityFocus : [NO_FOCUS];

/** Organisations on the register instead of residents: who of them gets how far. */
function ofOrganisations(view: View, trait: string, traitsOf: Parameters<typeof byTrait>[2]): Yardstick {
  const groups: Record<string, number> = {};
  for (const organisation of view.register.organisations.values()) {
    const traits = traitsOf(organisation);
    for (const one of traits) groups[one] = (groups[one] ?? 0) + 1 / traits.length;
  }
  const isEmpty = Object.keys(groups).length === 0;
  return {
    baseline: {
      name: `Organisations on the register by ${trait}`,
      ...{ unit: 'organisations', placedBy: 'self-described', isCensus: true },
      groups: isEmpty ? { 'No organisation': 0 } : groups,
    },
    names: new Map(),
    placedBy: () => 'self-described',
    counts: (stage) => byTrait(view, stage, traitsOf),
    blind: new Map(),
  };
}

const UNANSWERED = ['not answered', 'not stated'];

function ofResidents(view: View, population: analyticsApi.NeedsBaseline, characteristic: string): Yardstick {
  const all = population.groups.filter((group) => group.characteristic === characteristic);
  const answered = all.filter(({ category }) => !UNANSWERED.includes(category.toLowerCase()));
  const notStated = all
    .filter((group) => !answered.includes(group))
    .reduce((sum, one) => sum + one.residents, 0);
  const known = answered.map(({ category }) => category);
  const isKnown = known.length > 0;
  const reason = isKnown
    ? 'who came to training is counted by organisation, never by personal characteristic'
    : `the needs data have no figures by ${characteristic}`;
  const blind: StageName[] = isKnown
    ? ['training']
    : ['training', 'bid', 'award', 'contract', 'spend', 'outcome'];
  return {
    baseline: {
      name: `Residents by ${characteristic}`,
      ...{ unit: 'residents', placedBy: 'self-described', isCensus: true, undisclosed: { notStated } },
      groups: isKnown
        ? Object.fromEntries(answered.map(({ category, residents }) => [category, residents]))
        : { Unknown: 0 },
    },
    names: new Map(),
    placedBy: () => 'self-described',
    counts: (stage) => byCategory(view, stage, characteristic, known),
    blind: new Map(blind.map((stage) => [stage, reason])),
  };
}

function distributionOf(
  view: View,
  stage: StageName,
  { baseline, counts, placedBy }: Yardstick,
): Distribution {
  const { groups, notStated, preferNotToSay, notAsked } = counts(stage);
  const known = Object.keys(baseline.groups);
  const elsewhere = [...groups].filter(([group]) => !known.includes(group));
  const { unit } = STAGES[stage];
  const amounts = [...byOrganisation(view, stage).values()].filter((amount) => amount > 0);
  return {
    name: stage,
    unit: stage === 'outcome' ? 'outcomes' : unit,
    placedBy: placedBy(stage),
    groups: Object.fromEntries(known.map((group) => [group, Math.max(0, groups.get(group) ?? 0)])),
    undisclosed: {
      // A place or group that the baseline does not have cannot be set against it.
      notStated: notStated + elsewhere.reduce((sum, [, quantity]) => sum + Math.max(0, quantity), 0),
      preferNotToSay,
      notAsked,
    },
    // Money is no count: its shares are as sure as the number of organisations behind them allows.
    ...(unit === 'pence' && amounts.length > 0 && { effectiveCount: effectiveCount(amounts) }),
  };
}

const ROUNDING = 1e-9;

function answerFor(
  { group, stages, leak }: GroupReach,
  baseline: Distribution,
  distributions: readonly Distribution[],
  names: ReadonlyMap<string, string>,
): analyticsApi.GroupReach {
  if (leak.residual !== null && Math.abs(leak.residual) > ROUNDING) {
    throw new Error(`The leak terms of ${group} do not add up: ${leak.residual} is left.`);
  }
  return {
    group,
    name: names.get(group) ?? group,
    numerator: baseline.groups[group] ?? 0,
    denominator: wholeOf(baseline),
    stages: stages.map((stage, k) => answerAt(stage, wholeOf(distributions[k] as Distribution))),
    leak: {
      terms: leak.terms.map(answerTerm),
      total: leak.total,
      lostAt: (leak.lostAt?.stage ?? null) as StageName | null,
    },
  };
}

const wholeOf = ({ groups }: Distribution): number =>
  Object.values(groups).reduce((sum, value) => sum + value, 0);

const answerAt = (at: StageReach, denominator: number): analyticsApi.GroupAtStage => ({
  ...{ stage: at.stage as StageName, unit: at.unit, placedBy: at.placedBy, numerator: at.count, denominator },
  ratio: comparison(at.ratio),
  shortfall: comparison(at.shortfall),
  impact: at.impact && comparison(at.impact),
  verdict: at.verdict.verdict,
  because: at.verdict.reason,
  gapFlagged: at.verdict.isGapFlagged,
});

const answerTerm = (term: LeakTerm): analyticsApi.LeakTerm => {
  const stage = term.stage as StageName;
  if (term.status !== 'attributed') {
    const reason = term.status === 'not applicable' ? { reason: term.reason } : {};
    return { stage, status: term.status, value: null, interval: null, ...reason };
  }
  const interval = leakInterval(term.interval);
  const none = term.interval.method === 'none' ? { reason: term.interval.reason } : {};
  return { stage, status: 'attributed', value: term.value, interval, ...none };
};

const NOTES = [
  'Only shares are compared across stages; a bid, a place and a pound are never divided by one another.',
  'An organisation that works in several wards counts in equal parts in each, unless its bid says how many people it ' +
    'plans to reach where.',
  'Spend: intervals count as many units as there are equal organisations behind the money (Kish 1965).',
  'Under four fifths a gap is flagged whatever the interval; that line comes from US employment guidance and is no ' +
    'legal test in the UK.',
  'Insufficient evidence is a result of its own: it is no sign that all is well.',
];
