import type { Change } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';

/** A booking at a stage, in the facts that this consumer makes. */
export interface Counted {
  readonly consumer: string;
  readonly bookingId: string;
  readonly stage: string;
}

/** Places of the booking that are in the facts of this stage; 0 when none are. */
export async function countedBefore({ db }: Change<PrismaClient>, counted: Counted): Promise<number> {
  const row = await db.countedPlaces.findUnique({ where: { consumer_bookingId_stage: counted } });
  return row?.places ?? 0;
}

export async function rememberCounted(
  { db }: Change<PrismaClient>,
  counted: Counted,
  places: number,
): Promise<void> {
  await db.countedPlaces.upsert({
    where: { consumer_bookingId_stage: counted },
    create: { ...counted, places },
    update: { places },
  });
}
