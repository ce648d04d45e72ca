import type { TransactionOf } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { Booking, PassOver, PrismaClient } from '../../generated/prisma/client';
import { rulesById } from '../organisation/organisation.queries';
import type { Rule } from '../pool/pool';
import type { SessionRow } from '../session/session.queries';
import type { Places } from './places';
import { type Party, RANK_OF_RETURNED } from './waiting-list';

type Db = TransactionOf<PrismaClient>;

/** By priority, then by time: the first first. */
export const IN_ORDER = [{ rank: 'asc' as const }, { bookedAt: 'asc' as const }, { id: 'asc' as const }];

/** A booking that waits, as the waiting list looks at it. */
export type WaitingParty = Party & { readonly booking: Booking };

/** Parties that wait for a session, the first first. */
export async function waitingFor(db: Db, session: SessionRow): Promise<WaitingParty[]> {
  const bookings = await db.booking.findMany({
    where: { sessionId: session.id, state: 'waiting' },
    orderBy: IN_ORDER,
  });
  // Without pools the rules decide nothing here.
  const rules =
    session.pools.length > 0
      ? await rulesById(
          db,
          bookings.map(({ organisationId }) => organisationId),
        )
      : new Map<string, Rule[]>();
  return bookings.map((booking) => ({
    ...{ booking, id: booking.id, places: booking.places, passedOver: booking.passedOver },
    rules: rules.get(booking.organisationId) ?? [],
    held: sourceOf(booking),
  }));
}

/** Places of a booking by pool, as its columns say it. */
export const fromPools = ({ pools }: Places) => ({
  fromSmall: pools.small ?? 0,
  fromEqualityFocused: pools['equality-focused'] ?? 0,
  fromFirstTimeBidder: pools['first-time-bidder'] ?? 0,
});

/** Where the places of a booking come from: those that it has, or those that are held for it. */
export const sourceOf = (booking: Booking): Places => {
  const { fromSmall, fromEqualityFocused, fromFirstTimeBidder } = booking;
  const there = booking.state === 'waiting' ? booking.held : booking.places;
  return {
    free: there - fromSmall - fromEqualityFocused - fromFirstTimeBidder,
    pools: {
      small: fromSmall,
      'equality-focused': fromEqualityFocused,
      'first-time-bidder': fromFirstTimeBidder,
    },
  };
};

/** How many parties wait before each one, by booking. */
export async function placesInList(db: Db, sessionIds: readonly string[]): Promise<Map<string, number>> {
  if (sessionIds.length === 0) return new Map();
  const waiting = await db.booking.findMany({
    where: { sessionId: { in: [...new Set(sessionIds)] }, state: 'waiting' },
    orderBy: IN_ORDER,
    select: { id: true, sessionId: true },
  });
  const before = new Map<string, number>();
  return new Map(
    waiting.map(({ id, sessionId }) => {
      const place = before.get(sessionId) ?? 0;
      before.set(sessionId, place + 1);
      return [id, place];
    }),
  );
}

/** Where a party stands and why, in words that its organisation may read. */
export const standingOf = (
  row: Booking & { session: { priority: string[] }; passes: PassOver[] },
  before: number,
): capacityBuildingApi.Standing => {
  const priority = row.session.priority[row.rank];
  return {
    position: before + 1,
    ...(priority && { priority: priority as Rule }),
    hadPlaces: row.rank === RANK_OF_RETURNED,
    held: row.held,
    passes: row.passes.map(({ passedAt, placesFree }) => ({
      ...{ at: passedAt.toISOString(), placesFree },
      reason: `${counted(placesFree)} free; a party of ${row.places} did not fit, so a smaller one had its turn.`,
    })),
  };
};

const counted = (places: number): string => (places === 1 ? '1 place was' : `${places} places were`);
