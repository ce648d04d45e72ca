import { type Change, found, Stale } from '@commissioning/service';
import type { programmeApi } from '@commissioning/schemas';
import type { PrismaClient, Theme } from '../../generated/prisma/client';
import { day } from '../programme/programme.queries';

/**
 * The theme, its programme locked until the change is over: two approvals at once cannot both spend the last money.
 */
export async function loadTheme(change: Change<PrismaClient>, id: string): Promise<programmeApi.Theme> {
  const row = found(await change.db.theme.findUnique({ where: { id } }), 'theme');
  await change.sql.query('SELECT 1 FROM programme WHERE id = $1::uuid FOR UPDATE', [row.programmeId]);
  return toTheme(await change.db.theme.findUniqueOrThrow({ where: { id } }));
}

/** Writes state, screening and decision under the version that was loaded. Throws `Stale` when somebody was faster. */
export async function saveTheme(
  change: Change<PrismaClient>,
  theme: programmeApi.Theme,
): Promise<programmeApi.Theme> {
  const { id, version, state, screening, decisionId } = theme;
  const { count } = await change.db.theme.updateMany({
    where: { id, version },
    data: { state, ...(screening && { screening }), decisionId, version: version + 1 },
  });
  if (count === 0) throw new Stale('theme');
  return { ...theme, version: version + 1 };
}

export const toTheme = (row: Theme): programmeApi.Theme => ({
  id: row.id,
  programmeId: row.programmeId,
  title: row.title,
  summary: row.summary,
  leadService: row.leadService,
  budgetPence: Number(row.budgetPence),
  serviceStartsOn: day(row.serviceStartsOn),
  outcomes: row.outcomes as programmeApi.Theme['outcomes'],
  state: row.state as programmeApi.Theme['state'],
  ...(row.screening ? { screening: row.screening as programmeApi.Theme['screening'] } : {}),
  ...(row.decisionId && { decisionId: row.decisionId }),
  version: row.version,
});
