import { type Change, found, mustBeCurrent, Stale, type TransactionOf } from '@commissioning/service';
import type { Bid, Evaluation as Row, PanelMember, PrismaClient } from '../../generated/prisma/client';
import type { Evaluation, Member, State, Tender } from './evaluation';

type Db = TransactionOf<PrismaClient>;
type RowWithPanel = Row & { panel: PanelMember[] };

/** An evaluation as its rules see it, with what it is saved under. */
export interface Loaded extends Evaluation {
  readonly version: number;
  readonly recommendationId?: string;
  readonly summariesIssuedAt?: string;
  readonly awardedAt?: string;
  readonly openedAt?: string;
  readonly standstillEndedOn?: string;
}

const WITH_PANEL = { panel: { orderBy: { place: 'asc' as const } } };

/** The evaluation for reading. Throws `NotThere`. */
export async function readEvaluation(db: Db, id: string): Promise<Loaded> {
  const row = await db.evaluation.findUnique({ where: { id }, include: WITH_PANEL });
  return toLoaded(found(row, 'evaluation'));
}

/** The evaluation, locked until the change is over. With `version`, as the caller read it, else `Stale`. */
export async function loadEvaluation(
  change: Change<PrismaClient>,
  id: string,
  version?: number,
): Promise<Loaded> {
  await change.sql.query('SELECT 1 FROM evaluation WHERE id = $1::uuid FOR UPDATE', [id]);
  const evaluation = await readEvaluation(change.db, id);
  if (version !== undefined) mustBeCurrent(evaluation.version, version, 'evaluation');
  return evaluation;
}

/** The evaluation of a tender, locked; undefined where none was opened. */
export async function evaluationOfTender(
  change: Change<PrismaClient>,
  tenderId: string,
): Promise<Loaded | undefined> {
  const row = await change.db.evaluation.findUnique({ where: { tenderId }, select: { id: true } });
  return row ? loadEvaluation(change, row.id) : undefined;
}

/** Writes state and dates under the version that was loaded. Throws `Stale` when somebody was faster. */
export async function saveEvaluation(change: Change<PrismaClient>, evaluation: Loaded): Promise<Loaded> {
  const { id, version, state, bidIds, recommendationId } = evaluation;
  const { count } = await change.db.evaluation.updateMany({
    where: { id, version },
    data: {
      state,
      bidIds: [...bidIds],
      recommendationId: recommendationId ?? null,
      openedAt: evaluation.openedAt,
      qualityLockedAt: evaluation.qualityLockedAt,
      summariesIssuedAt: evaluation.summariesIssuedAt,
      awardedAt: evaluation.awardedAt,
      version: version + 1,
    },
  });
  if (count === 0) throw new Stale('evaluation');
  return { ...evaluation, version: version + 1 };
}

/**
 * Writes what an event brought. The version stays: it guards one person's change against another's, and nobody should
 * have to open a page again because the bids were opened meanwhile. The lock of `loadEvaluation` keeps the two apart.
 */
export async function noteNews(
  change: Change<PrismaClient>,
  { id, state, bidIds, openedAt }: Loaded,
): Promise<void> {
  await change.db.evaluation.update({ where: { id }, data: { state, bidIds: [...bidIds], openedAt } });
}

/** The opened bids of an evaluation, in the order of opening. Those whose news is still on its way are missing. */
export async function bidsOf(db: Db, { bidIds }: Pick<Evaluation, 'bidIds'>): Promise<Bid[]> {
  return db.bid.findMany({ where: { id: { in: [...bidIds] } }, orderBy: { id: 'asc' } });
}

/** The organisation names of the opened bids, by bid. */
export async function bidderNames(
  db: Db,
  evaluation: Pick<Evaluation, 'bidIds'>,
): Promise<Map<string, string>> {
  return new Map((await bidsOf(db, evaluation)).map((bid) => [bid.id, bid.organisationName]));
}

/** A row as the rules see it. */
export const toLoaded = (row: RowWithPanel): Loaded => ({
  id: row.id,
  title: row.title,
  state: row.state as State,
  tender: row.tender as unknown as Tender,
  bidIds: row.bidIds,
  panel: row.panel.map(toMember),
  version: row.version,
  ...(row.openedAt && { openedAt: row.openedAt.toISOString() }),
  ...(row.qualityLockedAt && { qualityLockedAt: row.qualityLockedAt.toISOString() }),
  ...(row.recommendationId && { recommendationId: row.recommendationId }),
  ...(row.summariesIssuedAt && { summariesIssuedAt: row.summariesIssuedAt.toISOString() }),
  ...(row.awardedAt && { awardedAt: row.awardedAt.toISOString() }),
  ...(row.standstillEndedOn && { standstillEndedOn: dateOf(row.standstillEndedOn) }),
});

const toMember = (row: PanelMember): Member => ({
  person: row.person,
  name: row.name,
  role: row.role as Member['role'],
  scores: row.scores,
  ...(row.leftAt && { left: { at: row.leftAt.toISOString(), because: row.leftBecause ?? '' } }),
});

/** A date column as `YYYY-MM-DD`. */
export const dateOf = (date: Date): string => date.toISOString().slice(0, 10);
