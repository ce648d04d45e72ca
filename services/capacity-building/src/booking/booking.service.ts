import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { afterCursor, type Change, found, must, mustBeCurrent, page, Store } from '@commissioning/service';
import {
  bookingCancelled,
  bookingKept,
  bookingPeopleNamed,
  bookingReduced,
  type capacityBuildingApi,
} from '@commissioning/schemas';
import type { Booking, PrismaClient } from '../../generated/prisma/client';
import { withdrawOf } from '../adjustment/adjustment.queries';
import { OfferService } from '../offer/offer.service';
import { namesWith } from '../organisation/organisation.queries';
import { OrganisationService } from '../organisation/organisation.service';
import type { SessionRow } from '../session/session.queries';
import { countOf, NONE, take } from '../waiting-list/places';
import { fromPools, sourceOf } from '../waiting-list/waiting-list.queries';
import { becauseOfCancelling, mustBeforeStart, mustBeLiving, mustBeSomePlaces, namedPlaces } from './booking';
import { BookingAccess } from './booking-access.service';
import { factOf, lockBooking, namePeople, placeNumbersOf, withoutPlaces } from './booking.queries';
import { PlaceParty } from './place-party';
import { shown, theBooking } from './shown-booking.queries';

type Shown = capacityBuildingApi.Booking;

@Injectable()
export class BookingService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly parties: PlaceParty,
    private readonly offers: OfferService,
    private readonly access: BookingAccess,
    private readonly organisations: OrganisationService,
  ) {}

  /** Books places, or puts the party on the waiting list when there is no room for all of it. */
  async book(draft: capacityBuildingApi.NewBooking, actor: Actor): Promise<Shown> {
    const booker = await this.organisations.mustActFor(actor, draft.organisationId);
    return this.store.change(actor, (change) => this.parties.place(change, draft, booker));
  }

  /** Gives places back, declines an offer or leaves the list; what is freed is offered on at once. */
  async cancel(id: string, version: number, actor: Actor): Promise<Shown> {
    return this.changing(id, version, actor, async (change, booking, session) => {
      const because = becauseOfCancelling(booking.state);
      await change.db.booking.update({
        where: { id },
        data: { ...withoutPlaces({ state: 'cancelled', because }), version: version + 1 },
      });
      await change.emit(bookingCancelled, { ...factOf(booking, session), because });
      await this.offers.handOn(change, session.id);
    });
  }

  /** Gives some places back and keeps the others; a party that waits waits for fewer and keeps its turn. */
  async giveBack(
    id: string,
    version: number,
    { places: givenBack }: capacityBuildingApi.GiveBackPlaces,
    actor: Actor,
  ): Promise<Shown> {
    return this.changing(id, version, actor, async (change, booking, session) => {
      mustBeSomePlaces(await placeNumbersOf(change.db, id), givenBack);
      const places = booking.places - givenBack.length;
      // Places out of a pool are kept as long as they can be; what is given back is open to more people.
      const kept = booking.held >= places ? NONE : take(sourceOf(booking), places);
      const held = booking.state === 'waiting' ? countOf(kept) : 0;
      await change.db.attendee.deleteMany({ where: { bookingId: id, place: { in: [...givenBack] } } });
      await withdrawOf(change, id, givenBack);
      await change.db.booking.update({
        where: { id },
        data: { places, held, ...fromPools(kept), version: version + 1 },
      });
      const state = booking.state as 'booked' | 'offered' | 'waiting';
      const fact = { ...factOf(booking, session), places, givenBack: givenBack.length, state };
      await change.emit(bookingReduced, fact);
      await this.offers.handOn(change, session.id);
    });
  }

  /** Names the people, or swaps them, without losing the places. */
  async name(
    id: string,
    version: number,
    { names }: capacityBuildingApi.NamePeople,
    actor: Actor,
  ): Promise<Shown> {
    return this.changing(id, version, actor, async (change, booking, session) => {
      const people = namedPlaces(booking.places, names);
      await namePeople(change, id, people);
      await change.db.booking.update({ where: { id }, data: { version: version + 1 } });
      const named = people.filter(({ name }) => name !== null).length;
      await change.emit(bookingPeopleNamed, { ...factOf(booking, session), named });
    });
  }

  /** After a change of the session: the organisation still comes. */
  async keep(id: string, version: number, actor: Actor): Promise<Shown> {
    return this.changing(id, version, actor, async (change, booking, session) => {
      must(
        booking.toldChange !== null,
        'nothing-to-answer',
        'This session was not changed since you booked.',
      );
      await change.db.booking.update({
        where: { id },
        data: { keptChange: booking.toldChange, version: version + 1 },
      });
      await change.emit(bookingKept, factOf(booking, session));
    });
  }

  /** An organisation's bookings, or what the actor made for teams; of a team's, an officer sees those that they made. */
  async list(
    { organisationId }: capacityBuildingApi.BookingQuery,
    actor: Actor,
  ): Promise<{ items: Shown[] }> {
    const whose =
      organisationId === undefined
        ? { bookedBy: actor.id, session: { course: { audience: 'internal' } } }
        : await this.organisations.bookingsSeenBy(actor, organisationId);
    return { items: await shown(this.store.db, whose) };
  }

  /** A page of a session's bookings. */
  async ofSession(
    sessionId: string,
    { state, find, cursor, limit }: capacityBuildingApi.SessionBookingsQuery,
  ): Promise<capacityBuildingApi.BookingPage> {
    const { db } = this.store;
    found(await db.session.findUnique({ where: { id: sessionId } }), 'session');
    const after = afterCursor(cursor);
    const where = {
      ...{ sessionId, ...(state && { state }), ...(after && { id: { gt: after } }) },
      ...(find && (await namesWith(db, find))),
    };
    return page(await shown(db, where, limit + 1), limit);
  }

  async show(id: string, actor: Actor): Promise<Shown> {
    await this.access.mustSee(id, actor);
    return theBooking(this.store.db, id);
  }

  /** A living booking before its session begins, changed by somebody who acts for its organisation. */
  private async changing(
    id: string,
    version: number,
    actor: Actor,
    work: (change: Change<PrismaClient>, booking: Booking, session: SessionRow) => Promise<void>,
  ): Promise<Shown> {
    await this.access.mustAct(id, actor);
    return this.store.change(actor, async (change) => {
      const { booking, session } = await lockBooking(change, id);
      mustBeCurrent(booking.version, version, 'booking');
      mustBeLiving(booking.state);
      mustBeforeStart(session.startsAt.getTime(), change.now.epochMilliseconds);
      await work(change, booking, session);
      return theBooking(change.db, id);
    });
  }
}
