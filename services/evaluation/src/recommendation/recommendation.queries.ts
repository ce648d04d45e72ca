import type { TransactionOf } from '@commissioning/service';
import type { PrismaClient, Recommendation as Row } from '../../generated/prisma/client';
import type { Check, Decision, Gate } from '../award/award';
import type { Loaded } from '../evaluation/evaluation.queries';
import { openExclusions, openLowPrices, type Standing } from '../ranking/ranking.queries';

type Db = TransactionOf<PrismaClient>;

/** A standing bid as it was when the recommendation was made. */
export interface RecommendedBid {
  readonly bidId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly rank: number;
  readonly total: string;
  readonly priceMarks: string;
  readonly pricePence: number;
  readonly recommended: boolean;
}

export const bidsIn = (row: Row): RecommendedBid[] => row.bids as unknown as RecommendedBid[];

/** The recommendation in force; undefined before the first, and after the table behind it changed. */
export async function currentRecommendation(db: Db, { recommendationId }: Loaded): Promise<Row | undefined> {
  if (!recommendationId) return undefined;
  return (await db.recommendation.findUnique({ where: { id: recommendationId } })) ?? undefined;
}

/** Everything that the award gate looks at, as it stands now. */
export async function gateOf(db: Db, evaluation: Loaded, setHash: string, standing: Standing): Promise<Gate> {
  const where = { evaluationId: evaluation.id };
  const decisions = await db.awardDecision.findMany({ where, orderBy: { id: 'asc' } });
  const checks = await db.awardCheck.findMany({ where, orderBy: { id: 'asc' } });
  return {
    setHash,
    panel: evaluation.panel.map(({ person }) => person),
    decisions: decisions.map((row): Decision => ({ ...row, decidedAt: row.decidedAt.toISOString() })),
    checks: checks.map((row): Check => ({ ...row, completedAt: row.completedAt.toISOString() })),
    openLowPrices: openLowPrices(standing).length,
    openExclusions: openExclusions(standing),
  };
}
