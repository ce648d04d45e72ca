import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, found, mustBeCurrent, Store } from '@commissioning/service';
import { bookingConfirmed, bookingOffered, type capacityBuildingApi } from '@commissioning/schemas';
import type { Booking, PrismaClient } from '../../generated/prisma/client';
import { OrganisationService } from '../organisation/organisation.service';
import { placesFree, type SessionRow } from '../session/session.queries';
import { mustBeOnOffer } from './booking';
import { factOf, lockBooking, shown, waitingFor } from './booking.queries';
import { WaitingListPolicy } from './waiting-list';

/** Places that became free, and the parties that wait for them. */
@Injectable()
export class OfferService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly policy: WaitingListPolicy,
    private readonly organisations: OrganisationService,
  ) {}

  /**
   * Hands out what is free to the first parties that fit; in the same transaction as what freed it. The newcomer, who
   * is asking at this moment, needs no offer: resolves to whether there was room for it.
   */
  async handOut(change: Change<PrismaClient>, session: SessionRow, newcomer?: Booking): Promise<boolean> {
    const { startsAt } = session;
    if (session.state !== 'scheduled' || change.now.epochMilliseconds >= startsAt.getTime()) return false;
    const list = await waitingFor(change.db, session.id);
    const { offered, passedOver } = this.policy.turn(list, placesFree(session));
    const offeredUntil = this.policy.offerEnds(change.now, startsAt.getTime());
    for (const party of passedOver) {
      await change.db.booking.update({
        where: { id: party.id },
        data: { passedOver: party.passedOver + 1 },
      });
    }
    for (const party of offered) {
      if (party.id === newcomer?.id) continue;
      await change.db.booking.update({
        where: { id: party.id },
        data: { state: 'offered', offeredUntil, version: party.version + 1 },
      });
      await change.emit(bookingOffered, { ...factOf(party, session), expiresAt: offeredUntil.toISOString() });
    }
    return offered.some(({ id }) => id === newcomer?.id);
  }

  async accept(id: string, version: number, actor: Actor): Promise<capacityBuildingApi.Booking> {
    const { organisationId } = found(await this.store.db.booking.findUnique({ where: { id } }), 'booking');
    await this.organisations.mustSee(actor, organisationId, 'booking');
    await this.organisations.mustActFor(actor, organisationId);
    return this.store.change(actor, async (change) => {
      const { booking, session } = await lockBooking(change, id);
      mustBeCurrent(booking.version, version, 'booking');
      mustBeOnOffer(booking.state, booking.offeredUntil?.getTime(), change.now.epochMilliseconds);
      await change.db.booking.update({
        where: { id },
        data: { state: 'booked', offeredUntil: null, version: version + 1 },
      });
      await change.emit(bookingConfirmed, factOf(booking, session));
      const [accepted] = await shown(change.db, { id });
      return accepted as capacityBuildingApi.Booking;
    });
  }
}
