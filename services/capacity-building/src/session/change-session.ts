import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { londonDate } from '@commissioning/calendar';
import { type Change, Store } from '@commissioning/service';
import { bookingSessionChanged, type capacityBuildingApi, sessionChanged } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { LIVING } from '../booking/booking';
import { factOf } from '../booking/booking.queries';
import { rulesById } from '../organisation/organisation.queries';
import { RANK_OF_RETURNED, rankOf } from '../waiting-list/waiting-list';
import {
  type Arrangements,
  mustBeSeries,
  mustBeSound,
  mustBeWithinCapacity,
  mustChangeSomething,
  mustLeaveEveryShare,
  type Part,
  partsChanged,
  TOLD,
} from './session';
import { endBeforeStart, largestShare, recordChange } from './session-change.queries';
import {
  arrangementsOf,
  datesOf,
  lockToChange,
  type SessionRow,
  toSession,
  WHOLE_SESSION,
} from './session.queries';

/** A session takes place at another time, elsewhere or on other terms; everybody whom it concerns is told. */
@Injectable()
export class ChangeSession {
  constructor(private readonly store: Store<PrismaClient>) {}

  async change(
    id: string,
    version: number,
    wanted: capacityBuildingApi.ChangeSession,
    actor: Actor,
  ): Promise<capacityBuildingApi.Session> {
    return this.store.change(actor, async (change) => {
      const before = await lockToChange(change, id, version);
      const after = await this.save(change, before, wanted);
      const [was, is] = [asArranged(before), asArranged(after)];
      const parts = partsChanged(was, is);
      mustChangeSomething(parts);
      const changeId = await recordChange(change, id, {
        ...{ reason: wanted.reason, parts },
        before: { ...was },
        after: { ...is },
      });
      if (before.priority.join() !== after.priority.join()) await this.rankAnew(change, after);
      await change.emit(sessionChanged, changedFact(after, parts, wanted.reason), wanted.reason);
      await this.tell(change, after, parts, { changeId, reason: wanted.reason });
      return toSession(after);
    });
  }

  private async save(
    change: Change<PrismaClient>,
    { id, capacity, capPerOrganisation: capBefore, version }: SessionRow,
    wanted: capacityBuildingApi.ChangeSession,
  ): Promise<SessionRow> {
    const { dates, ...place } = arrangementsOf(wanted);
    const { capPerOrganisation, priority = [] } = wanted;
    const window = {
      bookingOpensAt: new Date(wanted.bookingOpensAt),
      bookingClosesAt: new Date(wanted.bookingClosesAt),
    };
    const terms = {
      startsAt: place.startsAt.getTime(),
      bookingOpensAt: window.bookingOpensAt.getTime(),
      bookingClosesAt: window.bookingClosesAt.getTime(),
    };
    mustBeWithinCapacity(capPerOrganisation, capacity, capBefore);
    mustBeSound(terms, change.now.epochMilliseconds, londonDate(wanted.startsAt));
    mustBeSeries(dates.map(({ startsAt, endsAt }) => ({ startsAt: +startsAt, endsAt: +endsAt })));
    mustLeaveEveryShare(capPerOrganisation, await largestShare(change, id));
    await change.db.sessionDate.deleteMany({ where: { sessionId: id } });
    await change.db.session.update({
      where: { id },
      data: {
        ...{ ...place, ...window, capPerOrganisation, priority, version: version + 1 },
        dates: { create: dates },
      },
    });
    await endBeforeStart(change, id, place.startsAt);
    return change.db.session.findUniqueOrThrow({ where: { id }, include: WHOLE_SESSION });
  }

  /** Who waits stands where the new order of priorities puts them; who had places stays before everybody. */
  private async rankAnew(change: Change<PrismaClient>, session: SessionRow): Promise<void> {
    const waiting = await change.db.booking.findMany({
      where: { sessionId: session.id, state: 'waiting', rank: { not: RANK_OF_RETURNED } },
    });
    const rules = await rulesById(
      change.db,
      waiting.map(({ organisationId }) => organisationId),
    );
    for (const { id, organisationId } of waiting) {
      const rank = rankOf(session.priority, rules.get(organisationId) ?? []);
      await change.db.booking.update({ where: { id }, data: { rank } });
    }
  }

  private async tell(
    change: Change<PrismaClient>,
    session: SessionRow,
    parts: readonly Part[],
    { changeId, reason }: { changeId: string; reason: string },
  ): Promise<void> {
    const told = parts.filter((part): part is Exclude<Part, 'terms'> => TOLD.includes(part));
    if (told.length === 0) return;
    const living = { sessionId: session.id, state: { in: [...LIVING] } };
    await change.db.booking.updateMany({ where: living, data: { toldChange: changeId } });
    const bookings = await change.db.booking.findMany({ where: living, orderBy: { id: 'asc' } });
    const now = {
      ...{ startsAt: session.startsAt.toISOString(), endsAt: session.endsAt.toISOString() },
      ...{ venue: session.venue, parts: told },
    };
    for (const booking of bookings)
      await change.emit(bookingSessionChanged, { ...factOf(booking, session), ...now }, reason);
  }
}

const asArranged = (session: SessionRow): Arrangements => ({
  dates: datesOf(session.dates),
  venue: session.venue,
  online: session.online,
  terms: {
    joiningLink: session.joiningLink,
    ward: session.ward,
    deliveryPartner: session.deliveryPartner,
    capPerOrganisation: session.capPerOrganisation,
    bookingOpensAt: session.bookingOpensAt.toISOString(),
    bookingClosesAt: session.bookingClosesAt.toISOString(),
    priority: session.priority,
  },
});

const changedFact = (row: SessionRow, parts: Part[], reason: string) => ({
  ...{ sessionId: row.id, courseId: row.courseId, courseTitle: row.course.title },
  audience: row.course.audience as capacityBuildingApi.Audience,
  ...{ startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), dates: datesOf(row.dates) },
  ...{ venue: row.venue, online: row.online, ...(row.ward && { ward: row.ward }) },
  ...{ capPerOrganisation: row.capPerOrganisation, parts, reason },
});
