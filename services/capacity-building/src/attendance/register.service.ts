import { Injectable } from '@nestjs/common';
import { afterCursor, found, page, Store } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { namesOf, namesWith } from '../organisation/organisation.queries';
import { latestOf } from './attendance';
import { correctionsOf, countToMark } from './attendance.queries';

/** The register of a whole session, as it is read in the room and afterwards. */
@Injectable()
export class RegisterService {
  constructor(private readonly store: Store<PrismaClient>) {}

  /** Everybody who is expected on one date, and what is recorded of them. */
  async show(
    id: string,
    { date, find, cursor, limit }: capacityBuildingApi.RegisterQuery,
  ): Promise<capacityBuildingApi.SessionRegister> {
    const { db } = this.store;
    const session = found(await db.session.findUnique({ where: { id } }), 'session');
    const after = afterCursor(cursor);
    const rows = await db.booking.findMany({
      where: {
        ...{ sessionId: id, state: 'booked', ...(after && { id: { gt: after } }) },
        ...(find && (await namesWith(db, find))),
      },
      include: {
        people: { orderBy: { place: 'asc' } },
        register: { where: { date }, orderBy: { id: 'asc' } },
      },
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    const { items, nextCursor } = page(rows, limit);
    const names = await namesOf(
      db,
      items.map(({ organisationId }) => organisationId),
    );
    const lines = items.flatMap(({ id: bookingId, organisationId, version, people, register }) => {
      const recorded = new Map(latestOf(register).map((line) => [line.place, line.attendance]));
      const organisationName = names.get(organisationId);
      return people.map(({ place, name }) => {
        const attendance = recorded.get(place) as capacityBuildingApi.Attendance | undefined;
        return {
          ...{ bookingId, place, ...(name && { name }), organisationId, version },
          ...(organisationName && { organisationName }),
          ...(attendance && { attendance }),
        };
      });
    });
    return {
      ...{ items: lines, ...(nextCursor && { nextCursor }) },
      ...{ expected: session.placesBooked, toMark: await countToMark(db, id, date) },
    };
  }

  /** Every line that corrected another, the last first. */
  async corrections(
    id: string,
    { cursor, limit }: capacityBuildingApi.RegisterCorrectionsQuery,
  ): Promise<capacityBuildingApi.RegisterCorrections> {
    const { db } = this.store;
    found(await db.session.findUnique({ where: { id } }), 'session');
    const rows = await correctionsOf(db, id, afterCursor(cursor), limit + 1);
    const { items, nextCursor } = page(rows, limit);
    const names = await namesOf(
      db,
      items.map(({ organisationId }) => organisationId),
    );
    const corrections = items.map(({ name, reason, correctedAt, ...row }) => {
      const organisationName = names.get(row.organisationId);
      return {
        ...{ ...row, correctedAt: correctedAt.toISOString() },
        ...{ ...(name && { name }), ...(reason && { reason }) },
        ...(organisationName && { organisationName }),
      };
    });
    return { items: corrections, ...(nextCursor && { nextCursor }) };
  }
}
