import type { analyticsApi, tenderingApi } from '@commissioning/schemas';
import { ApiProblem, type ServiceApi } from '../pages/service-api';
import type { Visitor } from '../pages/visitor';
import type { Ward } from '../organisations/wards';

/** The fields of the form as the browser sends them. */
export type ReachForm = Partial<Record<string, string>>;

/** A group whose needs are published, so that reach can be held against them. */
export interface Group {
  readonly characteristic: string;
  readonly category: string;
}

/** One line of the form: its field, the id of its input, what it is called, and the number in it. */
export interface Row {
  readonly field: string;
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

/** Groups of the published needs data. Empty while there are none or analytics is away: wards alone are asked then. */
export async function groupsOf(api: ServiceApi, visitor: Visitor): Promise<Group[]> {
  const needs = await api
    .find<analyticsApi.NeedsData>('analytics', '/v1/needs', visitor)
    .catch((error: unknown) => {
      if (error instanceof ApiProblem && error.problem.status >= 500) return undefined;
      throw error;
    });
  const figures = [...(needs?.boroughs ?? []), ...(needs?.wards ?? [])].flatMap((area) => area.figures);
  const groups = new Map<string, Group>();
  for (const { measure, characteristic, category } of figures) {
    if (measure !== 'residents' || characteristic === 'all') continue;
    groups.set(groupField({ characteristic, category }), { characteristic, category });
  }
  return [...groups.values()];
}

/** What the form shows of a reach: a line for each ward and group that has a name, and the other wards as text. */
export function fieldsOf(reach: tenderingApi.Reach | undefined, wards: readonly Ward[]): ReachForm {
  const named = new Set(wards.map(({ code }) => code));
  const others = (reach?.wards ?? []).filter(({ ward }) => !named.has(ward));
  return {
    ...Object.fromEntries(
      (reach?.wards ?? [])
        .filter(({ ward }) => named.has(ward))
        .map(({ ward, people }) => [wardField(ward), String(people)]),
    ),
    ...Object.fromEntries((reach?.groups ?? []).map((group) => [groupField(group), String(group.people)])),
    others: others.map(({ ward, people }) => `${ward} ${people}`).join('\n'),
  };
}

export const wardRows = (wards: readonly Ward[], form: ReachForm): Row[] =>
  wards.map(({ code, name }) => {
    const field = wardField(code);
    return { field, id: idOf(field), name, value: form[field] ?? '' };
  });

/** Published groups, and those that the form already names. */
export function groupRows(groups: readonly Group[], form: ReachForm): Row[] {
  const all = new Map(groups.map((group) => [groupField(group), group]));
  for (const field of Object.keys(form)) {
    const group = groupIn(field);
    if (group && !all.has(field)) all.set(field, group);
  }
  return [...all].map(([field, { characteristic, category }]) => ({
    ...{ field, id: idOf(field), name: `${category} (${characteristic})`, value: form[field] ?? '' },
  }));
}

/** The reach that a form describes, or the lines that are wrong. An empty line is nobody. */
export function readReach(
  form: ReachForm,
): { reach: tenderingApi.Reach } | { problems: { field: string; text: string }[] } {
  const wards: tenderingApi.Reach['wards'] = [];
  const groups: tenderingApi.Reach['groups'] = [];
  const problems: { field: string; text: string }[] = [];
  for (const [field, value = ''] of Object.entries(form)) {
    const [ward, group] = [/^ward:(E05\d{6})$/.exec(field)?.[1], groupIn(field)];
    const people = peopleIn(value);
    if ((!ward && !group) || value.trim() === '') continue;
    if (people === undefined)
      problems.push({ field: idOf(field), text: 'Enter the number of people as a whole number' });
    else if (ward) wards.push({ ward, people });
    else if (group) groups.push({ ...group, people });
  }
  for (const line of (form['others'] ?? '').split('\n').filter((each) => each.trim() !== '')) {
    const [, ward, number = ''] = /^\s*(E05\d{6})[\s,:]+([\d,]+)\s*$/.exec(line) ?? [];
    const people = peopleIn(number);
    if (ward && people !== undefined) wards.push({ ward, people });
    else
      problems.push({ field: 'others', text: `“${line.trim()}” is not a ward code and a number of people` });
  }
  return problems.length > 0 ? { problems } : { reach: { wards, groups } };
}

const wardField = (code: string): string => `ward:${code}`;

const groupField = ({ characteristic, category }: Group): string => `group:${characteristic}|${category}`;

/** Names of groups have spaces, which an id must not. */
const idOf = (field: string): string => field.replace(/[^A-Za-z0-9]+/g, '-');

function groupIn(field: string): Group | undefined {
  const [, characteristic, category] = /^group:([^|]+)\|(.+)$/.exec(field) ?? [];
  return characteristic && category ? { characteristic, category } : undefined;
}

function peopleIn(text: string): number | undefined {
  const plain = text.replace(/[,\s]/g, '');
  return /^\d{1,8}$/.test(plain) ? Number(plain) : undefined;
}
