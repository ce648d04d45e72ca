import { type Change, found, type TransactionOf } from '@commissioning/service';
import type { Temporal } from '@commissioning/calendar';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import { standing, timeLeft } from './adjustment';

const OF_BOOKING = { booking: { include: { session: { include: { course: true } } } } } as const;

/** That something was asked for, with the session it is for; what it is, is not among it. */
export type AskedFor = Prisma.AdjustmentGetPayload<{ include: typeof OF_BOOKING }>;

/** The same with what is needed: special-category data. */
export type Needed = Prisma.AdjustmentGetPayload<{ include: typeof OF_BOOKING & { need: true } }>;

/** The request, locked until the change is over, without what is needed. */
export async function lockAdjustment({ db, sql }: Change<PrismaClient>, id: string): Promise<AskedFor> {
  await sql.query('SELECT 1 FROM adjustment WHERE id = $1::uuid FOR UPDATE', [id]);
  return found(await db.adjustment.findUnique({ where: { id }, include: OF_BOOKING }), 'adjustment');
}

export const askedFor = (
  db: TransactionOf<PrismaClient>,
  where: Prisma.AdjustmentWhereInput,
): Promise<AskedFor[]> => db.adjustment.findMany({ where, include: OF_BOOKING, orderBy: { id: 'asc' } });

/** What is needed, and in the same transaction the entry of who read it and why. */
export async function readNeeds(
  change: Change<PrismaClient>,
  about: { aggregate: string; id: string; purpose: string },
  where: Prisma.AdjustmentWhereInput,
): Promise<Needed[]> {
  const rows = await change.db.adjustment.findMany({
    where: { ...where, need: { isNot: null } },
    include: { ...OF_BOOKING, need: true },
    orderBy: [{ booking: { session: { startsAt: 'asc' } } }, { id: 'asc' }],
    take: 1_000,
  });
  await change.audit(about.aggregate, about.id, 'read', {
    ...{ reason: about.purpose, detail: { adjustments: rows.map(({ id }) => id) } },
  });
  return rows;
}

/** Nobody comes to these places of a booking any more: what was needed there is erased and arranged no more. */
export async function withdrawOf(
  { db, audit }: Change<PrismaClient>,
  bookingId: string,
  places: readonly number[],
): Promise<void> {
  const rows = await db.adjustment.findMany({ where: { bookingId, need: { place: { in: [...places] } } } });
  for (const { id, version } of rows) {
    await db.adjustmentNeed.delete({ where: { adjustmentId: id } });
    const data = { state: 'withdrawn', confirmedStartsAt: null, confirmedVenue: null, version: version + 1 };
    await db.adjustment.update({ where: { id }, data });
    await audit('adjustment', id, 'withdrawn', { reason: 'The place was given back.' });
  }
}

export function toAdjustment(
  row: Needed,
  organisationName: string | undefined,
  today: Temporal.PlainDate,
): capacityBuildingApi.Adjustment {
  const { booking, need } = row;
  const { session } = booking;
  const { arrangeBy, workingDaysLeft, late } = timeLeft(row.leadWorkingDays, session.startsAt, today);
  const { place, kind, detail, supplier, answer } = found(need, 'adjustment');
  return {
    ...{ id: row.id, bookingId: row.bookingId, sessionId: session.id },
    ...{ courseTitle: session.course.title, startsAt: session.startsAt.toISOString() },
    organisationId: booking.organisationId,
    ...(organisationName && { organisationName }),
    ...(place && { place }),
    kind: kind as capacityBuildingApi.AdjustmentKind,
    ...(detail && { detail }),
    ...standing(row, session),
    requestedAt: row.requestedAt.toISOString(),
    leadWorkingDays: row.leadWorkingDays,
    arrangeBy: arrangeBy.toString(),
    ...{ workingDaysLeft, late },
    ...(supplier && { supplier }),
    ...(answer && { answer }),
    version: row.version,
  };
}

/** What is answered to a step: nothing of what is needed. */
export function toReceipt(row: AskedFor, today: Temporal.PlainDate): capacityBuildingApi.AdjustmentReceipt {
  const { session } = row.booking;
  return {
    ...{ id: row.id, bookingId: row.bookingId, sessionId: session.id },
    state: standing(row, session).state,
    late: timeLeft(row.leadWorkingDays, session.startsAt, today).late,
    version: row.version,
  };
}
