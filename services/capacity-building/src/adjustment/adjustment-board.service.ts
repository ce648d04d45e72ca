import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { londonDate } from '@commissioning/calendar';
import { type Change, Clock, found, NotThere, Store } from '@commissioning/service';
import { capacityBuildingApi } from '@commissioning/schemas';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import { LIVING } from '../booking/booking';
import { BookingAccess } from '../booking/booking-access.service';
import { namesOf } from '../organisation/organisation.queries';
import { LeadTimes, mayArrange, standing, timeLeft, UNCONFIRMED } from './adjustment';
import { askedFor, type Needed, readNeeds, toAdjustment } from './adjustment.queries';

/** Reading adjustments: what is needed for those arranging it and whoever asked, counts for warnings. */
@Injectable()
export class AdjustmentBoardService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly access: BookingAccess,
    private readonly leadTimes: LeadTimes,
  ) {}

  /** What the caller asked for in a booking; what a colleague asked for is the colleague's to show. */
  async mine(bookingId: string, actor: Actor): Promise<capacityBuildingApi.AdjustmentList> {
    await this.access.mustSee(bookingId, actor);
    return this.store.change(actor, async (change) => {
      const about = { aggregate: 'booking-adjustments', id: bookingId, purpose: 'read by whoever asked' };
      return listed(change, await readNeeds(change, about, { bookingId, requestedBy: actor.id }));
    });
  }

  /** The board of those arranging: bookings that are alive, sessions that are not over. */
  async board(
    { sessionId, state }: capacityBuildingApi.AdjustmentBoardQuery,
    actor: Actor,
  ): Promise<capacityBuildingApi.AdjustmentList> {
    if (!mayArrange(actor)) throw new NotThere('adjustment board');
    return this.store.change(actor, async (change) => {
      const about = {
        ...{ aggregate: 'adjustment-board', id: sessionId ?? 'all sessions ahead' },
        purpose: 'arranging adjustments',
      };
      const rows = await readNeeds(change, about, ahead(change.now.epochMilliseconds, sessionId));
      const { items } = await listed(change, rows);
      return { items: items.filter((item) => state === undefined || item.state === state) };
    });
  }

  /** Sessions ahead in which something is not confirmed, and how many. */
  async warnings(actor: Actor): Promise<capacityBuildingApi.AdjustmentWarnings> {
    if (!mayArrange(actor)) throw new NotThere('adjustment board');
    return { items: await this.unconfirmed() };
  }

  /** Counted from the requests alone; what is needed is not read. */
  async unconfirmed(): Promise<capacityBuildingApi.AdjustmentWarnings['items']> {
    const now = this.clock.now().epochMilliseconds;
    const rows = await askedFor(this.store.db, ahead(now));
    const sessions = new Map<string, capacityBuildingApi.AdjustmentWarnings['items'][number]>();
    for (const row of rows) {
      const { session } = row.booking;
      const { state } = standing(row, session);
      if (state !== 'cannot-meet' && !UNCONFIRMED.includes(state)) continue;
      const { late } = timeLeft(row.leadWorkingDays, session.startsAt, this.clock.today());
      const known = sessions.get(session.id) ?? {
        ...{ sessionId: session.id, courseTitle: session.course.title },
        ...{ startsAt: session.startsAt.toISOString(), unconfirmed: 0, cannotMeet: 0, late: false },
      };
      sessions.set(session.id, {
        ...known,
        unconfirmed: known.unconfirmed + 1,
        cannotMeet: known.cannotMeet + (state === 'cannot-meet' ? 1 : 0),
        late: known.late || late,
      });
    }
    return [...sessions.values()].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  }

  /** Until when to ask for what, for everybody. */
  async terms(sessionId: string): Promise<capacityBuildingApi.AdjustmentTerms> {
    const session = found(await this.store.db.session.findUnique({ where: { id: sessionId } }), 'session');
    const items = capacityBuildingApi.ADJUSTMENT_KINDS.map((kind) => {
      const leadWorkingDays = this.leadTimes.of(kind);
      const { arrangeBy, late } = timeLeft(leadWorkingDays, session.startsAt, this.clock.today());
      return { kind, leadWorkingDays, askBy: arrangeBy.toString(), late };
    });
    return { items };
  }
}

const ahead = (now: number, sessionId?: string): Prisma.AdjustmentWhereInput => ({
  state: { not: 'withdrawn' },
  booking: {
    state: { in: [...LIVING] },
    session: { state: 'scheduled', overAt: { gt: new Date(now) }, ...(sessionId && { id: sessionId }) },
  },
});

async function listed(
  { db, now }: Change<PrismaClient>,
  rows: readonly Needed[],
): Promise<capacityBuildingApi.AdjustmentList> {
  const names = await namesOf(
    db,
    rows.map(({ booking }) => booking.organisationId),
  );
  const today = londonDate(now);
  return { items: rows.map((row) => toAdjustment(row, names.get(row.booking.organisationId), today)) };
}
