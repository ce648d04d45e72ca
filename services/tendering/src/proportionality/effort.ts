import type { EffortAssumptions } from './policy';

/** The work that a tender asks of one bidder. */
export interface BidWork {
  questions: number;
  /** Words of all answers together, at their limits. */
  words: number;
  documents: number;
  references: number;
}

/** What a competition costs those who bid. */
export interface Effort {
  /** Hours for one bidder, to the half hour, upwards; shown to bidders. */
  hours: number;
  /** All expected bidders together, in pence. */
  allBiddersPence: bigint;
  /** The same as a percentage of the award, to one decimal, half up; null where the award is £0. */
  shareOfAwardPercent: number | null;
}

/** Expected hours for one bidder, rounded up to the half hour. */
export function expectedHours(work: BidWork, assumed: EffortAssumptions): number {
  const hours =
    assumed.hoursPerBid +
    work.questions * assumed.hoursPerQuestion +
    work.words / assumed.wordsPerHour +
    work.documents * assumed.hoursPerDocument +
    work.references * assumed.hoursPerReference;
  return Math.ceil(hours * 2) / 2;
}

/** Hours for one, cost for all, and the share of the award that the bidders together spend on it. */
export function effortOf(
  work: BidWork,
  bidders: number,
  awardPence: bigint,
  assumed: EffortAssumptions,
): Effort {
  const hours = expectedHours(work, assumed);
  const allBiddersPence = (BigInt(hours * 2) * assumed.pencePerHour * BigInt(bidders)) / 2n;
  return { hours, allBiddersPence, shareOfAwardPercent: percent(allBiddersPence, awardPence) };
}

function percent(part: bigint, whole: bigint): number | null {
  if (whole === 0n) return null;
  return Number((part * 2000n + whole) / (2n * whole)) / 10;
}
