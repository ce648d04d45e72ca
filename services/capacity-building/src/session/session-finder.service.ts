import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { endOfDay, londonDate, startOfDay, Temporal } from '@commissioning/calendar';
import { afterCursor, Clock, found, NotThere, page, Store } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import { namesOf } from '../organisation/organisation.queries';
import { isCoordinator, isOfficer } from '../organisation/organisation.service';
import { IN_ORDER, placesInList, standingOf } from '../waiting-list/waiting-list.queries';
import { changesOf } from './session-change.queries';
import { toSession, WHOLE_SESSION } from './session.queries';

type Session = capacityBuildingApi.Session;
const MOST_LISTED = 500;

/** Sessions as people look for them: one, a list, a month, who waits, what was changed. */
@Injectable()
export class SessionFinder {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
  ) {}

  async list(
    query: capacityBuildingApi.SessionQuery,
    actor: Actor | undefined,
  ): Promise<{ items: Session[] }> {
    const { courseId, when, audience, ward, competency, online, from, to } = query;
    if (!mayShow(audience, actor)) return { items: [] };
    const now = new Date(this.clock.now().epochMilliseconds);
    const items = await this.sessions({
      ...{ courseId, ward, online },
      ...(when === 'coming' && { state: 'scheduled', overAt: { gt: now } }),
      course: { audience, ...(competency && { competencies: { has: competency } }) },
      ...((from ?? to) && { dates: { some: { startsAt: between(from, to) } } }),
    });
    return { items: query.withPlaces ? items.filter(hasPlaces) : items };
  }

  async month(
    month: string,
    audience: capacityBuildingApi.Audience,
    actor: Actor | undefined,
  ): Promise<capacityBuildingApi.Calendar> {
    if (!mayShow(audience, actor)) return { month, days: [] };
    const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
    const last = first.add({ months: 1 }).subtract({ days: 1 });
    const sessions = await this.sessions({
      ...{ state: 'scheduled', course: { audience } },
      dates: { some: { startsAt: between(first.toString(), last.toString()) } },
    });
    const days = new Map<string, Session[]>();
    for (const session of sessions) {
      for (const { startsAt } of session.dates) {
        const on = londonDate(startsAt).toString();
        if (on.startsWith(month)) days.set(on, [...(days.get(on) ?? []), session]);
      }
    }
    const inOrder = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
    return { month, days: inOrder.map(([on, items]) => ({ day: on, sessions: items })) };
  }

  async show(id: string, actor: Actor | undefined): Promise<Session> {
    const row = found(
      await this.store.db.session.findUnique({ where: { id }, include: WHOLE_SESSION }),
      'session',
    );
    const session = toSession(row);
    if (!mayShow(session.audience, actor)) throw new NotThere('session');
    return { ...session, ...(isCoordinator(actor) && row.joiningLink && { joiningLink: row.joiningLink }) };
  }

  /** Who waits, where each party stands and why. Behind a party that has left since, the list begins anew. */
  async waitingList(
    id: string,
    { cursor, limit }: capacityBuildingApi.WaitingListQuery,
  ): Promise<capacityBuildingApi.WaitingList> {
    const { db } = this.store;
    found(await db.session.findUnique({ where: { id } }), 'session');
    const places = await placesInList(db, [id]);
    const from = (places.get(afterCursor(cursor) ?? '') ?? -1) + 1;
    const rows = await db.booking.findMany({
      where: { id: { in: [...places.keys()].slice(from, from + limit + 1) } },
      include: { session: true, passes: { orderBy: { passedAt: 'asc' } } },
      orderBy: IN_ORDER,
    });
    const { items, nextCursor } = page(rows, limit);
    const names = await namesOf(
      db,
      items.map(({ organisationId }) => organisationId),
    );
    const parties = items.map((row, index) => {
      const organisationName = names.get(row.organisationId);
      return {
        ...{ bookingId: row.id, version: row.version, organisationId: row.organisationId },
        ...(organisationName && { organisationName }),
        ...{ places: row.places, waitingSince: row.bookedAt.toISOString() },
        ...standingOf(row, from + index),
      };
    });
    return { items: parties, ...(nextCursor && { nextCursor }) };
  }

  async changes(id: string): Promise<{ items: capacityBuildingApi.SessionChange[] }> {
    found(await this.store.db.session.findUnique({ where: { id } }), 'session');
    return { items: await changesOf(this.store.db, id) };
  }

  private async sessions(where: Prisma.SessionWhereInput): Promise<Session[]> {
    const rows = await this.store.db.session.findMany({
      ...{ where, include: WHOLE_SESSION, take: MOST_LISTED },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toSession);
  }
}

/** The internal programme is for the council's officers. */
const mayShow = (audience: capacityBuildingApi.Audience, actor: Actor | undefined): boolean =>
  audience === 'external' || isOfficer(actor);

const hasPlaces = ({ placesFree: free, pools }: Session): boolean =>
  free > 0 || pools.some((pool) => pool.free > 0);

/** From the first moment of one day in London to the last of another; either may be open. */
const between = (from: string | undefined, to: string | undefined) => ({
  ...(from && { gte: new Date(startOfDay(from).epochMilliseconds) }),
  ...(to && { lt: new Date(endOfDay(to).epochMilliseconds) }),
});
