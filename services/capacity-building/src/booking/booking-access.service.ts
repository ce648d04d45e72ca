import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { found, Store } from '@commissioning/service';
import type { Booking, PrismaClient } from '../../generated/prisma/client';
import type { Booker } from '../organisation/organisation.queries';
import { OrganisationService } from '../organisation/organisation.service';

/** Who may see a booking and who may do something with it. */
@Injectable()
export class BookingAccess {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly organisations: OrganisationService,
  ) {}

  /** Who may not see a booking learns nothing of it: throws `NotThere`. */
  async mustSee(id: string, actor: Actor): Promise<Booking> {
    const booking = found(await this.store.db.booking.findUnique({ where: { id } }), 'booking');
    await this.organisations.mustSeeBooking(actor, booking);
    return booking;
  }

  /** Who may see it must also act for its organisation at this moment: throws `Forbidden`. */
  async mustAct(id: string, actor: Actor): Promise<Booker> {
    const { organisationId } = await this.mustSee(id, actor);
    return this.organisations.mustActFor(actor, organisationId);
  }
}
