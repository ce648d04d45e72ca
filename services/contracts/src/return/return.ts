import { must } from '@commissioning/service';
import { contractsApi } from '@commissioning/schemas';
import { dayInWords } from '../contract/day-in-words';

type Observation = contractsApi.Observation;
const { EVERYBODY, isCategory } = contractsApi;

/** What the rules of a return look at. Days are `YYYY-MM-DD`. */
export interface Return {
  readonly number: number;
  readonly periodTo: string;
  readonly state: 'draft' | 'submitted' | 'returned' | 'accepted';
}

/** What a contract lets its provider report on, and where. */
export interface Scheme {
  readonly indicators: readonly { readonly indicatorId: string; readonly title: string }[];
  readonly wards: readonly string[];
}

/** A return can be written until it is handed in, and again when it came back. */
export function mustBeWritable(draft: Return): void {
  must(
    draft.state === 'draft' || draft.state === 'returned',
    'return-not-writable',
    `Return ${draft.number} is ${draft.state}; it can be changed when it comes back to you.`,
  );
}

/** Each row counts people for an indicator of the contract, in a ward of the council, under a category it knows. */
export function mustCount(observations: readonly Observation[], { indicators, wards }: Scheme): void {
  const given = new Set<string>();
  for (const { indicatorId, ward, characteristic, category, numerator, denominator } of observations) {
    must(
      indicators.some((indicator) => indicator.indicatorId === indicatorId),
      'indicator-not-in-contract',
      `The contract has no indicator ${indicatorId}. What is asked was fixed when it was signed.`,
    );
    must(wards.includes(ward), 'ward-not-in-council', `${ward} is not a ward of this council.`);
    must(
      isCategory(characteristic, category),
      'category-unknown',
      `“${category}” is not a category of ${characteristic} that returns count under.`,
    );
    must(
      numerator <= denominator,
      'numerator-above-denominator',
      `${numerator} of ${denominator} people is more than all of them (${ward}, ${characteristic}: ${category}).`,
    );
    const row = [indicatorId, ward, characteristic, category].join('|');
    must(
      !given.has(row),
      'observation-given-twice',
      `${ward}, ${characteristic}: ${category} is given twice.`,
    );
    given.add(row);
  }
  for (const [, rows] of byPlace(observations)) {
    const typed = rows.some(({ characteristic }) => characteristic === EVERYBODY);
    must(
      !typed || rows.length === 1,
      'total-is-added-not-typed',
      `The total of ${rows[0]?.ward} is added up from its parts. Leave it out, or leave the parts out.`,
    );
  }
}

/** The return as it is handed in: whole, after its period, with parts that agree. */
export function submit<T extends Return>(
  draft: T,
  observations: readonly Observation[],
  scheme: Scheme,
  today: string,
): Omit<T, 'state'> & { state: 'submitted' } {
  mustBeWritable(draft);
  must(
    today >= draft.periodTo,
    'return-period-not-over',
    `The period of return ${draft.number} runs to ${dayInWords(draft.periodTo)}. It can be submitted from that day.`,
  );
  must(
    observations.length > 0,
    'return-is-empty',
    'Nothing has been counted yet. Add the people of each ward.',
  );
  mustCount(observations, scheme);
  const missing = scheme.indicators.filter(
    ({ indicatorId }) => !observations.some((row) => row.indicatorId === indicatorId),
  );
  must(
    missing.length === 0,
    'indicator-without-observation',
    `Nothing is said yet about: ${missing.map(({ title }) => title).join('; ')}. Say 0 of 0 where nobody took part.`,
  );
  for (const [, rows] of byPlace(observations)) mustAgree(rows);
  return { ...draft, state: 'submitted' };
}

/** The contract manager accepts, or sends it back with comments that help. */
export function review<T extends Return, S extends 'accepted' | 'returned'>(
  submitted: T,
  outcome: S,
): Omit<T, 'state'> & { state: S } {
  must(
    submitted.state === 'submitted',
    'return-not-submitted',
    `Return ${submitted.number} is ${submitted.state}; only a submitted one is reviewed.`,
  );
  return { ...submitted, state: outcome };
}

/** The same people seen by two characteristics are the same number of people. */
function mustAgree(rows: readonly Observation[]): void {
  const [first, ...others] = sumsByCharacteristic(rows);
  for (const other of others) {
    must(
      first?.numerator === other.numerator && first.denominator === other.denominator,
      'characteristics-disagree',
      `In ${rows[0]?.ward}, ${first?.characteristic} counts ${first?.numerator} of ${first?.denominator} people and ` +
        `${other.characteristic} ${other.numerator} of ${other.denominator}. Put people who did not answer under ` +
        '“Not stated”, “Prefer not to say” or “Not asked”.',
    );
  }
}

/** Everybody per indicator and ward, added up from the parts; what was given for all stays as it is. */
export function everybody(observations: readonly Observation[]): Observation[] {
  return [...byPlace(observations).values()].flatMap((rows) => {
    const [sum] = sumsByCharacteristic(rows);
    const [row] = rows;
    if (!sum || !row) return [];
    const { numerator, denominator } = sum;
    return [{ ...row, characteristic: EVERYBODY, category: EVERYBODY, numerator, denominator }];
  });
}

/** Totals for the pages: each indicator in all wards, then in each of them. */
export function totals(observations: readonly Observation[]): contractsApi.ReturnTotal[] {
  const wards = everybody(observations).map(({ indicatorId, ward, numerator, denominator }) => ({
    indicatorId,
    ward,
    numerator,
    denominator,
  }));
  const indicators = [...new Set(wards.map(({ indicatorId }) => indicatorId))];
  return indicators.flatMap((indicatorId) => {
    const own = wards.filter((total) => total.indicatorId === indicatorId);
    const sum = (part: 'numerator' | 'denominator') => own.reduce((all, total) => all + total[part], 0);
    return [{ indicatorId, numerator: sum('numerator'), denominator: sum('denominator') }, ...own];
  });
}

function byPlace(observations: readonly Observation[]): Map<string, Observation[]> {
  return Map.groupBy(observations, ({ indicatorId, ward }) => `${indicatorId}|${ward}`);
}

function sumsByCharacteristic(rows: readonly Observation[]) {
  return [...Map.groupBy(rows, (row) => row.characteristic)].map(([characteristic, parts]) => ({
    characteristic,
    numerator: parts.reduce((sum, part) => sum + part.numerator, 0),
    denominator: parts.reduce((sum, part) => sum + part.denominator, 0),
  }));
}
