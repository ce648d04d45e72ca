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
import { toSession, WHOLE_SESSION, withPlacesLeft } from './session.queries';

type Session = capacityBuildingApi.Session;

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
  ): Promise<capacityBuildingApi.SessionList> {
    const { courseId, when, audience, ward, competency, online, withPlaces, from, to, cursor, limit } = query;
    if (!mayShow(audience, actor)) return { items: [] };
    const now = new Date(this.clock.now().epochMilliseconds);
    const after = afterCursor(cursor);
    const rows = await this.sessions(
      {
        ...{ courseId, ward, online },
        ...(when === 'coming' && { state: 'scheduled', overAt: { gt: now } }),
        course: { audience, ...(competency && { competencies: { has: competency } }) },
        ...((from ?? to) && { dates: { some: { startsAt: between(from, to) } } }),
        ...(withPlaces && { id: { in: await withPlacesLeft(this.store.sql) } }),
        ...(after && (await this.behind(after))),
      },
      limit + 1,
    );
    const { items, ...more } = page(rows, limit);
    return { items: items.map(toSession), ...more };
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
    for (const session of sessions.map(toSession)) {
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

  private sessions(where: Prisma.SessionWhereInput, take?: number) {
    return this.store.db.session.findMany({
      ...{ where, include: WHOLE_SESSION, take },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    });
  }

  /** What begins after a session, as it stands now, or with it and has a later id. */
  private async behind(id: string): Promise<Prisma.SessionWhereInput> {
    const { startsAt } = found(await this.store.db.session.findUnique({ where: { id } }), 'session');
    return { OR: [{ startsAt: { gt: startsAt } }, { startsAt, id: { gt: id } }] };
  }
}

/** The internal programme is for the council's officers. */
const mayShow = (audience: capacityBuildingApi.Audience, actor: Actor | undefined): boolean =>
  audience === 'external' || isOfficer(actor);

/** From the first moment of one day in London to the last of another; either may be open. */
const between = (from: string | undefined, to: string | undefined) => ({
  ...(from && { gte: new Date(startOfDay(from).epochMilliseconds) }),
  ...(to && { lt: new Date(endOfDay(to).epochMilliseconds) }),
});
