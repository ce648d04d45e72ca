import { must, NotThere } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';
import { type Evaluation, LEAST_EVALUATORS, mustStand, sitting } from '../evaluation/evaluation';
import { mustSpeakOfTheBid } from '../score/rationale';
import { type Given, mustBeOnScale, scoredCriterion } from '../score/score';

type Discussion = evaluationApi.RecordModeration;

const POINTS = 20;

/**
 * A consensus comes out of a discussion: those present, what was raised, each score moved from and to, one mark that
 * all present hold in the end, and a reason that speaks of the bid. No average without discussion, nothing without a
 * reason (Lancashire Care v Lancashire County Council 2018; Bromcom v United Learning 2022).
 */
export function record(evaluation: Evaluation, scores: readonly Given[], discussion: Discussion): Discussion {
  mustStand(evaluation, 'moderating', 'moderation-is-not-open', 'A consensus is recorded during moderation.');
  if (!evaluation.bidIds.includes(discussion.bidId)) throw new NotThere('bid');
  const criterion = scoredCriterion(evaluation.tender, discussion.criterionId);
  mustBeOnScale(evaluation.tender, discussion.mark);
  mustBePresent(evaluation, discussion);
  mustMoveFromTheirScores(scores, discussion);
  must(
    discussion.moves.every(({ to }) => to === discussion.mark),
    'no-consensus-yet',
    'The mark is the one that everybody present holds after the discussion.',
  );
  must(
    discussion.points.trim().length >= POINTS,
    'moderation-needs-its-points',
    'Record what was raised in the discussion, in a sentence at least.',
  );
  mustSpeakOfTheBid(discussion.reason, evaluation.tender, criterion);
  return discussion;
}

function mustBePresent(evaluation: Evaluation, { present, moves }: Discussion): void {
  const seats = sitting(evaluation);
  const stranger = present.find((person) => !seats.some((member) => member.person === person));
  must(!stranger, 'not-on-the-panel', `${stranger} does not sit on this panel.`);
  const chair = seats.find(({ role }) => role === 'chair');
  must(chair && present.includes(chair.person), 'chair-must-be-present', 'The chair leads every discussion.');
  const scoring = seats.filter(({ scores, person }) => scores && present.includes(person));
  must(
    scoring.length >= LEAST_EVALUATORS,
    'discussion-needs-two-evaluators',
    'At least two of those who scored discuss together.',
  );
  const moved = moves.map(({ person }) => person);
  must(
    moved.length === scoring.length && scoring.every(({ person }) => moved.includes(person)),
    'moves-are-incomplete',
    'Record for everybody present who scored where they stood before and after.',
  );
}

function mustMoveFromTheirScores(scores: readonly Given[], { bidId, criterionId, moves }: Discussion): void {
  for (const { person, from } of moves) {
    const own = scores.find(
      (score) => score.person === person && score.bidId === bidId && score.criterionId === criterionId,
    );
    must(
      own?.mark === from,
      'move-differs-from-score',
      'A move begins at the mark that the person gave alone.',
      { person, from, given: own?.mark },
    );
  }
}
