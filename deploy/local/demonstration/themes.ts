import { createHash } from 'node:crypto';
import type { programmeApi, tenderingApi } from '@commissioning/schemas';
import { WARDS } from './organisations';

/** The same id at every load. */
const idOf = (name: string): string => {
  const hash = createHash('sha256').update(name).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};

type Theme = Omit<programmeApi.NewTheme, 'programmeId' | 'serviceStartsOn'>;

const outcome = (title: string, indicator: string, target: number) => ({
  ...{ outcomeId: idOf(title), title, indicator, target, unit: 'residents a year' },
});

/** The three themes of the demonstration. */
export const THEMES = {
  advice: {
    title: 'Money advice where people already go',
    summary:
      'Advice on income, debt and entitlement in food projects, surgeries, faith buildings and schools, before a crisis comes.',
    leadService: 'Financial Inclusion',
    budgetPence: 96_000_000,
    outcomes: [outcome('Reducing poverty', 'Residents in a better financial position after six months', 600)],
  },
  neighbours: {
    title: 'Neighbours who know one another',
    summary:
      'Regular occasions that bring people of different backgrounds together to learn, cook, grow and decide things.',
    leadService: 'Community Engagement',
    budgetPence: 84_000_000,
    outcomes: [
      outcome(
        'Empowerment and social cohesion',
        'Residents who have made a lasting contact outside their own group',
        450,
      ),
    ],
  },
  work: {
    title: 'First steps back to work',
    summary: 'Mentoring, language and skills for people far from work, with employers of the borough.',
    leadService: 'Employment and Skills',
    budgetPence: 72_000_000,
    outcomes: [
      outcome('Employment and skills', 'Residents in work or training three months after support', 300),
    ],
  },
} satisfies Record<string, Theme>;

/** What every tender of the demonstration asks. */
export const CRITERIA: tenderingApi.TenderTerms['criteria'] = [
  {
    title: 'Delivery',
    kind: 'quality',
    weight: 40,
    question: 'How will you deliver the service, where and with whom?',
    wordLimit: 600,
  },
  {
    title: 'Reaching people early',
    kind: 'quality',
    weight: 15,
    question: 'How will you reach people before the difficulty has grown?',
    wordLimit: 400,
  },
  {
    ...{ title: 'Local knowledge', kind: 'local-knowledge', weight: 15, wordLimit: 400 },
    question: 'What shows that you know the place and the people in it?',
    evidence: ['work-in-ward', 'co-production-record', 'referral-links'],
  },
  { title: 'Price', kind: 'price', weight: 30 },
];

/** A bid in outline: organisation, price, marks by question, wards by number with planned people, share of disabled people. */
export interface Outline {
  readonly organisation: number;
  readonly pricePence: number;
  readonly marks: readonly number[];
  readonly people: Readonly<Record<number, number>>;
  readonly disabledShare: number;
}

/** Five bids for money advice: the two that rank best leave the south of the borough out. */
export const ADVICE_BIDS: readonly Outline[] = [
  {
    organisation: 7,
    pricePence: 44_800_000,
    marks: [5, 4, 5],
    people: { 16: 140, 18: 180, 12: 110, 5: 70 },
    disabledShare: 0.16,
  },
  {
    organisation: 0,
    pricePence: 42_500_000,
    marks: [4, 4, 5],
    people: { 12: 90, 18: 120, 6: 60 },
    disabledShare: 0.11,
  },
  {
    organisation: 25,
    pricePence: 46_900_000,
    marks: [4, 3, 3],
    people: { 18: 150, 11: 90, 12: 60 },
    disabledShare: 0.08,
  },
  {
    organisation: 1,
    pricePence: 45_600_000,
    marks: [3, 4, 4],
    people: { 0: 130, 14: 90, 19: 60 },
    disabledShare: 0.38,
  },
  {
    organisation: 10,
    pricePence: 39_900_000,
    marks: [3, 3, 4],
    people: { 11: 120, 6: 60, 18: 40 },
    disabledShare: 0.07,
  },
];

/** Four bids that a panel is scoring now. */
export const NEIGHBOURS_BIDS: readonly Outline[] = [
  {
    organisation: 8,
    pricePence: 38_200_000,
    marks: [4, 4, 4],
    people: { 17: 120, 13: 60 },
    disabledShare: 0.1,
  },
  {
    organisation: 4,
    pricePence: 40_100_000,
    marks: [4, 3, 4],
    people: { 9: 160, 10: 70, 3: 40 },
    disabledShare: 0.09,
  },
  {
    organisation: 23,
    pricePence: 36_400_000,
    marks: [3, 3, 4],
    people: { 17: 80, 16: 70 },
    disabledShare: 0.12,
  },
  {
    organisation: 29,
    pricePence: 41_000_000,
    marks: [4, 4, 3],
    people: { 4: 90, 0: 60, 14: 40 },
    disabledShare: 0.45,
  },
];

/** Two that have come in for work, while the tender is open. */
export const WORK_BIDS: readonly Outline[] = [
  {
    organisation: 25,
    pricePence: 35_200_000,
    marks: [],
    people: { 18: 140, 11: 70, 12: 60 },
    disabledShare: 0.1,
  },
  {
    organisation: 16,
    pricePence: 33_900_000,
    marks: [],
    people: { 6: 100, 4: 60, 5: 40 },
    disabledShare: 0.08,
  },
];

/** Whom an outline plans to reach: people by ward, and the same people by disability. */
export function reachOf({ people, disabledShare }: Outline): tenderingApi.Reach {
  const wards = Object.entries(people).map(([ward, planned]) => ({
    ward: WARDS[Number(ward)] as string,
    people: planned,
  }));
  const all = wards.reduce((sum, ward) => sum + ward.people, 0);
  const disabled = Math.round(all * disabledShare);
  return {
    wards,
    groups: [
      { characteristic: 'disability', category: 'Disabled under the Equality Act', people: disabled },
      {
        characteristic: 'disability',
        category: 'Not disabled under the Equality Act',
        people: all - disabled,
      },
    ],
  };
}
