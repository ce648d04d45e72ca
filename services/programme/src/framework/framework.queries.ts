import { type Change, found, Stale } from '@commissioning/service';
import type { programmeApi } from '@commissioning/schemas';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import type { Area } from './framework';

/** A framework with everything that happened to it. */
export const WHOLE = {
  areas: { include: { definitions: { orderBy: { edition: 'asc' } } }, orderBy: { id: 'asc' } },
  changes: { orderBy: { id: 'asc' } },
} as const satisfies Prisma.FrameworkInclude;

export type WholeFramework = Prisma.FrameworkGetPayload<{ include: typeof WHOLE }>;

/** Takes the framework for a change, under the version that was read. Throws `Stale` when somebody was faster. */
export async function takeFramework(
  change: Change<PrismaClient>,
  id: string,
  version: number,
  edition?: number,
): Promise<WholeFramework> {
  found(await change.db.framework.findUnique({ where: { id } }), 'framework');
  const { count } = await change.db.framework.updateMany({
    where: { id, version },
    data: { version: version + 1, ...(edition && { edition }) },
  });
  if (count === 0) throw new Stale('framework');
  return change.db.framework.findUniqueOrThrow({ where: { id }, include: WHOLE });
}

export const toArea = (row: WholeFramework['areas'][number]): Area => ({
  id: row.id,
  title: row.title,
  kind: row.kind as Area['kind'],
  standing: row.standing as Area['standing'],
  state: row.state as Area['state'],
  cameFrom: row.cameFrom,
  formerTitles: row.formerTitles,
  wordings: row.definitions.map(({ text }) => text),
});

export const toFramework = (row: WholeFramework): programmeApi.Framework => ({
  id: row.id,
  programmeId: row.programmeId,
  edition: row.edition,
  areas: row.areas.map(toOutcomeArea),
  changes: row.changes.map(toRecorded),
  version: row.version,
});

export const toOutcomeArea = (row: WholeFramework['areas'][number]): programmeApi.OutcomeArea => ({
  id: row.id,
  title: row.title,
  kind: row.kind as Area['kind'],
  standing: row.standing as Area['standing'],
  state: row.state as Area['state'],
  cameFrom: row.cameFrom,
  formerTitles: row.formerTitles,
  definitions: row.definitions.map(({ edition, text, reason, source, writtenBy, writtenAt }) => ({
    ...{ edition, text, reason, source, writtenBy },
    writtenAt: writtenAt.toISOString(),
  })),
});

export const toRecorded = (row: WholeFramework['changes'][number]): programmeApi.RecordedChange => ({
  id: row.id,
  change: row.change as programmeApi.RecordedChange['change'],
  areaIds: row.areaIds,
  says: row.says,
  reason: row.reason,
  decidedBy: row.decidedBy,
  source: row.source,
  recordedBy: row.recordedBy,
  recordedAt: row.recordedAt.toISOString(),
});
