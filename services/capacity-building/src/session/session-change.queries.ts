import type { Change, TransactionOf } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';

/** What differs from before, by the names of the parts. */
interface Recorded {
  readonly reason: string;
  readonly parts: readonly capacityBuildingApi.ChangedPart[];
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** Keeps a change of a session with its reason, for everybody who wonders later. Resolves to its id. */
export async function recordChange(
  { db, now, actor }: Change<PrismaClient>,
  sessionId: string,
  { reason, parts, before, after }: Recorded,
): Promise<string> {
  const id = uuidv7();
  await db.sessionChange.create({
    data: {
      ...{ id, sessionId, reason, parts: [...parts], changedBy: actor.name },
      changedAt: new Date(now.epochMilliseconds),
      before: before as Prisma.InputJsonObject,
      after: after as Prisma.InputJsonObject,
    },
  });
  return id;
}

/** What was changed of a session, the last first. */
export async function changesOf(
  db: TransactionOf<PrismaClient>,
  sessionId: string,
): Promise<capacityBuildingApi.SessionChange[]> {
  const rows = await db.sessionChange.findMany({ where: { sessionId }, orderBy: { id: 'desc' } });
  return rows.map(({ changedAt, changedBy, reason, parts, before, after }) => ({
    ...{ changedAt: changedAt.toISOString(), changedBy, reason },
    parts: parts as capacityBuildingApi.ChangedPart[],
    before: before as Record<string, unknown>,
    after: after as Record<string, unknown>,
  }));
}

/** The most places that one organisation has, is offered or waits for. */
export async function largestShare({ sql }: Change<PrismaClient>, sessionId: string): Promise<number> {
  const [row] = await sql.query<{ most: number }>(
    'SELECT coalesce(max(taken), 0)::int AS most FROM session_share WHERE session_id = $1::uuid',
    [sessionId],
  );
  return row?.most ?? 0;
}

/** When a session starts earlier, offers end and pools are released before it all the same. */
export async function endBeforeStart(
  { db }: Change<PrismaClient>,
  sessionId: string,
  startsAt: Date,
): Promise<void> {
  await db.booking.updateMany({
    where: { sessionId, state: 'offered', offeredUntil: { gt: startsAt } },
    data: { offeredUntil: startsAt },
  });
  await db.sessionPool.updateMany({
    where: { sessionId, releaseAt: { gt: startsAt } },
    data: { releaseAt: startsAt },
  });
}
