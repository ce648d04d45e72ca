import { type Change, found, Stale, type TransactionOf } from '@commissioning/service';
import type { programmeApi } from '@commissioning/schemas';
import type { Decision, Prisma, PrismaClient } from '../../generated/prisma/client';
import { day } from '../programme/programme.queries';
import { mustBeChecked } from './award-decision';
import { type DecisionDraft, mustBeScreened, type Notice, standingOf } from './decision';

/**
 * Refuses to decide an award that the equality check does not cover; resolves to the id of the check. The recommendation
 * cannot change meanwhile.
 */
export async function mustBeCheckedSet(
  change: Change<PrismaClient>,
  evaluationId: string,
  setHash: string,
): Promise<string> {
  await change.sql.query('SELECT 1 FROM recommended_set WHERE evaluation_id = $1::uuid FOR UPDATE', [
    evaluationId,
  ]);
  const [recommended, checks] = [
    await change.db.recommendedSet.findUnique({ where: { evaluationId } }),
    await change.db.awardCheck.findMany({
      where: { evaluationId },
      orderBy: [{ recommendationSequence: 'asc' }, { id: 'asc' }],
    }),
  ];
  return mustBeChecked({ setHash, decidedBy: change.actor.id }, recommended ?? undefined, checks).id;
}

/** Refuses to approve a theme that is not screened; there must be such a theme. */
export async function mustBeScreenedTheme(
  change: Change<PrismaClient>,
  id: string,
  outcome: DecisionDraft['outcome'],
): Promise<void> {
  const { title, screening } = found(await change.db.theme.findUnique({ where: { id } }), 'theme');
  mustBeScreened(outcome, { title, isScreened: screening !== null });
}

/** The open line of the forward plan about this subject. */
export async function openNotice(
  change: Change<PrismaClient>,
  subject: string,
  subjectId: string,
): Promise<Notice | undefined> {
  const row = await change.db.plannedDecision.findFirst({ where: { subject, subjectId, state: 'planned' } });
  return row
    ? { id: row.id, key: row.key, keyReason: row.keyReason ?? undefined, noticeOn: day(row.noticeOn) }
    : undefined;
}

/** Closes the line of the forward plan that a decision was taken on. Throws `Stale` when another one was faster. */
export async function closeNotice(change: Change<PrismaClient>, id: string): Promise<void> {
  const { count } = await change.db.plannedDecision.updateMany({
    where: { id, state: 'planned' },
    data: { state: 'taken', version: { increment: 1 } },
  });
  if (count === 0) throw new Stale('planned decision');
}

/** Writes the call-in under the version that was read. */
export async function saveCallIn(
  change: Change<PrismaClient>,
  { id, version }: Decision,
  callIn: programmeApi.CallIn,
): Promise<Decision> {
  const { count } = await change.db.decision.updateMany({
    where: { id, version },
    data: { callIn: callIn satisfies Prisma.InputJsonValue, version: version + 1 },
  });
  if (count === 0) throw new Stale('decision');
  return change.db.decision.findUniqueOrThrow({ where: { id } });
}

export const callInOf = (row: Decision): programmeApi.CallIn | undefined =>
  (row.callIn ?? undefined) as programmeApi.CallIn | undefined;

/** Decisions as they stand today, with what each is about. */
export async function decisionsOn(
  db: TransactionOf<PrismaClient>,
  rows: readonly Decision[],
  today: string,
): Promise<programmeApi.Decision[]> {
  const about = (subject: string) =>
    rows.filter((row) => row.subject === subject).map((row) => row.subjectId);
  const [themes, sets] = [
    await db.theme.findMany({ where: { id: { in: about('theme') } } }),
    await db.recommendedSet.findMany({ where: { evaluationId: { in: about('award') } } }),
  ];
  const titles = new Map([
    ...themes.map(({ id, title }) => [id, title] as const),
    ...sets.map(({ evaluationId, title }) => [evaluationId, title] as const),
  ]);
  return rows.map((row) => toDecision(row, today, titles.get(row.subjectId)));
}

function toDecision(row: Decision, today: string, subjectTitle?: string): programmeApi.Decision {
  const callInEndsOn = day(row.callInEndsOn);
  const callIn = callInOf(row);
  return {
    id: row.id,
    subject: row.subject as programmeApi.Decision['subject'],
    subjectId: row.subjectId,
    ...(subjectTitle && { subjectTitle }),
    ...(row.setHash && { setHash: row.setHash }),
    outcome: row.outcome as programmeApi.Decision['outcome'],
    key: row.key,
    dueRegard: row.dueRegard,
    reasons: row.reasons,
    alternatives: row.alternatives as programmeApi.Decision['alternatives'],
    ...(row.exception ? { exception: row.exception as programmeApi.Decision['exception'] } : {}),
    ...(row.notice ? { notice: row.notice as programmeApi.Decision['notice'] } : {}),
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt.toISOString(),
    callInEndsOn,
    standing: standingOf({ callInEndsOn, callIn }, today),
    ...(callIn && { callIn }),
    version: row.version,
  };
}
