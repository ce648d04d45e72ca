import { screenLowPrices } from '@commissioning/prices';
import type { TransactionOf } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';
import type {
  Bid,
  Exclusion as ExclusionRow,
  LowPriceAnswer,
  PrismaClient,
} from '../../generated/prisma/client';
import { bidsOf, type Loaded } from '../evaluation/evaluation.queries';
import { belowMinimum } from './quality';
import { type Basis, isInForce, mustBePriced, rank, type Ranking } from './ranking';

type Db = TransactionOf<PrismaClient>;

/** Everything about the bids of an evaluation once their prices are open. */
export interface Standing {
  readonly basis: Basis;
  readonly ranking: Ranking;
  readonly bids: ReadonlyMap<string, Bid>;
  readonly exclusions: readonly ExclusionRow[];
  readonly lowPrices: ReadonlyMap<string, NonNullable<RankedRow['lowPrice']>>;
}

type RankedRow = evaluationApi.Ranking['table'][number];

/** Works out the ranking from today's bids. Throws `prices-are-not-open` before quality is locked and prices are there. */
export async function standingOf(db: Db, evaluation: Loaded): Promise<Standing> {
  const where = { evaluationId: evaluation.id };
  const bids = await bidsOf(db, evaluation);
  mustBePriced(Boolean(evaluation.qualityLockedAt) && bids.length === evaluation.bidIds.length, bids);
  const consensus = await db.moderation.findMany({ where });
  const rows = await db.exclusion.findMany({ where });
  const draws = await db.draw.findMany({ where, orderBy: { heldAt: 'desc' } });
  const answers = await db.lowPriceAnswer.findMany({ where });
  const basis: Basis = {
    tender: evaluation.tender,
    bids: bids.map(({ id, pricePence }) => ({ bidId: id, pricePence: pricePence as bigint })),
    consensus,
    exclusions: rows.map(({ bidId, changesWinner, approvedBy }) => ({
      bidId,
      changesWinner,
      ...(approvedBy && { approvedBy }),
    })),
    draws: draws.map(({ order }) => order),
  };
  const ranking = rank(basis);
  return {
    basis,
    ranking,
    bids: new Map(bids.map((bid) => [bid.id, bid])),
    exclusions: rows,
    lowPrices: lowPricesOf(ranking, answers),
  };
}

/** The ranking as the API shows it. */
export async function toRanking(
  db: Db,
  evaluation: Loaded,
  { basis, ranking, bids, exclusions, lowPrices }: Standing,
): Promise<evaluationApi.Ranking> {
  const draws = await db.draw.findMany({
    where: { evaluationId: evaluation.id },
    orderBy: { heldAt: 'asc' },
  });
  const nameOf = (bidId: string) => {
    const bid = bids.get(bidId) as Bid;
    return { bidId, organisationId: bid.organisationId, organisationName: bid.organisationName };
  };
  const shown = exclusions.map((row) => ({ ...toExcluded(row), ...nameOf(row.bidId) }));
  const inForce = new Set(basis.exclusions.filter(isInForce).map(({ bidId }) => bidId));
  return {
    evaluationId: evaluation.id,
    table: ranking.table.map((row) => ({
      ...nameOf(row.bidId),
      rank: row.rank,
      pricePence: Number(row.pricePence),
      qualityMarks: row.qualityMarks.toFixed(),
      priceMarks: row.priceMarks.toFixed(),
      total: row.total.toFixed(),
      separatedBy: row.separatedBy,
      ...(lowPrices.get(row.bidId) && { lowPrice: lowPrices.get(row.bidId) }),
    })),
    drawNeeded: ranking.drawNeeded.map((group) => [...group]),
    notStanding: [
      ...shown.filter(({ bidId }) => inForce.has(bidId)),
      ...[...bids.keys()].flatMap((bidId) =>
        tooLow(basis, bidId).map((low) => ({ ...low, ...nameOf(bidId) })),
      ),
    ],
    proposedExclusions: shown.filter(({ bidId }) => !inForce.has(bidId)),
    draws: draws.map(({ order, heldBy, witness, heldAt }) => ({
      order,
      heldBy,
      witness,
      heldAt: heldAt.toISOString(),
    })),
  };
}

/** Bids that stand, whose low price nobody has accepted yet. */
export const openLowPrices = ({ lowPrices }: Pick<Standing, 'lowPrices'>): string[] =>
  [...lowPrices].filter(([, { resolution }]) => resolution?.outcome !== 'accepted').map(([bidId]) => bidId);

/** Exclusions that wait for a second person. */
export const openExclusions = ({ basis }: Pick<Standing, 'basis'>): number =>
  basis.exclusions.filter((exclusion) => !isInForce(exclusion)).length;

function lowPricesOf(ranking: Ranking, answers: LowPriceAnswer[]): Standing['lowPrices'] {
  if (ranking.table.length === 0) return new Map();
  const screened = screenLowPrices(ranking.table.map(({ bidId, pricePence }) => ({ id: bidId, pricePence })));
  return new Map(
    screened
      .filter(({ askBecause }) => askBecause.length > 0)
      .map(({ bidId, askBecause, belowMeanPercent, belowNextPercent }) => {
        const answer = answers.find((one) => one.bidId === bidId);
        return [
          bidId,
          {
            askBecause,
            ...(belowMeanPercent && { belowMeanPercent: belowMeanPercent.toFixed(1) }),
            ...(belowNextPercent && { belowNextPercent: belowNextPercent.toFixed(1) }),
            ...(answer && { resolution: toResolution(answer) }),
          },
        ];
      }),
  );
}

function tooLow(
  { tender, consensus }: Basis,
  bidId: string,
): Pick<evaluationApi.ExcludedBid, 'grounds' | 'reason' | 'changesWinner'>[] {
  const low = belowMinimum(tender, consensus, bidId);
  if (low.length === 0) return [];
  const titles = low.map(({ title, minimumMark }) => `${title} (at least ${minimumMark})`).join(', ');
  return [
    {
      grounds: 'below-minimum-mark',
      reason: `Under the published minimum: ${titles}.`,
      changesWinner: false,
    },
  ];
}

const toExcluded = (row: ExclusionRow) => ({
  grounds: row.grounds as evaluationApi.ExcludedBid['grounds'],
  reason: row.reason,
  changesWinner: row.changesWinner,
  proposedBy: row.proposedBy,
  ...(row.approvedBy && { approvedBy: row.approvedBy }),
});

const toResolution = (row: LowPriceAnswer) => ({
  outcome: row.outcome as 'accepted' | 'rejected',
  explanation: row.explanation,
  reason: row.reason,
  by: row.resolvedBy,
  at: row.resolvedAt.toISOString(),
});
