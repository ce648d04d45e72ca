import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, Clock, found, Store } from '@commissioning/service';
import {
  bookingCancelled,
  bookingReturnedToList,
  type capacityBuildingApi,
  sessionCapacityChanged,
} from '@commissioning/schemas';
import type { Booking, PrismaClient } from '../../generated/prisma/client';
import { factOf, withoutPlaces } from '../booking/booking.queries';
import { OfferService } from '../offer/offer.service';
import { namesOf } from '../organisation/organisation.queries';
import { recordChange } from '../session/session-change.queries';
import {
  countsOf,
  lockSession,
  lockToChange,
  placesFree,
  placesOf,
  type SessionRow,
  toSession,
  WHOLE_SESSION,
} from '../session/session.queries';
import { NONE } from '../waiting-list/places';
import { RANK_OF_RETURNED, WaitingListPolicy } from '../waiting-list/waiting-list';
import { fromPools, turnFor } from '../waiting-list/waiting-list.queries';
import { mustBePlanned, mustFit, shortOf, suggestedPlan } from './capacity';

/** More places, or fewer. */
@Injectable()
export class CapacityService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly offers: OfferService,
    private readonly policy: WaitingListPolicy,
  ) {}

  /** What a change would mean, before anybody confirms it: who would give way, who would be offered places. */
  async outlook(id: string, capacity: number): Promise<capacityBuildingApi.CapacityOutlook> {
    const { db } = this.store;
    const session = found(await db.session.findUnique({ where: { id }, include: WHOLE_SESSION }), 'session');
    const places = countsOf(session);
    const short = shortOf(capacity, places);
    const holders = await holdersOf(db, id);
    const plan = suggestedPlan(holders, short);
    const free = {
      ...placesOf(session),
      free: Math.max(0, placesFree(session) + capacity - session.capacity),
    };
    const isAhead = this.clock.now().epochMilliseconds < session.startsAt.getTime();
    const resized = { ...session, capacity };
    const { offered } = isAhead ? await turnFor(db, resized, this.policy, free) : { offered: [] };
    const gaining = short > 0 ? [] : offered.map(({ party }) => party.booking);
    const names = await namesOf(
      db,
      [...plan.map(({ holder }) => holder), ...gaining].map(({ organisationId }) => organisationId),
    );
    const party = ({ id: bookingId, organisationId, places: wanted }: Booking) => {
      const organisationName = names.get(organisationId);
      return { bookingId, organisationId, ...(organisationName && { organisationName }), places: wanted };
    };
    const suggestion = plan.map(({ holder, action }) => ({
      ...{ ...party(holder), action },
      state: holder.state as 'booked' | 'offered',
    }));
    return { capacity, places, short, suggestion, offers: gaining.map(party) };
  }

  /** Raising offers the new places to the waiting list before anybody else can book them; lowering follows a plan. */
  async change(
    id: string,
    version: number,
    { capacity, reason, plan = [] }: capacityBuildingApi.ChangeCapacity,
    actor: Actor,
  ): Promise<capacityBuildingApi.Session> {
    return this.store.change(actor, async (change) => {
      const session = await lockToChange(change, id, version);
      const holders = await holdersOf(change.db, id);
      mustBePlanned(shortOf(capacity, countsOf(session)), plan, holders);
      if (capacity < session.capacity) await letGo(change, id);
      const parties = new Map(holders.map((holder) => [holder.id, holder]));
      for (const { bookingId, action } of plan) {
        const holder = found(parties.get(bookingId), 'booking');
        await takeBack(change, session, holder, action, reason);
      }
      // Pooled places that were held or taken back are kept by their pools again.
      mustFit(shortOf(capacity, countsOf(await lockSession(change, id))));
      await change.db.session.update({ where: { id }, data: { capacity, version: version + 1 } });
      const [before, after] = [{ capacity: session.capacity }, { capacity }];
      await recordChange(change, id, { reason, parts: ['capacity'], before, after });
      await change.emit(
        sessionCapacityChanged,
        { sessionId: id, before: session.capacity, capacity, reason },
        reason,
      );
      await this.offers.handOn(change, id);
      return toSession(await lockSession(change, id));
    });
  }
}

const holdersOf = (db: Change<PrismaClient>['db'], sessionId: string): Promise<Booking[]> =>
  db.booking.findMany({
    where: { sessionId, state: { in: ['booked', 'offered'] } },
    orderBy: [{ bookedAt: 'asc' }, { id: 'asc' }],
  });

/** What is held is nobody's promise: it is worked out anew once the capacity has changed. */
const letGo = ({ db }: Change<PrismaClient>, sessionId: string) =>
  db.booking.updateMany({ where: { sessionId, held: { gt: 0 } }, data: { held: 0, ...fromPools(NONE) } });

async function takeBack(
  change: Change<PrismaClient>,
  session: SessionRow,
  booking: Booking,
  action: capacityBuildingApi.Consequence['action'],
  reason: string,
): Promise<void> {
  const because = 'capacity-reduced';
  const ended =
    action === 'cancel'
      ? withoutPlaces({ state: 'cancelled', because })
      : { ...fromPools(NONE), state: 'waiting', offeredUntil: null, rank: RANK_OF_RETURNED };
  await change.db.booking.update({
    where: { id: booking.id },
    data: { ...ended, version: booking.version + 1 },
  });
  const fact = factOf(booking, session);
  if (action === 'cancel') await change.emit(bookingCancelled, { ...fact, because }, reason);
  else await change.emit(bookingReturnedToList, fact, reason);
}
