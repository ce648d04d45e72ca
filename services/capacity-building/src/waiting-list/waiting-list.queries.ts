import type { TransactionOf } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { Booking, PassOver, PrismaClient } from '../../generated/prisma/client';
import { rulesById } from '../organisation/organisation.queries';
import type { Rule } from '../pool/pool';
import type { SessionRow } from '../session/session.queries';
import { countOf, type Places } from './places';
import { type Party, RANK_OF_RETURNED, type Turn, type WaitingListPolicy } from './waiting-list';

type Db = TransactionOf<PrismaClient>;

/** Parties that are looked at first: most places go to one of them. */
const A_FEW = 20;

/** By priority, then by time: the first first. */
export const IN_ORDER = [{ rank: 'asc' as const }, { bookedAt: 'asc' as const }, { id: 'asc' as const }];

/** A booking that waits, as the waiting list looks at it. */
export type WaitingParty = Party & { readonly booking: Booking };

/** Whose turn it is for these places: as much of the list is read as it takes until none of them is left. */
export async function turnFor(
  db: Db,
  session: SessionRow,
  policy: WaitingListPolicy,
  free: Places,
): Promise<Turn<WaitingParty>> {
  for (let most = A_FEW; ; most *= 10) {
    const list = await waitingFor(db, session, most);
    const turn = policy.turn(list, free);
    if (list.length < most || countOf(turn.left) === 0) return turn;
  }
}

/**
 * The first parties that wait for a session, the first first. One that is larger than the whole session, since that
 * became smaller, has no turn: nothing is held for it and nobody passes it over.
 */
async function waitingFor(db: Db, session: SessionRow, most: number): Promise<WaitingParty[]> {
  const bookings = await db.booking.findMany({
    where: { sessionId: session.id, state: 'waiting', places: { lte: session.capacity } },
    orderBy: IN_ORDER,
    take: most,
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

/**
 * How many parties wait before each one, by booking and in the order of the lists: of whole sessions, or of those
 * bookings alone.
 */
export async function placesInList(
  db: Db,
  sessionIds: readonly string[],
  ids: readonly string[] | null = null,
): Promise<Map<string, number>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db.$queryRawUnsafe<{ id: string; before: number }[]>(
    `SELECT id::text, before::int FROM (
       SELECT id, session_id, row_number() OVER (PARTITION BY session_id ORDER BY rank, booked_at, id) - 1 AS before
       FROM booking WHERE state = 'waiting' AND session_id = ANY ($1::uuid[])) list
     WHERE $2::uuid[] IS NULL OR id = ANY ($2::uuid[]) ORDER BY session_id, before`,
    [...new Set(sessionIds)],
    ids,
  );
  return new Map(rows.map(({ id, before }) => [id, before]));
}

/** Where a party stands and why, in words that its organisation may read. */
export const standingOf = (
  row: Booking & { session: { priority: string[]; capacity: number }; passes: PassOver[] },
  before: number,
): capacityBuildingApi.Standing => {
  const priority = row.session.priority[row.rank];
  return {
    position: before + 1,
    ...(priority && { priority: priority as Rule }),
    hadPlaces: row.rank === RANK_OF_RETURNED,
    held: row.held,
    tooLarge: row.places > row.session.capacity,
    passes: row.passes.map(({ passedAt, placesFree }) => ({
      ...{ at: passedAt.toISOString(), placesFree },
      reason: `${counted(placesFree)} free; a party of ${row.places} did not fit, so a smaller one had its turn.`,
    })),
  };
};

const counted = (places: number): string => (places === 1 ? '1 place was' : `${places} places were`);
