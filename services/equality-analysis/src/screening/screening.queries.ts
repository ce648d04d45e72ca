import { type Change, found, mustBeCurrent, Stale } from '@commissioning/service';
import type { equalityAnalysisApi } from '@commissioning/schemas';
import type { PrismaClient, Screening as Row } from '../../generated/prisma/client';
import { CHECKLIST } from './checklist';
import type { Answer, Screening } from './screening';

/** A screening as its rules see it, with what identifies it. */
export type Loaded = Screening & { readonly id: string; readonly themeId: string; readonly version: number };

/** The screening as the caller read it. Throws `NotThere`, or `Stale` when it has changed since. */
export async function loadScreening(
  change: Change<PrismaClient>,
  id: string,
  version: number,
): Promise<Loaded> {
  const row = found(await change.db.screening.findUnique({ where: { id } }), 'screening');
  mustBeCurrent(row.version, version, 'screening');
  return {
    id,
    themeId: row.themeId,
    version,
    title: row.title,
    state: row.state as Screening['state'],
    answers: row.answers as unknown as Answer[],
  };
}

/** Writes answers and outcome under the version that was loaded. Throws `Stale` when somebody was faster. */
export async function saveScreening(
  change: Change<PrismaClient>,
  { id, version, state, answers, outcome, reason }: Loaded,
): Promise<equalityAnalysisApi.Screening> {
  const completed = state === 'completed' && {
    completedBy: change.actor.id,
    completedAt: new Date(change.now.epochMilliseconds),
  };
  const { count } = await change.db.screening.updateMany({
    where: { id, version },
    data: { state, answers: [...answers] as object[], outcome, reason, version: version + 1, ...completed },
  });
  if (count === 0) throw new Stale('screening');
  return toScreening(await change.db.screening.findUniqueOrThrow({ where: { id } }));
}

/** A row as the API shows it: the whole checklist, answered or not. */
export function toScreening(row: Row): equalityAnalysisApi.Screening {
  const answers = new Map((row.answers as unknown as Answer[]).map((given) => [given.question, given]));
  return {
    id: row.id,
    themeId: row.themeId,
    programmeId: row.programmeId,
    title: row.title,
    summary: row.summary,
    leadService: row.leadService,
    budgetPence: Number(row.budgetPence),
    state: row.state as equalityAnalysisApi.Screening['state'],
    questions: CHECKLIST.map((asked) => ({ ...asked, ...answers.get(asked.question) })),
    ...(row.outcome && { outcome: row.outcome as equalityAnalysisApi.ScreeningOutcome }),
    ...(row.reason && { reason: row.reason }),
    ...(row.completedBy && { completedBy: row.completedBy }),
    ...(row.completedAt && { completedAt: row.completedAt.toISOString() }),
    openedAt: row.openedAt.toISOString(),
    version: row.version,
  };
}
