import type { contractsApi } from '@commissioning/schemas';
import { asErrors, type FormErrors } from '../pages/form';

type Observation = contractsApi.Observation;

/** Which rows of a return one form is about. */
export interface Place {
  readonly indicatorId: string;
  readonly ward: string;
  readonly characteristic: string;
}

/** A line of the form: a category with what was counted, or typed. */
export interface CountLine {
  readonly category: string;
  readonly numerator: string;
  readonly denominator: string;
}

export const EVERYBODY = 'all';

/** The categories of a characteristic, as the contracts service counts them. */
export function categoriesOf(scheme: contractsApi.CountingScheme, characteristic: string): readonly string[] {
  if (characteristic === EVERYBODY) return [EVERYBODY];
  return scheme.characteristics.find((known) => known.characteristic === characteristic)?.categories ?? [];
}

const at = (place: Place) => (row: Observation) =>
  row.indicatorId === place.indicatorId &&
  row.ward === place.ward &&
  row.characteristic === place.characteristic;

/** The form of a place, with what was saved before. */
export const linesOf = (
  observations: readonly Observation[],
  place: Place,
  categories: readonly string[],
): CountLine[] =>
  categories.map((category) => {
    const saved = observations.find((row) => at(place)(row) && row.category === category);
    return {
      category,
      numerator: saved ? String(saved.numerator) : '',
      denominator: saved ? String(saved.denominator) : '',
    };
  });

/** What was typed, line by line; nothing is lost when something is wrong. */
export const typedLines = (
  form: Readonly<Record<string, string>>,
  categories: readonly string[],
): CountLine[] =>
  categories.map((category, index) => ({
    category,
    numerator: (form[`reached-${index}`] ?? '').trim(),
    denominator: (form[`took-part-${index}`] ?? '').trim(),
  }));

/** The return with this place counted anew. A line left empty is no row; an empty form takes the place out. */
export function counted(
  observations: readonly Observation[],
  place: Place,
  lines: readonly CountLine[],
): { observations: Observation[] } | { errors: FormErrors } {
  const problems = lines.flatMap(({ category, numerator, denominator }, index) => {
    if (numerator === '' && denominator === '') return [];
    const what = category === EVERYBODY ? 'everybody' : category;
    const wrong = (field: string, text: string) => [{ field: `${field}-${index}`, text }];
    if (!isCount(denominator))
      return wrong('took-part', `Enter how many took part for ${what}, as a whole number`);
    if (!isCount(numerator))
      return wrong('reached', `Enter how many reached the outcome for ${what}, as a whole number`);
    if (count(numerator) > count(denominator))
      return wrong('reached', `For ${what}, not more people can reach the outcome than took part`);
    return [];
  });
  if (problems.length > 0) return { errors: asErrors(problems) };
  const rows = lines
    .filter(({ denominator }) => denominator !== '')
    .map(({ category, numerator, denominator }) => ({
      ...place,
      category,
      numerator: count(numerator),
      denominator: count(denominator),
    }));
  return { observations: [...observations.filter((row) => !at(place)(row)), ...rows] };
}

const isCount = (text: string): boolean => /^\d{1,3}(,\d{3})*$|^\d{1,7}$/.test(text);
const count = (text: string): number => Number(text.replaceAll(',', ''));

/** Rows of a return by place, for the page that lists them. */
export function placesOf(
  observations: readonly Observation[],
): (Place & { numerator: number; denominator: number })[] {
  const groups = Map.groupBy(observations, ({ indicatorId, ward, characteristic }) =>
    JSON.stringify([indicatorId, ward, characteristic]),
  );
  return [...groups.values()].map((rows) => {
    const [{ indicatorId, ward, characteristic }] = rows as [Observation];
    const sum = (part: 'numerator' | 'denominator') => rows.reduce((all, row) => all + row[part], 0);
    return {
      ...{ indicatorId, ward, characteristic },
      ...{ numerator: sum('numerator'), denominator: sum('denominator') },
    };
  });
}
