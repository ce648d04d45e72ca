import { Fraction } from '@commissioning/prices';
import { bestMark, type Criterion, scoredCriteria, type Tender } from '../evaluation/evaluation';

/** A mark that was agreed in moderation. */
export interface Consensus {
  readonly bidId: string;
  readonly criterionId: string;
  readonly mark: number;
}

/** Weighted quality marks of a bid, exact: Σ weight × mark ÷ best mark. */
export function qualityMarks(tender: Tender, consensus: readonly Consensus[], bidId: string): Fraction {
  const best = BigInt(bestMark(tender));
  return scoredCriteria(tender).reduce(
    (sum, { criterionId, weight }) =>
      sum.plus(
        Fraction.of(BigInt(weight))
          .times(BigInt(markOf(consensus, bidId, criterionId)))
          .over(best),
      ),
    Fraction.of(0n),
  );
}

/** The criteria on which a bid stays under the published minimum mark. */
export function belowMinimum(tender: Tender, consensus: readonly Consensus[], bidId: string): Criterion[] {
  return scoredCriteria(tender).filter(
    ({ criterionId, minimumMark }) =>
      minimumMark !== undefined && markOf(consensus, bidId, criterionId) < minimumMark,
  );
}

function markOf(consensus: readonly Consensus[], bidId: string, criterionId: string): number {
  const agreed = consensus.find((one) => one.bidId === bidId && one.criterionId === criterionId);
  if (!agreed)
    throw new Error(`There is no consensus on ${criterionId} of bid ${bidId}, though quality is locked.`);
  return agreed.mark;
}
