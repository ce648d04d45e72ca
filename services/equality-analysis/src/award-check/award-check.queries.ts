import { type Change, found, mustBeCurrent, Stale, type TransactionOf } from '@commissioning/service';
import {
  type analyticsApi,
  type equalityAnalysisApi,
  evaluationRecommended,
  type FactOf,
} from '@commissioning/schemas';
import type { AwardCheck as Row, Prisma, PrismaClient } from '../../generated/prisma/client';
import { alternativesTo } from './alternatives';
import type { AwardCheck } from './award-check';
import { findingsOf, type Registered } from './findings';
import { peopleOf } from './reach';

type Db = TransactionOf<PrismaClient>;
type Api = equalityAnalysisApi.AwardCheck;
type Recommendation = FactOf<typeof evaluationRecommended>;

/** A check as its rules see it, with what identifies it. */
export type Loaded = AwardCheck & { readonly id: string; readonly version: number; readonly row: Row };

/** What a check says about its set: worked out anew until it is submitted, then kept as it was. */
export interface Said {
  readonly findings?: equalityAnalysisApi.AwardFindings;
  readonly alternatives: equalityAnalysisApi.AwardAlternative[];
}

export const recommendationOf = (row: Row): Recommendation => row.recommendation as unknown as Recommendation;

/** The check as the caller read it. Throws `NotThere`, or `Stale` when it has changed since. */
export async function loadCheck(change: Change<PrismaClient>, id: string, version: number): Promise<Loaded> {
  const row = found(await change.db.awardCheck.findUnique({ where: { id } }), 'award check');
  mustBeCurrent(row.version, version, 'award check');
  return {
    id,
    version,
    row,
    title: recommendationOf(row).title,
    state: row.state as AwardCheck['state'],
    mitigations: row.mitigations as unknown as AwardCheck['mitigations'],
    ...(row.advice && { advice: row.advice }),
    ...(row.noMitigationBecause && { noMitigationBecause: row.noMitigationBecause }),
    ...(row.preparedBy && { preparedBy: row.preparedBy }),
    ...(row.approvedBy && { approvedBy: row.approvedBy }),
    ...(row.returnedBecause && { returnedBecause: row.returnedBecause }),
  };
}

/** Writes the check under the version that was loaded. Throws `Stale` when somebody was faster. */
export async function saveCheck(
  change: Change<PrismaClient>,
  { id, version, ...check }: Loaded,
  more: Prisma.AwardCheckUpdateManyMutationInput = {},
): Promise<Row> {
  const { count } = await change.db.awardCheck.updateMany({
    where: { id, version },
    data: {
      state: check.state,
      advice: check.advice ?? null,
      mitigations: [...check.mitigations],
      noMitigationBecause: check.noMitigationBecause ?? null,
      preparedBy: check.preparedBy ?? null,
      approvedBy: check.approvedBy ?? null,
      returnedBecause: check.returnedBecause ?? null,
      version: version + 1,
      ...more,
    },
  });
  if (count === 0) throw new Stale('award check');
  return change.db.awardCheck.findUniqueOrThrow({ where: { id } });
}

/** What can be said of the set: kept where it was submitted, else from today's figures and register. */
export async function said(
  db: Db,
  row: Row,
  baseline: analyticsApi.NeedsBaseline | undefined,
): Promise<Said> {
  if (row.findings)
    return {
      findings: row.findings as unknown as equalityAnalysisApi.AwardFindings,
      alternatives: row.alternatives as unknown as Said['alternatives'],
    };
  if (!baseline) return { alternatives: [] };
  const recommendation = recommendationOf(row);
  const set = recommendation.bids.filter(({ recommended }) => recommended);
  const organisations = await db.organisation.findMany({
    where: { id: { in: set.map(({ organisationId }) => organisationId) } },
  });
  const register = new Map<string, Registered>(organisations.map((one) => [one.id, one]));
  return {
    findings: findingsOf(baseline, set, register),
    alternatives: alternativesTo(baseline, recommendation),
  };
}

/** A row as the API shows it. */
export function toAwardCheck(row: Row, { findings, alternatives }: Said): Api {
  const { tenderId, themeId, title, budgetPence, mostAwards, bids } = recommendationOf(row);
  return {
    id: row.id,
    evaluationId: row.evaluationId,
    ...{ tenderId, themeId, title, setHash: row.setHash, budgetPence, mostAwards },
    state: row.state === 'open' && !findings ? 'waiting-for-needs' : (row.state as Api['state']),
    bids: bids.map(({ reach, ...bid }) => ({
      ...bid,
      people: peopleOf(reach),
      wards: reach.wards.filter(({ people }) => people > 0).length,
    })),
    ...(findings && { findings }),
    alternatives,
    ...(row.advice && { advice: row.advice }),
    mitigations: row.mitigations as unknown as Api['mitigations'],
    ...(row.noMitigationBecause && { noMitigationBecause: row.noMitigationBecause }),
    ...(row.returnedBecause && { returnedBecause: row.returnedBecause }),
    ...(row.preparedBy && { preparedBy: row.preparedBy }),
    ...(row.approvedBy && { approvedBy: row.approvedBy }),
    openedAt: row.openedAt.toISOString(),
    ...(row.completedAt && { completedAt: row.completedAt.toISOString() }),
    version: row.version,
  };
}
