import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { found, mustBeCurrent, Store } from '@commissioning/service';
import {
  bookingCancelled,
  bookingConfirmed,
  bookingWaitlisted,
  type capacityBuildingApi,
} from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { OrganisationService } from '../organisation/organisation.service';
import { lockSession } from '../session/session.queries';
import {
  mustBeforeStart,
  mustBeLiving,
  mustBeOpenForBooking,
  mustStayWithinCap,
  namedPlaces,
} from './booking';
import { factOf, livingPlaces, lockBooking, shown } from './booking.queries';
import { OfferService } from './offer.service';

@Injectable()
export class BookingService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly offers: OfferService,
    private readonly organisations: OrganisationService,
  ) {}

  /** Books places, or puts the party on the waiting list when there is no room for all of it. */
  async book(draft: capacityBuildingApi.NewBooking, actor: Actor): Promise<capacityBuildingApi.Booking> {
    const { sessionId, organisationId, places } = draft;
    await this.organisations.mustActFor(actor, organisationId);
    return this.store.change(actor, async (change) => {
      const session = await lockSession(change, sessionId);
      const now = change.now.epochMilliseconds;
      const { state, bookingOpensAt, bookingClosesAt, capPerOrganisation } = session;
      mustBeOpenForBooking(
        { state, bookingOpensAt: bookingOpensAt.getTime(), bookingClosesAt: bookingClosesAt.getTime() },
        now,
      );
      mustStayWithinCap(capPerOrganisation, await livingPlaces(change.db, sessionId, organisationId), places);
      const names = namedPlaces(places, draft.names);
      const party = await change.db.booking.create({
        data: {
          id: uuidv7(),
          ...{ sessionId, organisationId, places, state: 'waiting', bookedBy: actor.id },
          bookedAt: new Date(now),
          people: { create: names.map((name, index) => ({ place: index + 1, name })) },
        },
      });
      const room = await this.offers.handOut(change, session, party);
      if (room) await change.db.booking.update({ where: { id: party.id }, data: { state: 'booked' } });
      await change.emit(room ? bookingConfirmed : bookingWaitlisted, factOf(party, session));
      return one(await shown(change.db, { id: party.id }));
    });
  }

  /** Gives places back, declines an offer or leaves the list; what is freed is offered on at once. */
  async cancel(id: string, version: number, actor: Actor): Promise<capacityBuildingApi.Booking> {
    await this.mustActForBooking(id, actor);
    return this.store.change(actor, async (change) => {
      const { booking, session } = await lockBooking(change, id);
      mustBeCurrent(booking.version, version, 'booking');
      mustBeLiving(booking.state);
      mustBeforeStart(session.startsAt.getTime(), change.now.epochMilliseconds);
      await change.db.booking.update({
        where: { id },
        data: { state: 'cancelled', offeredUntil: null, version: version + 1 },
      });
      await change.emit(bookingCancelled, factOf(booking, session));
      await this.offers.handOut(change, await lockSession(change, session.id));
      return one(await shown(change.db, { id }));
    });
  }

  /** Names the people, or swaps them, without losing the places. */
  async name(
    id: string,
    version: number,
    names: readonly (string | null)[],
    actor: Actor,
  ): Promise<capacityBuildingApi.Booking> {
    await this.mustActForBooking(id, actor);
    return this.store.change(actor, async (change) => {
      const { booking, session } = await lockBooking(change, id);
      mustBeCurrent(booking.version, version, 'booking');
      mustBeLiving(booking.state);
      mustBeforeStart(session.startsAt.getTime(), change.now.epochMilliseconds);
      for (const [index, name] of namedPlaces(booking.places, names).entries()) {
        await change.db.attendee.update({
          where: { bookingId_place: { bookingId: id, place: index + 1 } },
          data: { name },
        });
      }
      await change.db.booking.update({ where: { id }, data: { version: version + 1 } });
      await change.audit('booking', id, 'people-named');
      return one(await shown(change.db, { id }));
    });
  }

  async ofOrganisation(
    organisationId: string,
    actor: Actor,
  ): Promise<{ items: capacityBuildingApi.Booking[] }> {
    await this.organisations.mustSee(actor, organisationId, 'organisation of yours');
    return { items: await shown(this.store.db, { organisationId }) };
  }

  async ofSession(sessionId: string): Promise<{ items: capacityBuildingApi.Booking[] }> {
    found(await this.store.db.session.findUnique({ where: { id: sessionId } }), 'session');
    return { items: await shown(this.store.db, { sessionId }) };
  }

  async show(id: string, actor: Actor): Promise<capacityBuildingApi.Booking> {
    const booking = one(await shown(this.store.db, { id }));
    await this.organisations.mustSee(actor, booking.organisationId, 'booking');
    return booking;
  }

  /** Who may not see a booking learns nothing of it; who may see it is asked for again at the register. */
  private async mustActForBooking(id: string, actor: Actor): Promise<void> {
    const { organisationId } = found(await this.store.db.booking.findUnique({ where: { id } }), 'booking');
    await this.organisations.mustSee(actor, organisationId, 'booking');
    await this.organisations.mustActFor(actor, organisationId);
  }
}

const one = (bookings: capacityBuildingApi.Booking[]): capacityBuildingApi.Booking =>
  found(bookings[0], 'booking');
