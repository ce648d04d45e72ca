import { day } from '@commissioning/calendar';
import type { FactOf, tenderingApi, themeApproved } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';

type Theme = FactOf<typeof themeApproved>;

const MARKS = [
  'No answer, or nothing that answers the question.',
  'Answers a small part; serious doubts that it can be done.',
  'Answers in part; gaps that matter.',
  'Answers the question; some doubts remain.',
  'Answers well, with evidence; small doubts.',
  'Answers fully and convincingly, with evidence for every part.',
];

/** Terms to begin from: what the theme gives, and nothing asked of bidders until the commissioner asks it. */
export const termsFrom = (theme: Theme): tenderingApi.TenderTerms => ({
  title: theme.title,
  summary: theme.summary,
  kind: 'services',
  subject: 'light-touch',
  valuePence: theme.budgetPence,
  risk: 'medium',
  serviceStartsOn: theme.serviceStartsOn,
  serviceEndsOn: day(theme.serviceStartsOn).add({ years: 1 }).subtract({ days: 1 }).toString(),
  mostAwards: 1,
  markScale: MARKS.map((descriptor, mark) => ({ mark, descriptor })),
  priceFormula: 'lowest-ratio',
  documents: [],
  references: 0,
  evaluators: 3,
  expectedBidders: 5,
  reasons: {},
  criteria: [],
});

/** What the contract will be measured by: one indicator for each outcome of the theme. */
export const indicatorsFrom = ({ outcomes }: Theme): tenderingApi.Indicator[] =>
  outcomes.map(({ outcomeId, title, indicator, target, unit }) => ({
    ...{ indicatorId: uuidv7(), outcomeId, outcome: title, title: indicator, target, unit },
  }));

/** Terms whose criteria all have an id. */
export type WrittenTerms = Omit<tenderingApi.TenderTerms, 'criteria'> & {
  readonly criteria: tenderingApi.Criterion[];
};

/** The same terms, each new criterion with an id. */
export const withCriterionIds = ({ criteria, ...terms }: tenderingApi.TenderTerms): WrittenTerms => ({
  ...terms,
  criteria: criteria.map((criterion) => ({ ...criterion, criterionId: criterion.criterionId ?? uuidv7() })),
});
