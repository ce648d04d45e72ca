import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, found, must, NotThere, Store } from '@commissioning/service';
import { awardSetHash, type evaluationApi, evaluationRecommended, type FactOf } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Bid, PrismaClient, Recommendation as Row } from '../../generated/prisma/client';
import { conditions } from '../award/award';
import { mustBeCleared } from '../conflict/conflict.queries';
import {
  type Loaded,
  loadEvaluation,
  readEvaluation,
  saveEvaluation,
} from '../evaluation/evaluation.queries';
import { mayFollow, mustChair } from '../panel/panel';
import { openExclusions, openLowPrices, type Standing, standingOf } from '../ranking/ranking.queries';
import { recommend } from './recommendation';
import { bidsIn, currentRecommendation, gateOf, type RecommendedBid } from './recommendation.queries';

@Injectable()
export class RecommendationService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async make(
    id: string,
    version: number,
    draft: evaluationApi.MakeRecommendation,
    actor: Actor,
  ): Promise<evaluationApi.Recommendation> {
    return this.store.change(actor, async (change) => {
      const evaluation = await loadEvaluation(change, id, version);
      mustChair(evaluation, actor);
      await mustBeCleared(change.db, evaluation, actor);
      const standing = await standingOf(change.db, evaluation);
      mustBeOpen(evaluation, standing);
      const bids = recommended(evaluation, standing, draft);
      const setHash = awardSetHash(
        evaluation.tender.tenderId,
        bids.filter((bid) => bid.recommended),
      );
      const before = await currentRecommendation(change.db, evaluation);
      must(
        before?.setHash !== setHash,
        'recommendation-is-the-same',
        'Exactly this set is recommended already.',
      );
      const row = await change.db.recommendation.create({
        data: {
          id: uuidv7(),
          evaluationId: id,
          setHash,
          bids: bids as never,
          departures: draft.departures,
          summary: draft.summary,
          recommendedBy: actor.id,
          recommendedAt: new Date(change.now.epochMilliseconds),
        },
      });
      const saved = await saveEvaluation(change, {
        ...evaluation,
        state: 'recommended',
        recommendationId: row.id,
      });
      await change.emit(evaluationRecommended, factOf(saved, row, standing), draft.summary);
      return this.toAnswer(change.db, saved, row, standing);
    });
  }

  /** For everybody who follows the evaluation: what is recommended, and what the award still waits for. */
  async show(id: string, actor: Actor): Promise<evaluationApi.Recommendation> {
    const evaluation = await readEvaluation(this.store.db, id);
    if (!mayFollow(evaluation, actor)) throw new NotThere('evaluation');
    const row = found(await currentRecommendation(this.store.db, evaluation), 'recommendation');
    return this.toAnswer(this.store.db, evaluation, row, await standingOf(this.store.db, evaluation));
  }

  private async toAnswer(
    db: Change<PrismaClient>['db'],
    evaluation: Loaded,
    row: Row,
    standing: Standing,
  ): Promise<evaluationApi.Recommendation> {
    const { id, tender } = evaluation;
    const bids = bidsIn(row).map(({ priceMarks: _, ...bid }) => bid);
    const chosen = bids.filter((bid) => bid.recommended);
    return {
      evaluationId: id,
      tenderId: tender.tenderId,
      title: tender.title,
      setHash: row.setHash,
      budgetPence: tender.valuePence,
      totalPence: chosen.reduce((sum, { pricePence }) => sum + pricePence, 0),
      summary: row.summary,
      bids,
      departures: row.departures as evaluationApi.Recommendation['departures'],
      recommendedBy: row.recommendedBy,
      recommendedAt: row.recommendedAt.toISOString(),
      conditions: conditions(await gateOf(db, evaluation, row.setHash, standing)),
    };
  }
}

function mustBeOpen({ state }: Loaded, standing: Standing): void {
  must(
    state === 'quality-locked' || state === 'recommended',
    'recommendation-is-not-open',
    'A recommendation is made after prices were scored and before the bidders are told.',
  );
  must(
    openLowPrices(standing).length === 0,
    'low-price-is-not-explained',
    'Ask about every low price and accept or reject the explanation first.',
    { bidIds: openLowPrices(standing) },
  );
  must(
    openExclusions(standing) === 0,
    'exclusion-waits-for-approval',
    'An exclusion that changes the winner waits for a second person.',
  );
}

function recommended(
  { tender }: Loaded,
  { ranking, bids }: Standing,
  draft: evaluationApi.MakeRecommendation,
): RecommendedBid[] {
  const all = ranking.table.map((row) => {
    const { organisationId, organisationName } = bids.get(row.bidId) as Bid;
    return { row, organisationId, organisationName, pricePence: Number(row.pricePence) };
  });
  const chosen = recommend(
    all.map(({ row, organisationName, pricePence }) => ({
      bidId: row.bidId,
      name: organisationName,
      rank: row.rank,
      pricePence,
    })),
    {
      budgetPence: tender.valuePence,
      mostAwards: tender.mostAwards,
      drawNeeded: ranking.drawNeeded,
    },
    draft,
  );
  return all.map(({ row, ...bid }) => ({
    ...bid,
    bidId: row.bidId,
    rank: row.rank,
    total: row.total.toFixed(),
    priceMarks: row.priceMarks.toFixed(),
    recommended: chosen.some(({ bidId }) => bidId === row.bidId),
  }));
}

function factOf({ id, tender }: Loaded, row: Row, { bids }: Standing): FactOf<typeof evaluationRecommended> {
  return {
    evaluationId: id,
    tenderId: tender.tenderId,
    themeId: tender.themeId,
    title: tender.title,
    setHash: row.setHash,
    budgetPence: tender.valuePence,
    mostAwards: tender.mostAwards,
    bids: bidsIn(row).map(({ priceMarks: _, total, ...bid }) => ({
      ...bid,
      total: Number(total),
      reach: (bids.get(bid.bidId) as Bid).reach as FactOf<typeof evaluationRecommended>['bids'][0]['reach'],
    })),
  };
}
