import { must, NotThere } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';
import {
  type Criterion,
  type Evaluation,
  type Member,
  mustStand,
  scoredCriteria,
  sitting,
  type Tender,
  thingsToScore,
} from '../evaluation/evaluation';
import { mustSpeakOfTheBid } from './rationale';

/** One person's mark for one bid on one criterion. */
export interface Given {
  readonly person: string;
  readonly bidId: string;
  readonly criterionId: string;
  readonly mark: number;
}

/** A score is a whole mark of the published scale with a reason that speaks of the bid, while scoring is open. */
export function give(
  evaluation: Evaluation,
  member: Member,
  score: evaluationApi.GiveScore,
): evaluationApi.GiveScore {
  mustStand(evaluation, 'scoring', 'scoring-is-not-open', 'Scores are given between opening and moderation.');
  must(member.scores, 'observer-does-not-score', 'You follow this evaluation and do not score in it.');
  if (!evaluation.bidIds.includes(score.bidId)) throw new NotThere('bid');
  const criterion = scoredCriterion(evaluation.tender, score.criterionId);
  mustBeOnScale(evaluation.tender, score.mark);
  mustSpeakOfTheBid(score.rationale, evaluation.tender, criterion);
  return score;
}

/** The criterion, which must be one that people score. */
export function scoredCriterion(tender: Tender, criterionId: string): Criterion {
  const criterion = scoredCriteria(tender).find((one) => one.criterionId === criterionId);
  must(criterion, 'criterion-is-not-scored', 'The published criteria have nothing to score under this id.');
  return criterion;
}

/** Marks between the published ones do not exist. */
export function mustBeOnScale({ markScale }: Tender, mark: number): void {
  const marks = markScale.map((step) => step.mark);
  must(
    marks.includes(mark),
    'mark-not-on-scale',
    `${mark} is no mark of the published scale: ${marks.join(', ')}.`,
  );
}

/** What one person has yet to score. */
export function missingOf(
  evaluation: Evaluation,
  person: string,
  given: readonly Given[],
): { bidId: string; criterionId: string }[] {
  const done = new Set(
    given.filter((score) => score.person === person).map(({ bidId, criterionId }) => bidId + criterionId),
  );
  return thingsToScore(evaluation).filter(({ bidId, criterionId }) => !done.has(bidId + criterionId));
}

/** Names of those who score and have not finished, with how much is open. */
export function unfinished(evaluation: Evaluation, given: readonly Given[]): string[] {
  return sitting(evaluation)
    .filter(({ scores }) => scores)
    .map(({ person, name }) => ({ name, open: missingOf(evaluation, person, given).length }))
    .filter(({ open }) => open > 0)
    .map(({ name, open }) => `${name} (${open})`);
}
