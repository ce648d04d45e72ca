import type { analyticsApi } from '@commissioning/schemas';
import { signedBars } from '../drawings/charts';
import { formatNumber } from '../pages/format';

type Group = analyticsApi.GroupReach;
type Stage = analyticsApi.ReachStageName;

/** What reach can be shown by. */
export const BY: Readonly<Record<string, string>> = {
  ward: 'Ward',
  disability: 'Disability',
  ethnicity: 'Ethnic group',
  religion: 'Religion',
  sex: 'Sex',
  focus: 'Equality focus of organisations',
  size: 'Size of organisations',
};

export const STAGES: Readonly<Record<Stage, string>> = {
  training: 'Training',
  bid: 'Bids',
  award: 'Awards',
  contract: 'Contracts',
  spend: 'Spend',
  outcome: 'Outcomes',
};

const VERDICTS: Readonly<Record<analyticsApi.GroupAtStage['verdict'], { text: string; classes: string }>> = {
  over: { text: 'Over', classes: 'govuk-tag--blue' },
  parity: { text: 'Parity', classes: 'govuk-tag--green' },
  under: { text: 'Under', classes: 'govuk-tag--red' },
  'insufficient evidence': { text: 'Not enough evidence', classes: 'govuk-tag--grey' },
};

/** Tables and chart of need against reach, ready for a template. `chosen` is the group whose way is drawn. */
export function reachView(reach: analyticsApi.Reach, chosen: string | undefined) {
  const group = reach.groups.find((one) => one.group === chosen) ?? mostLost(reach.groups);
  return {
    finding: findingOf(reach),
    stages: reach.stages.map((stage) => ({
      ...stage,
      label: STAGES[stage.stage],
      total: amount(stage.stated, stage.unit),
    })),
    leftOut: reach.leftOut.map(({ stage, reason }) => ({ label: STAGES[stage], reason })),
    rows: reach.groups.map((one) => ({
      group: one.group,
      name: one.name,
      share: share(one.numerator, one.denominator),
      cells: one.stages.map(cellOf),
    })),
    leaks: reach.groups.map(({ group: id, name, leak }) => ({
      ...{ group: id, name, lostAt: leak.lostAt && STAGES[leak.lostAt] },
      terms: leak.terms.map((term) => ({ text: termText(term), isWorst: term.stage === leak.lostAt })),
      total: leak.total === null ? 'none' : signed(leak.total),
    })),
    chosen: group && wayOf(group),
  };
}

function cellOf(at: analyticsApi.GroupAtStage) {
  return {
    count: amount(at.numerator, at.unit),
    share: share(at.numerator, at.denominator),
    ratio: at.ratio.value === null ? 'no figure' : at.ratio.value.toFixed(2),
    interval: at.ratio.interval
      ? `${limit(at.ratio.interval.lower95)} to ${limit(at.ratio.interval.upper95)}`
      : 'no interval',
    verdict: VERDICTS[at.verdict],
    gapFlagged: at.gapFlagged,
  };
}

/** Where the groups are lost, in one sentence. */
function findingOf({ groups, stages }: analyticsApi.Reach): string {
  if (stages.length === 0) return 'Nothing can be shown yet';
  const lost = Map.groupBy(
    groups.filter(({ leak }) => leak.terms.some(({ status }) => status === 'lost at this stage')),
    ({ leak }) => leak.lostAt,
  );
  const [worst] = [...lost].sort(([, a], [, b]) => b.length - a.length);
  if (worst?.[0]) {
    const [stage, members] = worst;
    const count = members.length === 1 ? '1 group of ' : `${members.length} groups of `;
    return `${count}${groups.length} ${members.length === 1 ? 'is' : 'are'} lost entirely at: ${STAGES[stage as Stage].toLowerCase()}`;
  }
  const under = groups.filter(({ stages: own }) => own.at(-1)?.verdict === 'under');
  return under.length === 0
    ? 'No group is clearly under-represented at the last stage'
    : `Clearly under-represented at the last stage: ${under.map(({ name }) => name).join(', ')}`;
}

/** The group whose way says most: lost first, then with the largest loss. */
function mostLost(groups: readonly Group[]): Group | undefined {
  const loss = ({ leak }: Group) => Math.min(0, ...leak.terms.map(({ value }) => value ?? 0));
  return (
    [...groups].filter(({ leak }) => leak.total !== null).sort((a, b) => loss(a) - loss(b))[0] ?? groups[0]
  );
}

function wayOf({ group, name, leak }: Group) {
  const rows = leak.terms.map((term) => ({
    label: STAGES[term.stage],
    value: term.value,
    text: termText(term),
  }));
  const worst = leak.lostAt
    ? `${name}: most is lost at ${STAGES[leak.lostAt].toLowerCase()}`
    : `${name}: nothing is lost on the way`;
  return {
    ...{ group, name, finding: worst, chart: signedBars(rows) },
    rows: leak.terms.map((term) => ({
      label: STAGES[term.stage],
      value: termText(term),
      factor: term.value === null ? '' : Math.exp(term.value).toFixed(2),
      interval: term.interval
        ? `${term.interval.lower95 === null ? 'not bounded' : signed(term.interval.lower95)} to ${term.interval.upper95 === null ? 'not bounded' : signed(term.interval.upper95)}`
        : 'none',
    })),
    total: leak.total === null ? undefined : signed(leak.total),
  };
}

const termText = ({ status, value }: analyticsApi.LeakTerm): string =>
  status === 'attributed' ? signed(value ?? 0) : status === 'lost at this stage' ? 'lost' : 'does not apply';

const limit = (value: number | null): string => (value === null ? 'not bounded' : value.toFixed(2));

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

const share = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)}%`;

const amount = (value: number, unit: string): string =>
  unit === 'pence'
    ? `£${formatNumber(value / 100)}`
    : `${formatNumber(value, 2)} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
