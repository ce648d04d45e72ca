import { randomUUID } from 'node:crypto';
import type { BidWords } from '../../../deploy/local/acts/tendering';
import type { Judge } from '../../../deploy/local/acts/evaluating';

/** Words that must be found nowhere before the bids are opened. */
export const SECRETS = [
  'quiet lighthouse on the canal',
  'velvet tortoise advice bus',
  'amber kettle kitchen',
] as const;

/** Three plainly fictional organisations of different sizes and places. */
export const ORGANISATIONS = [
  {
    name: 'Paper Boat Advice (fictional)',
    legalForm: 'Charitable incorporated organisation',
    homeWard: 'E05009329',
    wardsServed: ['E05009329', 'E05009335'],
    equalityFocus: ['People on low incomes'],
    annualIncomePence: 8_000_000,
  },
  {
    name: 'Three Lanterns Trust (fictional)',
    legalForm: 'Charitable trust',
    homeWard: 'E05009317',
    wardsServed: ['E05009317', 'E05009331', 'E05009336'],
    equalityFocus: ['Disabled people'],
    annualIncomePence: 45_000_000,
  },
  {
    name: 'Copper Kite Collective (fictional)',
    legalForm: 'Community interest company',
    homeWard: 'E05009319',
    wardsServed: ['E05009319'],
    equalityFocus: ['Women and girls'],
    annualIncomePence: 2_500_000,
  },
] as const;

export const THEME = {
  title: 'Money advice where people already go',
  summary: 'Advice on income, debt and entitlement in places that people use anyway.',
  leadService: 'Financial Inclusion',
  budgetPence: 80_000_000,
  serviceStartsOn: '2027-06-01',
  outcomes: [
    {
      outcomeId: randomUUID(),
      title: 'Reducing poverty',
      indicator: 'Residents in a better financial position after six months',
      target: 400,
      unit: 'residents a year',
    },
  ],
};

export const CRITERIA = [
  {
    title: 'Delivery',
    kind: 'quality' as const,
    weight: 50,
    question: 'How will you deliver the service, and with whom?',
    wordLimit: 400,
  },
  {
    title: 'Local knowledge',
    kind: 'local-knowledge' as const,
    weight: 10,
    question: 'What shows that you know the place and the people in it?',
    wordLimit: 300,
    evidence: ['work-in-ward' as const, 'referral-links' as const],
  },
  { title: 'Price', kind: 'price' as const, weight: 40 },
];

/** The bid of the organisation with this number; each holds one of the secrets and a price of its own. */
export const bidWords = (index: number, signedBy: string): BidWords => ({
  answers: [
    `We run the ${SECRETS[index]}, open four days a week with two trained advisers and a volunteer rota that has held for three years.`,
    'We have worked in these streets since the market closed; the food bank, two schools and a surgery refer people to us every week.',
  ],
  pricePence: PRICES[index] as number,
  reach: {
    wards: ORGANISATIONS[index]?.wardsServed.map((ward) => ({ ward, people: 60 + 20 * index })) ?? [],
    groups: [{ characteristic: 'disability', category: 'Disabled under the Equality Act', people: 30 }],
  },
  signedBy,
});

/** Odd to the penny, so that finding one is no accident. */
export const PRICES = [37_413_907, 38_578_311, 39_191_773] as const;

/** Marks that rank the first bid first, the third last, with reasons that speak of the bid. */
export const judge: Judge = ({ organisationName }, { title }, evaluator) => {
  const place = ORGANISATIONS.findIndex(({ name }) => name === organisationName);
  const mark = Math.max(1, 5 - place - (evaluator === 1 && title === 'Delivery' ? 1 : 0));
  return {
    mark,
    rationale: `${organisationName} names its venues, opening days and trained advisers, and the referral partners it lists are ones we could check by telephone.`,
  };
};
