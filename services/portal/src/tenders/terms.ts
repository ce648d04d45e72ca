import { atLondonTime, Temporal } from '@commissioning/calendar';
import { tenderingApi } from '@commissioning/schemas';
import { dayOf, penceOf } from '../pages/form';

/** The fields of a form as the browser sends them; checkboxes are one text or several. */
export type TenderForm = Partial<Record<string, string | string[]>>;

/** Some of the terms, as one page of the builder asks for them, or the fields that are wrong. */
export type Reading =
  | { readonly terms: Partial<tenderingApi.TenderTerms> }
  | { readonly problems: readonly { field: string; text: string }[] };

/** The part of a tender that a commissioner writes: what is sent back when it is changed. */
export function termsOf(tender: tenderingApi.Tender): tenderingApi.TenderTerms {
  const names = new Set<string>(tenderingApi.TenderTerms.keyof().options);
  return Object.fromEntries(
    Object.entries(tender).filter(([name]) => names.has(name)),
  ) as tenderingApi.TenderTerms;
}

export const text = (form: TenderForm, name: string): string => {
  const value = form[name];
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim();
};

export const several = (form: TenderForm, name: string): string[] => {
  const value = form[name] ?? [];
  return Array.isArray(value) ? value : [value].filter((item) => item !== '');
};

const wholeNumber = (form: TenderForm, name: string): number | undefined =>
  /^\d{1,6}$/.test(text(form, name)) ? Number(text(form, name)) : undefined;

const dayIn = (form: TenderForm, name: string) => dayOf(form as Record<string, string>, name);

/** A day and a London time such as 12:00 to a moment; undefined when either is not one. */
function momentIn(form: TenderForm, name: string): string | undefined {
  const [date, time] = [dayIn(form, name), text(form, `${name}-time`)];
  if (!date || !/^\d{1,2}:\d{2}$/.test(time)) return undefined;
  try {
    return atLondonTime(date, time.padStart(5, '0')).toString();
  } catch {
    // A time that the change of clocks skips or repeats: the page asks for another.
    return undefined;
  }
}

/** The same moment as the fields of the form show it. */
export function momentFields(name: string, instant: string | undefined): TenderForm {
  if (!instant) return {};
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/London');
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return { ...dayFields(name, local.toPlainDate().toString()), [`${name}-time`]: time };
}

/** A day as the three fields of a date input show it. */
export function dayFields(name: string, date: string | undefined): TenderForm {
  if (!date) return {};
  const [year = '', month = '', day = ''] = date.split('-');
  return {
    [`${name}-day`]: String(Number(day)),
    [`${name}-month`]: String(Number(month)),
    [`${name}-year`]: year,
  };
}

/** Pounds as a form shows them. */
export const pounds = (pence: number | undefined): string =>
  pence === undefined ? '' : (pence / 100).toFixed(pence % 100 === 0 ? 0 : 2);

const collect = (
  terms: Partial<tenderingApi.TenderTerms>,
  checks: readonly (readonly [ok: unknown, field: string, text: string])[],
): Reading => {
  const problems = checks.filter(([ok]) => !ok).map(([, field, text]) => ({ field, text }));
  return problems.length > 0 ? { problems } : { terms };
};

/** "About the service". */
export function readService(form: TenderForm): Reading {
  const [startsOn, endsOn] = [dayIn(form, 'starts'), dayIn(form, 'ends')];
  const valuePence = penceOf(text(form, 'value'));
  const mostAwards = wholeNumber(form, 'mostAwards');
  return collect(
    {
      title: text(form, 'title'),
      summary: text(form, 'summary'),
      kind: text(form, 'kind') as tenderingApi.TenderTerms['kind'],
      subject: text(form, 'subject') as tenderingApi.TenderTerms['subject'],
      risk: text(form, 'risk') as tenderingApi.TenderTerms['risk'],
      valuePence: valuePence ?? 0,
      mostAwards: mostAwards ?? 1,
      serviceStartsOn: startsOn ?? '',
      serviceEndsOn: endsOn ?? '',
    },
    [
      [text(form, 'title'), 'title', 'Enter a title'],
      [text(form, 'summary'), 'summary', 'Enter what is to be delivered'],
      [text(form, 'kind'), 'kind', 'Select what is bought'],
      [text(form, 'subject'), 'subject', 'Select the kind of service'],
      [text(form, 'risk'), 'risk', 'Select the risk'],
      [valuePence !== undefined, 'value', 'Enter the value in pounds, such as £480,000'],
      [mostAwards, 'mostAwards', 'Enter how many awards there can be'],
      [startsOn, 'starts-day', 'Enter the day the service starts, such as 1 4 2027'],
      [endsOn, 'ends-day', 'Enter the day the service ends, such as 31 3 2029'],
    ],
  );
}

