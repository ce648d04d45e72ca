import { daysBetween, londonDate, Temporal } from '@commissioning/calendar';
import type { tenderingApi } from '@commissioning/schemas';
import { LEAST_KPIS } from '../regime/obligations';
import { problemsOfCriteria } from './criteria';
import { formulaFinding } from './formula-finding';
import { type Attempt, attempt, type Problem, problem } from './problem';
import { proportionFinding } from './proportion-finding';
import { regimeFinding } from './regime-finding';

type Terms = tenderingApi.TenderTerms;

/** What the rules about a draft look at beside its terms. */
export interface Circumstances {
  readonly now: Temporal.Instant;
  readonly themeState: string;
  readonly budgetPence: number;
  /** Value of the theme's other tenders that are published. */
  readonly tenderedPence: number;
  readonly indicators: number;
  readonly localKnowledgeCap: number;
}

/** Everything that can be said of a draft as it stands: law, proportion, price formula, and what stands in the way. */
export function findingsOf(terms: Terms, circumstances: Circumstances): tenderingApi.TenderFindings {
  const regime = attempt(() => regimeFinding(terms, circumstances.now));
  const proportion = attempt(() => proportionFinding(terms, circumstances.now));
  const formula = attempt(() => formulaFinding(terms));
  const problems = [
    ...problemsOfMoney(terms, circumstances),
    ...problemsOfDates(terms, circumstances),
    ...problemsOfCriteria(terms, circumstances.localKnowledgeCap),
    ...refusals(regime, proportion, formula),
    ...problemsOfRegime(valueOf(regime), terms, circumstances),
    ...problemsOfProportion(valueOf(proportion)),
    ...problemsOfFormula(valueOf(formula), terms),
  ];
  return {
    ...('value' in regime && { regime: regime.value }),
    ...('value' in proportion && { proportion: proportion.value }),
    ...('value' in formula && { formula: formula.value }),
    problems,
    publishable: problems.length === 0,
  };
}

function problemsOfMoney({ valuePence }: Terms, circumstances: Circumstances): Problem[] {
  const { themeState, budgetPence, tenderedPence } = circumstances;
  const left = budgetPence - tenderedPence;
  return [
    problem(themeState === 'approved', 'theme-not-approved', 'A tender needs a theme that is approved.'),
    problem(valuePence > 0, 'tender-needs-a-value', 'State the whole-life value, VAT included.'),
    problem(
      valuePence <= left,
      'tender-value-above-budget',
      `The theme has ${pounds(left)} left; this tender is worth ${pounds(valuePence)}.`,
    ),
  ].flat();
}

function problemsOfDates(terms: Terms, { now }: Circumstances): Problem[] {
  const { closesAt, clarificationsUntil, serviceStartsOn, serviceEndsOn } = terms;
  if (!closesAt) {
    return [{ code: 'tender-needs-closing-date', says: 'Say until when bids are taken.' }];
  }
  const closes = Temporal.Instant.from(closesAt);
  const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;
  return [
    problem(isBefore(now, closes), 'tender-closes-in-the-past', 'The closing date has passed.'),
    problem(
      !clarificationsUntil || isBefore(Temporal.Instant.from(clarificationsUntil), closes),
      'clarifications-end-after-closing',
      'Questions end before bids close, so that everybody can use the answers.',
    ),
    problem(
      londonDate(closes).toString() < serviceStartsOn,
      'service-starts-before-bids-close',
      'The service starts after bids close.',
    ),
    problem(
      serviceStartsOn < serviceEndsOn,
      'service-ends-before-it-starts',
      'The service ends after it starts.',
    ),
  ].flat();
}

function problemsOfRegime(
  regime: tenderingApi.RegimeFinding | undefined,
  { closesAt, voluntaryStandstillDays }: Terms,
  { now, indicators }: Circumstances,
): Problem[] {
  if (!regime) return [];
  const days = closesAt ? daysBetween(now, Temporal.Instant.from(closesAt)) : regime.tenderDays;
  const needsKpis = regime.obligations.some(({ code }) => code === 'kpis');
  return [
    problem(
      days >= regime.tenderDays,
      'tender-period-too-short',
      `The law asks for at least ${regime.tenderDays} days to tender; these are ${days}.`,
    ),
    problem(
      !needsKpis || indicators >= LEAST_KPIS,
      'tender-needs-indicators',
      `A contract of this value has at least ${LEAST_KPIS} performance indicators; the theme has ${indicators}.`,
    ),
    problem(
      !voluntaryStandstillDays || regime.regime === 'light-touch',
      'standstill-is-not-voluntary',
      'Only a light-touch contract has a voluntary standstill: elsewhere the law sets it, or there is none.',
    ),
  ].flat();
}

function problemsOfProportion(proportion: tenderingApi.ProportionFinding | undefined): Problem[] {
  const open = proportion?.breaches.filter(({ reason }) => !reason) ?? [];
  return open.map(({ says }) => ({
    code: 'proportion-needs-a-reason',
    says: `${says} Ask for less, or record why.`,
  }));
}

function problemsOfFormula(formula: tenderingApi.FormulaFinding | undefined, terms: Terms): Problem[] {
  const forbidden = formula?.paradoxes.filter(({ severity }) => severity === 'forbids') ?? [];
  const { priceFormula, givenPricePence, valuePence, mostAwards } = terms;
  const isGiven = priceFormula === 'fixed-price';
  return [
    ...forbidden.map(({ code, says }) => ({ code: `price-formula-${code}`, says })),
    ...problem(
      isGiven === (givenPricePence !== undefined),
      'given-price-belongs-to-fixed-price',
      isGiven ? 'State the price that is given.' : 'Bidders name the price, so none is given.',
    ),
    ...problem(
      (givenPricePence ?? 0) * mostAwards <= valuePence,
      'given-price-above-value',
      'The given price, for every award, is more than the tender is worth.',
    ),
  ];
}

function refusals(...attempts: readonly Attempt<unknown>[]): Problem[] {
  return attempts.flatMap((each) => ('problem' in each ? [each.problem] : []));
}

const valueOf = <Value>(each: Attempt<Value>): Value | undefined =>
  'value' in each ? each.value : undefined;

const pounds = (pence: number): string =>
  (pence / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP', maximumFractionDigits: 0 });
