import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { londonDate } from '@commissioning/calendar';
import { Clock, found, mustBeCurrent, Store } from '@commissioning/service';
import {
  bookingCancelled,
  type capacityBuildingApi,
  sessionCancelled,
  sessionScheduled,
} from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { factOf } from '../booking/booking.queries';
import { mustBeScheduled, mustBeSound, mustNotHaveBegun } from './session';
import { lockSession, type SessionRow, toSession } from './session.queries';

@Injectable()
export class SessionService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
  ) {}

  async schedule(draft: capacityBuildingApi.NewSession, actor: Actor): Promise<capacityBuildingApi.Session> {
    return this.store.change(actor, async (change) => {
      const course = found(await change.db.course.findUnique({ where: { id: draft.courseId } }), 'course');
      const now = change.now.epochMilliseconds;
      const times = {
        startsAt: new Date(draft.startsAt),
        endsAt: new Date(draft.endsAt),
        bookingOpensAt: new Date(draft.bookingOpensAt ?? now),
        bookingClosesAt: new Date(draft.bookingClosesAt ?? draft.startsAt),
      };
      mustBeSound({ ...draft, ...inMilliseconds(times) }, now, londonDate(draft.startsAt));
      const row = await change.db.session.create({
        data: { id: uuidv7(), ...draft, ...times, state: 'scheduled' },
        include: { course: true },
      });
      const { id: sessionId, courseId, venue, capacity, capPerOrganisation } = row;
      await change.emit(sessionScheduled, {
        ...{ sessionId, courseId, venue, capacity, capPerOrganisation },
        courseTitle: course.title,
        competencies: course.competencies,
        startsAt: row.startsAt.toISOString(),
        endsAt: row.endsAt.toISOString(),
        ...(row.ward && { ward: row.ward }),
      });
      return toSession(row, 0);
    });
  }

  /** Cancels the session and with it every booking, offer and place in the list. */
  async cancel(
    id: string,
    version: number,
    reason: string,
    actor: Actor,
  ): Promise<capacityBuildingApi.Session> {
    return this.store.change(actor, async (change) => {
      const session = await lockSession(change, id);
      mustBeCurrent(session.version, version, 'session');
      mustBeScheduled(session.state);
      mustNotHaveBegun(session.startsAt.getTime(), change.now.epochMilliseconds);
      const bookings = await change.db.booking.findMany({
        where: { sessionId: id, state: { in: ['booked', 'offered', 'waiting'] } },
        orderBy: { id: 'asc' },
      });
      for (const booking of bookings) {
        await change.db.booking.update({
          where: { id: booking.id },
          data: { state: 'cancelled', offeredUntil: null, version: booking.version + 1 },
        });
        await change.emit(bookingCancelled, factOf(booking, session), reason);
      }
      const row = await change.db.session.update({
        where: { id },
        data: { state: 'cancelled', version: version + 1 },
        include: { course: true },
      });
      await change.emit(sessionCancelled, { sessionId: id, reason }, reason);
      return toSession(row, 0);
    });
  }

  async list({
    courseId,
    when,
  }: capacityBuildingApi.SessionQuery): Promise<{ items: capacityBuildingApi.Session[] }> {
    const now = new Date(this.clock.now().epochMilliseconds);
    const rows = await this.store.db.session.findMany({
      where: { courseId, ...(when === 'coming' && { state: 'scheduled', endsAt: { gt: now } }) },
      include: { course: true },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      take: 500,
    });
    return { items: await this.withWaiting(rows) };
  }

  async show(id: string): Promise<capacityBuildingApi.Session> {
    const row = await this.store.db.session.findUnique({ where: { id }, include: { course: true } });
    const [session] = await this.withWaiting([found(row, 'session')]);
    return session as capacityBuildingApi.Session;
  }

  private async withWaiting(rows: SessionRow[]): Promise<capacityBuildingApi.Session[]> {
    const waiting = await this.store.db.booking.groupBy({
      by: ['sessionId'],
      where: { sessionId: { in: rows.map(({ id }) => id) }, state: 'waiting' },
      _count: true,
    });
    const parties = new Map(waiting.map(({ sessionId, _count }) => [sessionId, _count]));
    return rows.map((row) => toSession(row, parties.get(row.id) ?? 0));
  }
}

const inMilliseconds = <Name extends string>(times: Record<Name, Date>) =>
  Object.fromEntries(Object.entries<Date>(times).map(([name, time]) => [name, time.getTime()])) as Record<
    Name,
    number
  >;
