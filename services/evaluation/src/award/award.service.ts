import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { found, must, Store } from '@commissioning/service';
import { evaluationAwarded, type evaluationApi, type FactOf } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { bidsOf, loadEvaluation, saveEvaluation } from '../evaluation/evaluation.queries';
import { toView } from '../evaluation/evaluation.view';
import { mustBeParty } from '../ranking/ranking.service';
import { standingOf } from '../ranking/ranking.queries';
import { bidsIn, currentRecommendation, gateOf } from '../recommendation/recommendation.queries';
import { mustBeReady } from './award';

type Awards = FactOf<typeof evaluationAwarded>['awards'];

@Injectable()
export class AwardService {
  constructor(private readonly store: Store<PrismaClient>) {}

  /** The decision becomes an award when every bidder has its summary; conditions are looked at once more. */
  async award(id: string, version: number, actor: Actor): Promise<evaluationApi.Evaluation> {
    return this.store.change(actor, async (change) => {
      const evaluation = await loadEvaluation(change, id, version);
      await mustBeParty(change.db, evaluation, actor);
      must(evaluation.state !== 'awarded', 'already-awarded', 'This award was made before.');
      const recommendation = found(
        await currentRecommendation(change.db, evaluation),
        'recommendation to award',
      );
      const standing = await standingOf(change.db, evaluation);
      const { setHash } = recommendation;
      const decision = mustBeReady(await gateOf(change.db, evaluation, setHash, standing));
      must(
        evaluation.state === 'summaries-issued',
        'award-needs-summaries',
        'Every bidder gets its assessment summary before the award.',
      );
      const reach = new Map((await bidsOf(change.db, evaluation)).map((bid) => [bid.id, bid.reach]));
      const awards = bidsIn(recommendation)
        .filter(({ recommended }) => recommended)
        .map(({ bidId, organisationId, organisationName, pricePence }) => ({
          awardId: uuidv7(),
          bidId,
          organisationId,
          organisationName,
          pricePence,
          reach: reach.get(bidId) as Awards[0]['reach'],
        }));
      const awardedAt = change.now.toString();
      const saved = await saveEvaluation(change, { ...evaluation, state: 'awarded', awardedAt });
      const { tender } = evaluation;
      await change.emit(evaluationAwarded, {
        evaluationId: id,
        tenderId: tender.tenderId,
        themeId: tender.themeId,
        programmeId: tender.programmeId,
        title: tender.title,
        setHash,
        decisionId: decision.id,
        awardedAt,
        serviceStartsOn: tender.serviceStartsOn,
        serviceEndsOn: tender.serviceEndsOn,
        standstillWorkingDays: tender.standstillWorkingDays,
        tier: tender.tier,
        awards,
        indicators: tender.indicators,
      });
      return toView(change.db, saved, actor);
    });
  }
}
