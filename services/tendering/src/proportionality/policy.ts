/** How much weight a contract has, from a small grant-sized one to the largest. */
export type TierName = 'micro' | 'small' | 'medium' | 'large' | 'major';

/** The tiers from the lightest to the heaviest. */
export const TIERS: readonly TierName[] = ['micro', 'small', 'medium', 'large', 'major'];

/** Proof that a tender can ask for. */
export type Evidence =
  | 'constitution'
  | 'safeguarding-policy'
  | 'insurance'
  | 'annual-accounts'
  | 'equality-policy'
  | 'data-protection-policy'
  | 'quality-assurance'
  | 'business-continuity-plan'
  | 'financial-standing-assessment';

/** What a tier allows, and what it brings with it. Every figure is a limit unless it says otherwise. */
export interface Tier {
  /** Whole-life value, VAT included, under which the tier ends; null for the heaviest. */
  belowPence: bigint | null;
  questions: number;
  /** Words of all answers together, and of the longest one. */
  words: number;
  wordsPerAnswer: number;
  /** Hours in which a bidder can be expected to answer. */
  hours: number;
  evidence: readonly Evidence[];
  references: number;
  /** Returns a year; fixed, not a limit. */
  returnsPerYear: 1 | 2 | 4;
  /** Evaluators for each sub-criterion, at least. */
  leastEvaluators: number;
  payment: 'in-advance' | 'quarterly-in-advance' | 'quarterly-in-arrears';
}

/** How many hours a bid takes. Assumptions of the product, to be set against what bidders report. */
export interface EffortAssumptions {
  hoursPerBid: number;
  hoursPerQuestion: number;
  wordsPerHour: number;
  hoursPerDocument: number;
  hoursPerReference: number;
  /** What an hour of a bidder's time costs, in pence. */
  pencePerHour: bigint;
}

/** A council's policy on proportion, dated, so that a tender is judged by the one of its day. */
export interface ProportionalityPolicy {
  from: string;
  source: string;
  tiers: Record<TierName, Tier>;
  effort: EffortAssumptions;
  /** Above this part of the award, the bidders' own work together is out of proportion. */
  effortSharePercent: number;
}

const pounds = (amount: number): bigint => BigInt(amount) * 100n;

const BASIC: readonly Evidence[] = ['constitution', 'safeguarding-policy'];
const USUAL: readonly Evidence[] = [...BASIC, 'insurance', 'annual-accounts'];
const FULLER: readonly Evidence[] = [...USUAL, 'equality-policy', 'data-protection-policy'];

/**
 * The policy a council starts with. Its figures are the product's own, not law: a council changes them by
 * configuration. £30,000 is where notices begin (Procurement Act 2023 s. 87(4)).
 */
export const DEFAULT_POLICY: ProportionalityPolicy = {
  from: '2018-01-01',
  source:
    'Product default; the report of 20 March 2018, para 3.21, asks for monitoring in proportion to size.',
  tiers: {
    micro: {
      belowPence: pounds(30_000),
      questions: 4,
      words: 1_000,
      wordsPerAnswer: 300,
      hours: 16,
      evidence: BASIC,
      references: 0,
      returnsPerYear: 1,
      leastEvaluators: 2,
      payment: 'in-advance',
    },
    small: {
      belowPence: pounds(100_000),
      questions: 6,
      words: 2_000,
      wordsPerAnswer: 500,
      hours: 30,
      evidence: USUAL,
      references: 1,
      returnsPerYear: 1,
      leastEvaluators: 2,
      payment: 'quarterly-in-advance',
    },
    medium: {
      belowPence: pounds(250_000),
      questions: 10,
      words: 4_000,
      wordsPerAnswer: 600,
      hours: 60,
      evidence: FULLER,
      references: 2,
      returnsPerYear: 2,
      leastEvaluators: 2,
      payment: 'quarterly-in-advance',
    },
    large: {
      belowPence: pounds(1_000_000),
      questions: 15,
      words: 7_000,
      wordsPerAnswer: 750,
      hours: 90,
      evidence: [...FULLER, 'quality-assurance'],
      references: 2,
      returnsPerYear: 4,
      leastEvaluators: 3,
      payment: 'quarterly-in-arrears',
    },
    major: {
      belowPence: null,
      questions: 20,
      words: 12_000,
      wordsPerAnswer: 1_000,
      hours: 150,
      evidence: [...FULLER, 'quality-assurance', 'business-continuity-plan', 'financial-standing-assessment'],
      references: 3,
      returnsPerYear: 4,
      leastEvaluators: 3,
      payment: 'quarterly-in-arrears',
    },
  },
  effort: {
    hoursPerBid: 2,
    hoursPerQuestion: 0.5,
    wordsPerHour: 100,
    hoursPerDocument: 0.5,
    hoursPerReference: 0.5,
    pencePerHour: 25_00n,
  },
  effortSharePercent: 20,
};
