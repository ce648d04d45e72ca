import type { tenderingApi } from '@commissioning/schemas';
import { type Problem, problem } from './problem';

type Criterion = tenderingApi.NewCriterion;

/** Weights of all criteria together. */
export const sumOfWeights = (criteria: readonly Criterion[]): number =>
  criteria.reduce((sum, { weight }) => sum + weight, 0);

/** What is wrong with the criteria, the most basic first; empty when they can be published. */
export function problemsOfCriteria(terms: CriteriaTerms, localKnowledgeCap: number): Problem[] {
  return [
    ...problemsOfWeights(terms.criteria),
    ...terms.criteria.flatMap((criterion) => problemsOfQuestion(criterion)),
    ...problemsOfLocalKnowledge(terms, localKnowledgeCap),
    ...problemsOfScale(terms),
  ];
}

/** The part of the terms that these rules look at. */
export type CriteriaTerms = Pick<tenderingApi.TenderTerms, 'criteria' | 'markScale' | 'reservation'>;

function problemsOfWeights(criteria: readonly Criterion[]): Problem[] {
  const sum = sumOfWeights(criteria);
  const prices = criteria.filter(({ kind }) => kind === 'price').length;
  return [
    problem(sum === 100, 'criteria-weights-must-sum-to-100', `The weights add up to ${sum}, not 100.`),
    problem(
      criteria.some(({ kind }) => kind === 'quality'),
      'tender-needs-a-quality-criterion',
      'Ask at least one question about quality: price and local knowledge alone do not show who can do it.',
    ),
    problem(prices <= 1, 'price-is-one-criterion', 'There is one price, so there is one criterion for it.'),
  ].flat();
}

function problemsOfQuestion({ title, kind, question, wordLimit }: Criterion): Problem[] {
  if (kind === 'price') return [];
  return problem(
    question && wordLimit,
    'criterion-needs-question-and-limit',
    `${title} needs a question and a word limit, so that every bidder knows what to answer and how long.`,
  );
}

/**
 * Local knowledge is scored on evidence (report 3.21). An address shows none, and to ask for one alone keeps a
 * competition for local bidders, which only a lawful reservation may do.
 */
function problemsOfLocalKnowledge({ criteria, reservation }: CriteriaTerms, cap: number): Problem[] {
  const local = criteria.filter(({ kind }) => kind === 'local-knowledge');
  const weight = sumOfWeights(local);
  const addressOnly = local.find(({ evidence = [] }) => !evidence.some((each) => each !== 'address'));
  return [
    problem(
      weight <= cap,
      'local-knowledge-weight-over-cap',
      `Local knowledge weighs ${weight}; the council's policy allows ${cap}.`,
    ),
    problem(
      !addressOnly || reservation?.for === 'local-area',
      'local-knowledge-is-only-an-address',
      `${addressOnly?.title} asks for nothing but an address. Ask for evidence of work in the area, or reserve the competition lawfully.`,
    ),
  ].flat();
}

function problemsOfScale({ criteria, markScale }: CriteriaTerms): Problem[] {
  const marks = markScale.map(({ mark }) => mark);
  const highest = marks.at(-1) ?? 0;
  const rises = marks.every((mark, place) => place === 0 || mark > (marks[place - 1] ?? 0));
  const unreachable = criteria.find(({ minimumMark = 0 }) => minimumMark > highest);
  return [
    problem(
      rises && marks[0] === 0,
      'mark-scale-out-of-order',
      'The mark scale begins at 0 and rises; each mark stands once.',
    ),
    problem(
      !unreachable,
      'minimum-mark-outside-scale',
      `${unreachable?.title} asks for a mark above ${highest}, the highest of the scale.`,
    ),
  ].flat();
}
