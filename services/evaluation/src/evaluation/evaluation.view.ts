import type { Actor } from '@commissioning/auth';
import type { TransactionOf } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';
import type { AwardNotice, PrismaClient } from '../../generated/prisma/client';
import { clearance } from '../conflict/conflict';
import { toDeclared } from '../conflict/conflict.queries';
import { managesProcess } from '../panel/panel';
import { scoredCriteria } from './evaluation';
import { currentRecommendation } from '../recommendation/recommendation.queries';
import { bidsOf, dateOf, type Loaded } from './evaluation.queries';

type Db = TransactionOf<PrismaClient>;

/** An evaluation as this person may see it: the panel's progress only for the panel and the commissioner. */
export async function toView(db: Db, evaluation: Loaded, actor: Actor): Promise<evaluationApi.Evaluation> {
  const { id, tender, title, state, version } = evaluation;
  // One after the other: inside a change they share one connection.
  const bids = await bidsOf(db, evaluation);
  const recommendation = await currentRecommendation(db, evaluation);
  const notice = await db.awardNotice.findUnique({ where: { tenderId: tender.tenderId } });
  const panel = managesProcess(evaluation, actor) ? await progress(db, evaluation) : undefined;
  return {
    id,
    tenderId: tender.tenderId,
    themeId: tender.themeId,
    title,
    state,
    closesAt: tender.closesAt,
    ...(evaluation.openedAt && { openedAt: evaluation.openedAt }),
    budgetPence: tender.valuePence,
    mostAwards: tender.mostAwards,
    markScale: tender.markScale,
    criteria: tender.criteria,
    bids: bids.map((bid) => ({
      bidId: bid.id,
      organisationId: bid.organisationId,
      organisationName: bid.organisationName,
    })),
    ...(panel && { panel }),
    ...(evaluation.qualityLockedAt && { qualityLockedAt: evaluation.qualityLockedAt }),
    pricesOpen: bids.length > 0 && bids.every(({ pricePence }) => pricePence !== null),
    ...(recommendation && { setHash: recommendation.setHash }),
    ...(evaluation.summariesIssuedAt && { summariesIssuedAt: evaluation.summariesIssuedAt }),
    ...(evaluation.awardedAt && { awardedAt: evaluation.awardedAt }),
    ...standstillDays(notice),
    ...(evaluation.standstillEndedOn && { standstillEndedOn: evaluation.standstillEndedOn }),
    version,
  };
}

/** How far everybody on the panel is: declared, cleared, how much is scored. Never a mark. */
async function progress(db: Db, evaluation: Loaded): Promise<evaluationApi.PanelMember[]> {
  const { id, bidIds, panel, tender } = evaluation;
  const toScore = bidIds.length * scoredCriteria(tender).length;
  const declarations = await db.declaration.findMany({ where: { evaluationId: id } });
  const counts = await db.score.groupBy({ by: ['person'], where: { evaluationId: id }, _count: true });
  return panel.map((member) => ({
    ...member,
    clearance: clearance(
      bidIds,
      declarations.filter(({ person }) => person === member.person).map(toDeclared),
    ),
    scored: counts.find(({ person }) => person === member.person)?._count ?? 0,
    toScore: member.scores ? toScore : 0,
  }));
}

const standstillDays = (notice: AwardNotice | null) =>
  notice?.standstillEndsOn ? { standstillEndsOn: dateOf(notice.standstillEndsOn) } : {};
