import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, mustBeCurrent, Store } from '@commissioning/service';
import {
  bookingCancelled,
  bookingConfirmed,
  bookingHeld,
  bookingOffered,
  bookingPassedOver,
  type capacityBuildingApi,
} from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { mustBeOnOffer } from '../booking/booking';
import { BookingAccess } from '../booking/booking-access.service';
import { factOf, lockBooking, withoutPlaces, withPlaces } from '../booking/booking.queries';
import { theBooking } from '../booking/shown-booking.queries';
import { lockSession, placesOf, type SessionRow } from '../session/session.queries';
import { countOf, openTo, type Places } from '../waiting-list/places';
import { WaitingListPolicy } from '../waiting-list/waiting-list';
import { fromPools, turnFor, type WaitingParty } from '../waiting-list/waiting-list.queries';

/** Places that became free, and the parties that wait for them. */
@Injectable()
export class OfferService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly policy: WaitingListPolicy,
    private readonly access: BookingAccess,
  ) {}

  /**
   * Hands out what is free to the first parties that fit; in the same transaction as what freed it. The newcomer, who
   * is asking at this moment, needs no offer: resolves to the places that there are for it, if there are enough.
   */
  async handOut(
    change: Change<PrismaClient>,
    session: SessionRow,
    newcomerId?: string,
  ): Promise<Places | undefined> {
    const { startsAt } = session;
    const free = placesOf(session);
    if (session.state !== 'scheduled' || change.now.epochMilliseconds >= startsAt.getTime()) return undefined;
    if (session.partiesWaiting === 0 || countOf(free) === 0) return undefined;
    const { offered, held, passedOver } = await turnFor(change.db, session, this.policy, free);
    for (const party of passedOver) await this.passOver(change, session, party, free);
    for (const { party, places } of held) await this.hold(change, session, party, places);
    const offeredUntil = this.policy.offerEnds(change.now, startsAt.getTime());
    for (const { party, places } of offered) {
      if (party.id === newcomerId) continue;
      await change.db.booking.update({
        where: { id: party.id },
        data: { ...withPlaces(places, offeredUntil), version: party.booking.version + 1 },
      });
      const expiresAt = offeredUntil.toISOString();
      await change.emit(bookingOffered, { ...factOf(party.booking, session), expiresAt });
    }
    return offered.find(({ party }) => party.id === newcomerId)?.places;
  }

  /** What was freed in this change goes on at once: the session is looked at as the change leaves it. */
  async handOn(change: Change<PrismaClient>, sessionId: string): Promise<void> {
    await this.handOut(change, await lockSession(change, sessionId));
  }

  async accept(id: string, version: number, actor: Actor): Promise<capacityBuildingApi.Booking> {
    await this.access.mustAct(id, actor);
    return this.store.change(actor, async (change) => {
      const { booking, session } = await lockBooking(change, id);
      mustBeCurrent(booking.version, version, 'booking');
      mustBeOnOffer(booking.state, booking.offeredUntil?.getTime(), change.now.epochMilliseconds);
      await change.db.booking.update({
        where: { id },
        data: { state: 'booked', offeredUntil: null, version: version + 1 },
      });
      await change.emit(bookingConfirmed, factOf(booking, session));
      return theBooking(change.db, id);
    });
  }

  /** An offer that is declined goes on to the next party at once. */
  async decline(id: string, version: number, actor: Actor): Promise<capacityBuildingApi.Booking> {
    await this.access.mustAct(id, actor);
    return this.store.change(actor, async (change) => {
      const { booking, session } = await lockBooking(change, id);
      mustBeCurrent(booking.version, version, 'booking');
      mustBeOnOffer(booking.state, booking.offeredUntil?.getTime(), change.now.epochMilliseconds);
      const because = 'declined';
      await change.db.booking.update({
        where: { id },
        data: { ...withoutPlaces({ state: 'cancelled', because }), version: version + 1 },
      });
      await change.emit(bookingCancelled, { ...factOf(booking, session), because });
      await this.handOn(change, session.id);
      return theBooking(change.db, id);
    });
  }

  private async passOver(
    change: Change<PrismaClient>,
    session: SessionRow,
    { booking, rules }: WaitingParty,
    free: Places,
  ): Promise<void> {
    const times = booking.passedOver + 1;
    const placesFree = countOf(openTo(free, rules));
    await change.db.booking.update({
      where: { id: booking.id },
      data: {
        passedOver: times,
        passes: {
          create: { id: uuidv7(), passedAt: new Date(change.now.epochMilliseconds), placesFree },
        },
      },
    });
    await change.emit(bookingPassedOver, { ...factOf(booking, session), placesFree, times });
  }

  private async hold(
    change: Change<PrismaClient>,
    session: SessionRow,
    { booking }: WaitingParty,
    places: Places,
  ): Promise<void> {
    const held = countOf(places);
    await change.db.booking.update({ where: { id: booking.id }, data: { held, ...fromPools(places) } });
    await change.emit(bookingHeld, { ...factOf(booking, session), held });
  }
}
