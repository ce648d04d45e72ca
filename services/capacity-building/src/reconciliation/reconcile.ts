import type { Temporal } from '@commissioning/calendar';
import type { TransactionOf } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import { placesOf, WHOLE_SESSION } from '../session/session.queries';
import type { WaitingListPolicy } from '../waiting-list/waiting-list';
import { turnFor } from '../waiting-list/waiting-list.queries';
import { type Comparison, disagreementsOf } from './reconciliation';
import { comparedCounts, toldBookings } from './reconciliation.queries';

/** A large history takes its time; nothing is locked meanwhile. */
const LIMITS = { isolationLevel: 'RepeatableRead', timeout: 600_000, maxWait: 10_000 } as const;

/**
 * Compares everything that is kept twice: counters and rows, bookings and what was told of them, the waiting list and
 * the places that are free. All of one moment, so that it can run beside a working service.
 */
export function reconcile(
  db: PrismaClient,
  policy: WaitingListPolicy,
  now: Temporal.Instant,
): Promise<Comparison[]> {
  return db.$transaction(async (tx) => {
    const told = await toldBookings(tx);
    const events = {
      what: `${told.length} bookings: rows and events`,
      disagreements: told.flatMap(disagreementsOf),
    };
    return [...(await comparedCounts(tx)), events, await overlooked(tx, policy, now)];
  }, LIMITS);
}

/** Nobody waits beside places that their party could have. */
async function overlooked(
  db: TransactionOf<PrismaClient>,
  policy: WaitingListPolicy,
  now: Temporal.Instant,
): Promise<Comparison> {
  const sessions = await db.session.findMany({
    where: {
      state: 'scheduled',
      partiesWaiting: { gt: 0 },
      startsAt: { gt: new Date(now.epochMilliseconds) },
    },
    include: WHOLE_SESSION,
    orderBy: { id: 'asc' },
  });
  const disagreements: string[] = [];
  for (const session of sessions) {
    const { offered } = await turnFor(db, session, policy, placesOf(session));
    for (const { party } of offered)
      disagreements.push(
        `${session.id}: booking ${party.id} waits for ${party.places} places that are free.`,
      );
  }
  return { what: `${sessions.length} waiting lists: turns and free places`, disagreements };
}
