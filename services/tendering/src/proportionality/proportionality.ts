import { day, type Day } from '@commissioning/calendar';
import { effortOf, type Effort } from './effort';
import type { Evidence, ProportionalityPolicy, Tier } from './policy';
import { ProportionalityRefusal } from './proportionality-refusal';
import { tierOf, wholePence, type ContractWeight, type TierFinding } from './tier';

/** A question of the tender with its word limit. */
export interface AskedQuestion {
  words: number;
}

/** All that a draft tender asks of its bidders. */
export interface TenderRequest extends ContractWeight {
  askedOn: Day;
  questions: readonly AskedQuestion[];
  evidence: readonly Evidence[];
  references: number;
  returnsPerYear: number;
  evaluators: number;
  expectedBidders: number;
}

/** One thing that is out of proportion. It can be kept only with a recorded reason. */
export interface Breach {
  code:
    | 'too-many-questions'
    | 'too-many-words'
    | 'answer-too-long'
    | 'too-many-hours'
    | 'evidence-beyond-tier'
    | 'too-many-references'
    | 'monitoring-too-frequent'
    | 'too-few-evaluators'
    | 'bidding-costs-too-much';
  says: string;
  allowed: number | string;
  asked: number | string;
}

/** What the product says about a draft: the tier, what bidding costs, and what goes too far. */
export interface ProportionalityCheck extends TierFinding {
  effort: Effort;
  breaches: Breach[];
  source: string;
}

/**
 * Holds a draft tender against what its tier allows. A request at a limit is within it. Nothing here is law:
 * every breach may stand if somebody gives a reason (`unexplained`); what the law forbids, such as a
 * suitability stage below the threshold, is the regime's and cannot be explained away.
 * @throws ProportionalityRefusal `policy-not-yet-in-force`, `count-not-whole`, and those of `tierOf`.
 */
export function checkProportion(request: TenderRequest, policy: ProportionalityPolicy): ProportionalityCheck {
  mustBeCounts(request);
  if (day(request.askedOn).toString() < policy.from) {
    const says = `The policy holds from ${policy.from}; what was asked on ${request.askedOn} is not judged by it.`;
    throw new ProportionalityRefusal('policy-not-yet-in-force', says);
  }
  const finding = tierOf(request, policy);
  const words = request.questions.reduce((sum, question) => sum + question.words, 0);
  const work = {
    questions: request.questions.length,
    words,
    documents: request.evidence.length,
    references: request.references,
  };
  const effort = effortOf(work, request.expectedBidders, wholePence(request.valuePence), policy.effort);
  const breaches = [
    ...breachesOfLimits(request, words, finding.allows),
    ...breachesOfEffort(effort, wholePence(request.valuePence), finding.allows, policy),
    ...breachesAfterAward(request, finding.allows),
  ];
  return { ...finding, effort, breaches, source: policy.source };
}

/** Fewest characters of a reason that can be one. */
export const SHORTEST_REASON = 20;

/** The breaches for which no reason is recorded; a tender is published only when there are none left. */
export function unexplained(
  { breaches }: Pick<ProportionalityCheck, 'breaches'>,
  reasons: Partial<Record<Breach['code'], string>>,
): Breach[] {
  return breaches.filter(({ code }) => (reasons[code] ?? '').trim().length < SHORTEST_REASON);
}

function breachesOfLimits(request: TenderRequest, words: number, tier: Tier): Breach[] {
  const longest = Math.max(0, ...request.questions.map((question) => question.words));
  const beyond = request.evidence.filter((each) => !tier.evidence.includes(each));
  const breaches = [
    over('too-many-questions', 'questions', request.questions.length, tier.questions),
    over('too-many-words', 'words in all', words, tier.words),
    over('answer-too-long', 'words in one answer', longest, tier.wordsPerAnswer),
    over('too-many-references', 'references', request.references, tier.references),
  ].filter((breach) => breach !== null);
  if (beyond.length === 0) return breaches;
  const says = `A contract of this size does not warrant: ${beyond.join(', ')}.`;
  return [
    ...breaches,
    { code: 'evidence-beyond-tier', says, allowed: tier.evidence.join(', '), asked: beyond.join(', ') },
  ];
}

function breachesOfEffort(
  effort: Effort,
  awardPence: bigint,
  tier: Tier,
  policy: ProportionalityPolicy,
): Breach[] {
  const { hours, allBiddersPence, shareOfAwardPercent } = effort;
  const limit = policy.effortSharePercent;
  const isTooDear = allBiddersPence * 10_000n > awardPence * BigInt(Math.round(limit * 100));
  const tooDear: Breach | null = isTooDear
    ? {
        code: 'bidding-costs-too-much',
        says: `All bidders together would spend more than ${limit} % of the award on bidding.`,
        allowed: `${limit} %`,
        asked: shareOfAwardPercent === null ? 'no award' : `${shareOfAwardPercent} %`,
      }
    : null;
  return [over('too-many-hours', 'hours for a bidder', hours, tier.hours), tooDear].filter(
    (breach) => breach !== null,
  );
}

function breachesAfterAward(request: TenderRequest, tier: Tier): Breach[] {
  const tooOften = over(
    'monitoring-too-frequent',
    'returns a year',
    request.returnsPerYear,
    tier.returnsPerYear,
  );
  const tooFew: Breach | null =
    request.evaluators < tier.leastEvaluators
      ? {
          code: 'too-few-evaluators',
          says: `At least ${tier.leastEvaluators} evaluators score each sub-criterion, not ${request.evaluators}.`,
          allowed: tier.leastEvaluators,
          asked: request.evaluators,
        }
      : null;
  return [tooOften, tooFew].filter((breach) => breach !== null);
}

function over(code: Breach['code'], noun: string, asked: number, allowed: number): Breach | null {
  if (asked <= allowed) return null;
  return { code, says: `${asked} ${noun}: at most ${allowed} for a contract of this size.`, allowed, asked };
}

function mustBeCounts(request: TenderRequest): void {
  const counts = [
    request.references,
    request.returnsPerYear,
    request.evaluators,
    request.expectedBidders,
    ...request.questions.map(({ words }) => words),
  ];
  const wrong = counts.find((count) => !Number.isSafeInteger(count) || count < 0);
  if (wrong === undefined) return;
  throw new ProportionalityRefusal(
    'count-not-whole',
    `A number of things is a whole number from 0 on, not ${wrong}.`,
  );
}
