import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { londonDate } from '@commissioning/calendar';
import { type Change, found, Store } from '@commissioning/service';
import {
  bookingCancelled,
  type capacityBuildingApi,
  sessionCancelled,
  sessionScheduled,
} from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { LIVING } from '../booking/booking';
import { factOf, withoutPlaces } from '../booking/booking.queries';
import { mustBeSoundPools } from '../pool/pool';
import { mustBeSeries, mustBeSound, mustBeWithinCapacity } from './session';
import {
  arrangementsOf,
  datesOf,
  lockToChange,
  type SessionRow,
  toSession,
  WHOLE_SESSION,
} from './session.queries';

@Injectable()
export class SessionService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async schedule(draft: capacityBuildingApi.NewSession, actor: Actor): Promise<capacityBuildingApi.Session> {
    return this.store.change(actor, async (change) => {
      found(await change.db.course.findUnique({ where: { id: draft.courseId } }), 'course');
      const now = change.now.epochMilliseconds;
      const { dates, ...place } = arrangementsOf(draft);
      const { courseId, capacity, capPerOrganisation, priority = [] } = draft;
      const bookingOpensAt = new Date(draft.bookingOpensAt ?? startOfMinute(now));
      const bookingClosesAt = new Date(draft.bookingClosesAt ?? draft.startsAt);
      const pools = (draft.pools ?? []).map((pool) => ({ ...pool, releaseAt: new Date(pool.releaseAt) }));
      const terms = {
        startsAt: place.startsAt.getTime(),
        ...{ bookingOpensAt: bookingOpensAt.getTime(), bookingClosesAt: bookingClosesAt.getTime() },
      };
      mustBeSound(terms, now, londonDate(draft.startsAt));
      mustBeWithinCapacity(capPerOrganisation, capacity);
      mustBeSeries(dates.map(({ startsAt, endsAt }) => ({ startsAt: +startsAt, endsAt: +endsAt })));
      mustBeSoundPools(
        pools.map((pool) => ({ ...pool, releaseAt: pool.releaseAt.getTime() })),
        capacity,
        terms.startsAt,
      );
      const { id } = await change.db.session.create({
        data: {
          ...{ id: uuidv7(), courseId, capacity, capPerOrganisation, priority, state: 'scheduled' },
          ...{ ...place, bookingOpensAt, bookingClosesAt },
          dates: { create: dates },
          pools: { create: pools },
        },
      });
      const row = await change.db.session.findUniqueOrThrow({ where: { id }, include: WHOLE_SESSION });
      await change.emit(sessionScheduled, scheduledFact(row));
      return toSession(row);
    });
  }

  /** Cancels the session and with it every booking, offer and place in the list; whoever asks is moved afterwards. */
  async cancel(
    id: string,
    version: number,
    reason: string,
    actor: Actor,
  ): Promise<capacityBuildingApi.Session> {
    return this.store.change(actor, async (change) => {
      const session = await lockToChange(change, id, version);
      await this.endBookings(change, session, reason);
      const row = await change.db.session.update({
        where: { id },
        data: { state: 'cancelled', cancelledBecause: reason, version: version + 1 },
        include: WHOLE_SESSION,
      });
      await change.emit(sessionCancelled, { sessionId: id, reason }, reason);
      return toSession(row);
    });
  }

  private async endBookings(
    change: Change<PrismaClient>,
    session: SessionRow,
    reason: string,
  ): Promise<void> {
    const bookings = await change.db.booking.findMany({
      where: { sessionId: session.id, state: { in: [...LIVING] } },
      orderBy: { id: 'asc' },
    });
    const because = 'session-cancelled';
    for (const booking of bookings) {
      await change.db.booking.update({
        where: { id: booking.id },
        data: { ...withoutPlaces({ state: 'cancelled', because }), version: booking.version + 1 },
      });
      await change.emit(bookingCancelled, { ...factOf(booking, session), because }, reason);
    }
  }
}

/** Times are planned in minutes: a form that shows one gives the same one back. */
const startOfMinute = (now: number): number => now - (now % 60_000);

const scheduledFact = (row: SessionRow) => ({
  sessionId: row.id,
  ...{ courseId: row.courseId, courseTitle: row.course.title, competencies: row.course.competencies },
  ...{ startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), dates: datesOf(row.dates) },
  ...{ venue: row.venue, online: row.online, ...(row.ward && { ward: row.ward }) },
  ...{ capacity: row.capacity, capPerOrganisation: row.capPerOrganisation },
  audience: row.course.audience as capacityBuildingApi.Audience,
  ...(row.deliveryPartner && { deliveryPartner: row.deliveryPartner }),
});
