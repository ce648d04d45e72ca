import { Inject, Injectable } from '@nestjs/common';
import { defineJob, type JobQueue } from '@commissioning/jobs';
import { Clock, JOBS, Store } from '@commissioning/service';
import { bookingOfferExpired } from '@commissioning/schemas';
import { z } from 'zod';
import type { PrismaClient } from '../../generated/prisma/client';
import { factOf, lockBooking, withoutPlaces } from '../booking/booking.queries';
import { OfferService } from './offer.service';

const sweepOffers = defineJob('booking.sweep-offers', z.strictObject({}));

/** The job only wakes the sweep; when an offer ends stands in its row. */
const EVERY_SECONDS = 15;

@Injectable()
export class OfferSweep {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly offers: OfferService,
    @Inject(JOBS) jobs: JobQueue,
  ) {
    // Not in onModuleInit: Nest runs that once for HTTP and once more for events.
    jobs.work(sweepOffers, async () => void (await this.sweep()));
    jobs.repeat(sweepOffers, { everySeconds: EVERY_SECONDS }, {});
  }

  /**
   * Ends every offer whose time is over and offers its places on; then looks for free places that nobody was offered
   * for whatever reason, while somebody waits. Resolves to how many offers ended.
   */
  async sweep(): Promise<number> {
    const over = await this.store.db.booking.findMany({
      where: { state: 'offered', offeredUntil: { lte: new Date(this.clock.now().epochMilliseconds) } },
      select: { id: true },
      orderBy: { offeredUntil: 'asc' },
    });
    const failures: unknown[] = [];
    // One that fails must not keep the others from their places.
    for (const { id } of over) await this.expire(id).catch((error: unknown) => failures.push(error));
    for (const { id } of await this.sessionsWithBoth())
      await this.store
        .transaction(undefined, (change) => this.offers.handOn(change, id))
        .catch((error: unknown) => failures.push(error));
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} offers could not be ended or made.`);
    return over.length;
  }

  /** Sessions ahead with places that are nobody's and parties that wait. */
  private sessionsWithBoth(): Promise<{ id: string }[]> {
    return this.store.db.$queryRawUnsafe(
      `SELECT id FROM session
       WHERE state = 'scheduled' AND parties_waiting > 0 AND starts_at > $1::timestamptz
         AND places_booked + places_offered + places_held < capacity
       ORDER BY starts_at, id`,
      this.clock.now().toString(),
    );
  }

  private async expire(id: string): Promise<void> {
    await this.store.transaction(undefined, async (change) => {
      const { booking, session } = await lockBooking(change, id);
      const until = booking.offeredUntil?.getTime();
      // Accepted, cancelled or swept by another process in the meantime.
      if (booking.state !== 'offered' || until === undefined || until > change.now.epochMilliseconds) return;
      await change.db.booking.update({
        where: { id },
        data: { ...withoutPlaces({ state: 'expired' }), version: booking.version + 1 },
      });
      await change.emit(bookingOfferExpired, factOf(booking, session));
      await this.offers.handOn(change, session.id);
    });
  }
}
