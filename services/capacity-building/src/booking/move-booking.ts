import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, found, must, mustBeCurrent, Store } from '@commissioning/service';
import { bookingCancelled, bookingMoved, type capacityBuildingApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Attendee, Booking, PrismaClient } from '../../generated/prisma/client';
import { OfferService } from '../offer/offer.service';
import { lockSession } from '../session/session.queries';
import { mustBeforeStart, mustBeMovable } from './booking';
import { BookingAccess } from './booking-access.service';
import { factOf, withoutPlaces } from './booking.queries';
import { PlaceParty } from './place-party';

/** A party goes to another session of the course with its people; without room there it stays where it is. */
@Injectable()
export class MoveBooking {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly access: BookingAccess,
    private readonly parties: PlaceParty,
    private readonly offers: OfferService,
  ) {}

  /** Resolves to the booking in the other session. */
  async move(
    id: string,
    version: number,
    toSessionId: string,
    actor: Actor,
  ): Promise<capacityBuildingApi.Booking> {
    const booker = await this.access.mustAct(id, actor);
    return this.store.change(actor, async (change) => {
      const { booking, from, to } = await this.lockBoth(change, id, toSessionId);
      mustBeCurrent(booking.version, version, 'booking');
      mustBeMovable(booking, from, to);
      const isOver = booking.state === 'cancelled';
      if (!isOver) mustBeforeStart(from.startsAt.getTime(), change.now.epochMilliseconds);

      const toBookingId = uuidv7();
      await change.db.booking.update({
        where: { id },
        data: {
          ...(!isOver && withoutPlaces({ state: 'cancelled', because: 'moved' })),
          ...{ movedTo: toBookingId, version: version + 1 },
        },
      });
      if (!isOver) await change.emit(bookingCancelled, { ...factOf(booking, from), because: 'moved' });
      await change.emit(bookingMoved, { ...factOf(booking, from), toSessionId, toBookingId });
      const coming = { id: toBookingId, movedFrom: id };
      const moved = await this.parties.place(change, draftOf(booking, toSessionId), booker, coming);
      must(
        moved.state === 'booked',
        'no-room-to-move',
        'There is not room for the whole party in the other session. The booking stays where it is.',
      );
      if (!isOver) await this.offers.handOn(change, from.id);
      return moved;
    });
  }

  /** Both sessions, always in the same order, so that two moves in opposite directions never wait for each other. */
  private async lockBoth(change: Change<PrismaClient>, id: string, toSessionId: string) {
    const { sessionId } = found(await change.db.booking.findUnique({ where: { id } }), 'booking');
    const sessions = new Map<string, Awaited<ReturnType<typeof lockSession>>>();
    for (const session of [...new Set([sessionId, toSessionId])].sort())
      sessions.set(session, await lockSession(change, session));
    const booking = await change.db.booking.findUniqueOrThrow({
      where: { id },
      include: { people: { orderBy: { place: 'asc' } } },
    });
    return {
      booking,
      from: found(sessions.get(sessionId), 'session'),
      to: found(sessions.get(toSessionId), 'session'),
    };
  }
}

const draftOf = (
  booking: Booking & { people: Attendee[] },
  sessionId: string,
): capacityBuildingApi.NewBooking => {
  const { organisationId, places, contactName, contactEmail, contactPhone } = booking;
  const contact =
    contactName && contactEmail
      ? { name: contactName, email: contactEmail, ...(contactPhone && { phone: contactPhone }) }
      : undefined;
  const names = booking.people.map(({ name, email }) => name && { name, ...(email && { email }) });
  return { sessionId, organisationId, places, names, ...(contact && { contact }) };
};
