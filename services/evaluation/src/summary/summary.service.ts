import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { found, Memberships, must, NotThere, Store } from '@commissioning/service';
import { type evaluationApi, evaluationSummariesIssued } from '@commissioning/schemas';
import type { PrismaClient, Summary as Row } from '../../generated/prisma/client';
import { mustBeReady } from '../award/award';
import { bidsOf, loadEvaluation, saveEvaluation } from '../evaluation/evaluation.queries';
import { toView } from '../evaluation/evaluation.view';
import { mustBeParty } from '../ranking/ranking.service';
import { standingOf } from '../ranking/ranking.queries';
import { bidsIn, currentRecommendation, gateOf } from '../recommendation/recommendation.queries';
import { type AssessedBid, summarise } from './summary';

@Injectable()
export class SummaryService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly memberships: Memberships,
  ) {}

  /** After the decision: every bidder is told how it did and why, all at the same moment. */
  async issue(
    id: string,
    version: number,
    { notAwarded }: evaluationApi.IssueSummaries,
    actor: Actor,
  ): Promise<evaluationApi.Evaluation> {
    return this.store.change(actor, async (change) => {
      const evaluation = await loadEvaluation(change, id, version);
      await mustBeParty(change.db, evaluation, actor);
      must(
        evaluation.state !== 'summaries-issued' && evaluation.state !== 'awarded',
        'summaries-are-issued',
        'The bidders have their summaries.',
      );
      const recommendation = found(
        await currentRecommendation(change.db, evaluation),
        'recommendation to tell the bidders of',
      );
      const standing = await standingOf(change.db, evaluation);
      mustBeReady(await gateOf(change.db, evaluation, recommendation.setHash, standing));
      const ranked = new Map(bidsIn(recommendation).map((bid) => [bid.bidId, bid]));
      const bids = (await bidsOf(change.db, evaluation)).map((bid): AssessedBid => {
        const row = ranked.get(bid.id);
        return {
          bidId: bid.id,
          organisationId: bid.organisationId,
          organisationName: bid.organisationName,
          pricePence: Number(bid.pricePence),
          awarded: row?.recommended ?? false,
          ...(row && { ranked: { rank: row.rank, total: row.total, priceMarks: row.priceMarks } }),
        };
      });
      const consensus = await change.db.moderation.findMany({ where: { evaluationId: id } });
      const issuedAt = change.now.toString();
      const summaries = summarise(evaluation, bids, consensus, notAwarded, issuedAt);
      await change.db.summary.createMany({
        data: summaries.map((summary) => ({
          evaluationId: id,
          bidId: summary.bidId,
          organisationId: summary.organisationId,
          content: summary as never,
          issuedAt: new Date(issuedAt),
        })),
      });
      const saved = await saveEvaluation(change, {
        ...evaluation,
        state: 'summaries-issued',
        summariesIssuedAt: issuedAt,
      });
      await change.emit(evaluationSummariesIssued, {
        evaluationId: id,
        tenderId: evaluation.tender.tenderId,
        organisationIds: [...new Set(summaries.map(({ organisationId }) => organisationId))],
      });
      return toView(change.db, saved, actor);
    });
  }

  /** Those of the organisations for which the person acts today; of one evaluation for its panel and commissioner. */
  async list(
    evaluationId: string | undefined,
    actor: Actor,
  ): Promise<{ items: evaluationApi.AssessmentSummary[] }> {
    const own = await this.memberships.of(actor);
    const rows = await this.store.db.summary.findMany({
      where: {
        evaluationId,
        ...(!(await this.isParty(evaluationId, actor)) && { organisationId: { in: own } }),
      },
      orderBy: [{ issuedAt: 'desc' }, { bidId: 'asc' }],
      take: 200,
    });
    return { items: rows.map(contentOf) };
  }

  /** One bid's summary; for everybody else there is none. */
  async show(evaluationId: string, bidId: string, actor: Actor): Promise<evaluationApi.AssessmentSummary> {
    const row = await this.store.db.summary.findUnique({
      where: { evaluationId_bidId: { evaluationId, bidId } },
    });
    const summary = found(row, 'assessment summary');
    if (await this.isParty(evaluationId, actor)) return contentOf(summary);
    if ((await this.memberships.of(actor)).includes(summary.organisationId)) return contentOf(summary);
    throw new NotThere('assessment summary');
  }

  private async isParty(evaluationId: string | undefined, actor: Actor): Promise<boolean> {
    if (!evaluationId) return false;
    if (actor.roles.includes('commissioner')) return true;
    const seat = await this.store.db.panelMember.findUnique({
      where: { evaluationId_person: { evaluationId, person: actor.id }, leftAt: null },
    });
    return seat !== null;
  }
}

const contentOf = ({ content }: Row): evaluationApi.AssessmentSummary =>
  content as unknown as evaluationApi.AssessmentSummary;
