import type { Change } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';

/** Places of the booking that are in the facts of this stage; 0 when none are. */
export async function countedBefore(
  { db }: Change<PrismaClient>,
  bookingId: string,
  stage: string,
): Promise<number> {
  const row = await db.countedPlaces.findUnique({ where: { bookingId_stage: { bookingId, stage } } });
  return row?.places ?? 0;
}

export async function rememberCounted(
  { db }: Change<PrismaClient>,
  bookingId: string,
  stage: string,
  places: number,
): Promise<void> {
  await db.countedPlaces.upsert({
    where: { bookingId_stage: { bookingId, stage } },
    create: { bookingId, stage, places },
    update: { places },
  });
}