/** "Dates". */
export function readDates(form: TenderForm): Reading {
  const closesAt = momentIn(form, 'closes');
  const clarificationsUntil = momentIn(form, 'questions');
  const decisionExpectedOn = dayIn(form, 'decision');
  const wantsQuestions = text(form, 'questions-day') !== '';
  const wantsDecision = text(form, 'decision-day') !== '';
  return collect({ closesAt, clarificationsUntil, decisionExpectedOn }, [
    [closesAt, 'closes-day', 'Enter the day and time when bids close, such as 7 12 2026 and 12:00'],
    [
      clarificationsUntil || !wantsQuestions,
      'questions-day',
      'Enter the day and time until when questions are taken, or leave both empty',
    ],
    [
      decisionExpectedOn || !wantsDecision,
      'decision-day',
      'Enter the day of the decision, or leave it empty',
    ],
  ]);
}

/** "Price". */
export function readPrice(form: TenderForm): Reading {
  const isGiven = text(form, 'priceFormula') === 'fixed-price';
  const givenPricePence = isGiven ? penceOf(text(form, 'given')) : undefined;
  const days = text(form, 'standstill') === '' ? undefined : wholeNumber(form, 'standstill');
  return collect(
    {
      priceFormula: text(form, 'priceFormula') as tenderingApi.PriceFormulaKind,
      givenPricePence,
      voluntaryStandstillDays: days,
    },
    [
      [text(form, 'priceFormula'), 'priceFormula', 'Select how prices are marked'],
      [!isGiven || givenPricePence !== undefined, 'given', 'Enter the price that is given, in pounds'],
      [
        text(form, 'standstill') === '' || (days ?? 0) >= 8,
        'standstill',
        'A voluntary standstill has 8 working days or more; leave it empty for none',
      ],
    ],
  );
}

/** "What bidders are asked for". */
export function readAsked(form: TenderForm): Reading {
  const [references, evaluators, expectedBidders] = [
    wholeNumber(form, 'references'),
    wholeNumber(form, 'evaluators'),
    wholeNumber(form, 'expectedBidders'),
  ];
  return collect(
    {
      documents: several(form, 'documents') as tenderingApi.TenderTerms['documents'],
      references: references ?? 0,
      evaluators: evaluators ?? 1,
      expectedBidders: expectedBidders ?? 1,
    },
    [
      [references !== undefined, 'references', 'Enter how many references are asked for, 0 for none'],
      [evaluators, 'evaluators', 'Enter how many people score each answer'],
      [expectedBidders, 'expectedBidders', 'Enter how many bidders you expect'],
    ],
  );
}

/** One criterion. */
export function readCriterion(
  form: TenderForm,
  criterionId?: string,
): { criterion: tenderingApi.NewCriterion } | { problems: readonly { field: string; text: string }[] } {
  const kind = text(form, 'kind') as tenderingApi.Criterion['kind'];
  const isPrice = kind === 'price';
  const [weight, wordLimit] = [wholeNumber(form, 'weight'), wholeNumber(form, 'wordLimit')];
  const minimumMark = wholeNumber(form, 'minimumMark');
  const reading = collect({}, [
    [kind, 'kind', 'Select what is judged'],
    [text(form, 'title'), 'title', 'Enter a title'],
    [weight !== undefined && weight <= 100, 'weight', 'Enter a weight from 0 to 100'],
    [isPrice || text(form, 'question'), 'question', 'Enter the question'],
    [isPrice || wordLimit, 'wordLimit', 'Enter the most words of an answer'],
    [
      text(form, 'minimumMark') === '' || minimumMark !== undefined,
      'minimumMark',
      'Enter a mark, or leave it empty',
    ],
  ]);
  if ('problems' in reading) return reading;
  return {
    criterion: {
      ...(criterionId && { criterionId }),
      ...{ kind, title: text(form, 'title'), weight: weight ?? 0 },
      ...(!isPrice && { question: text(form, 'question'), wordLimit }),
      ...(!isPrice && minimumMark !== undefined && { minimumMark }),
      ...(kind === 'local-knowledge' && {
        evidence: several(form, 'evidence') as tenderingApi.LocalEvidence[],
      }),
    },
  };
}
