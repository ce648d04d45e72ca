import { must } from '@commissioning/service';
import type { evaluationApi, FactOf, tenderPublished } from '@commissioning/schemas';
import { Temporal } from 'temporal-polyfill';

export type State = evaluationApi.EvaluationState;

/** The tender as it was published; frozen from then on (report 5.4). */
export type Tender = FactOf<typeof tenderPublished>;
export type Criterion = Tender['criteria'][number];

/** Who sits on the panel. Somebody who left keeps their row, so that the record stays whole. */
export interface Member {
  readonly person: string;
  readonly name: string;
  readonly role: evaluationApi.PanelRole;
  readonly scores: boolean;
  readonly left?: { readonly at: string; readonly because: string };
}

/** What the rules of an evaluation look at. */
export interface Evaluation {
  readonly id: string;
  readonly title: string;
  readonly state: State;
  readonly tender: Tender;
  readonly bidIds: readonly string[];
  readonly panel: readonly Member[];
  readonly qualityLockedAt?: string;
}

/** Local knowledge is scored like any other quality (report 3.21); price is not scored by people. */
export const scoredCriteria = ({ criteria }: Tender): Criterion[] =>
  criteria.filter(({ kind }) => kind !== 'price');

/** The best mark of the published scale. */
export const bestMark = ({ markScale }: Tender): number => Math.max(...markScale.map(({ mark }) => mark));

/** Every bid on every criterion that people score. */
export const thingsToScore = ({ tender, bidIds }: Evaluation): { bidId: string; criterionId: string }[] =>
  bidIds.flatMap((bidId) => scoredCriteria(tender).map(({ criterionId }) => ({ bidId, criterionId })));

/** Those who sit on the panel today. */
export const sitting = ({ panel }: Pick<Evaluation, 'panel'>): Member[] => panel.filter(({ left }) => !left);

/** The bids are known: scoring may begin, or there is nothing to score. */
export function openBids<E extends Evaluation>(evaluation: E, bidIds: readonly string[]): E {
  if (evaluation.state !== 'preparing') return evaluation;
  return { ...evaluation, bidIds, state: bidIds.length === 0 ? 'no-bids' : 'scoring' };
}

/** A cancelled competition ends wherever it stands, unless the award was already made. */
export function cancel<E extends Evaluation>(evaluation: E): E {
  return evaluation.state === 'awarded' ? evaluation : { ...evaluation, state: 'cancelled' };
}

/** Moderation opens for everything at once, when everybody has scored everything alone. */
export function openModeration<E extends Evaluation>(evaluation: E, missing: readonly string[]): E {
  mustStand(evaluation, 'scoring', 'moderation-cannot-open', 'Moderation opens once, out of scoring.');
  must(
    sitting(evaluation).filter(({ scores }) => scores).length >= LEAST_EVALUATORS,
    'panel-needs-two-evaluators',
    'Moderation needs the scores of at least two evaluators.',
  );
  must(
    missing.length === 0,
    'scores-are-missing',
    `Moderation opens when everybody has scored everything. Still to come: ${missing.join(', ')}.`,
    { missing },
  );
  return { ...evaluation, state: 'moderating' };
}

/** The consensus becomes final; only then are prices opened. */
export function lockQuality<E extends Evaluation>(
  evaluation: E,
  undiscussed: number,
  now: Temporal.Instant,
): E {
  mustStand(
    evaluation,
    'moderating',
    'quality-cannot-be-locked',
    'Quality is locked once, out of moderation.',
  );
  must(
    undiscussed === 0,
    'moderation-is-not-finished',
    `${undiscussed} of the criteria have no consensus yet; each needs its discussion and its reason.`,
  );
  return { ...evaluation, state: 'quality-locked', qualityLockedAt: now.toString() };
}

/** Throws `code` unless the evaluation is in this state. */
export function mustStand(evaluation: Evaluation, state: State, code: string, sentence: string): void {
  must(evaluation.state === state, code, `${sentence} ${evaluation.title} is ${WORDS[evaluation.state]}.`);
}

/** At least two people score, so that no mark is one person's (report 5.4). */
export const LEAST_EVALUATORS = 2;

/** States as sentences name them. */
export const WORDS: Record<State, string> = {
  preparing: 'waiting for its bids',
  scoring: 'being scored',
  moderating: 'in moderation',
  'quality-locked': 'locked on quality',
  recommended: 'recommended',
  'summaries-issued': 'told to the bidders',
  awarded: 'awarded',
  'no-bids': 'without bids',
  cancelled: 'cancelled',
};
