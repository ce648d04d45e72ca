import { Injectable } from '@nestjs/common';
import { endOfDay, startOfDay } from '@commissioning/calendar';
import { Store } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import { stringify } from 'csv-stringify/sync';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import { namesOf } from '../organisation/organisation.queries';

type Row = Prisma.BookingGetPayload<{ include: typeof WITH }>;
type Cells = Readonly<Record<string, string | number | undefined>>;

const WITH = {
  session: { include: { course: true } },
  people: { orderBy: { place: 'asc' as const } },
};
const AT_A_TIME = 1_000;

/** Bookings and attendance as files for spreadsheets and other systems, made piece by piece however many there are. */
@Injectable()
export class ExportService {
  constructor(private readonly store: Store<PrismaClient>) {}

  /** One row a booking. */
  bookings(query: capacityBuildingApi.ExportQuery): AsyncGenerator<string> {
    return this.file(query, BOOKING_COLUMNS, (row, organisation) => [
      {
        ...common(row, organisation),
        state: row.state,
        because: row.because ?? undefined,
        places: row.places,
      },
    ]);
  }

  /** One row a place: who was named and whether they came. */
  attendance(query: capacityBuildingApi.ExportQuery): AsyncGenerator<string> {
    return this.file(query, ATTENDANCE_COLUMNS, (row, organisation) =>
      row.state !== 'booked'
        ? []
        : row.people.map(({ place, name, attendance }) => ({
            ...common(row, organisation),
            ...{ place, name: name ?? undefined, attendance: attendance ?? undefined },
          })),
    );
  }

  private async *file(
    { sessionId, from, to }: capacityBuildingApi.ExportQuery,
    columns: readonly string[],
    cellsOf: (row: Row, organisation: string | undefined) => Cells[],
  ): AsyncGenerator<string> {
    // Cells that begin like a formula are written as text: a spreadsheet must not run what somebody typed.
    const options = { columns: [...columns], escape_formulas: true };
    yield stringify([], { ...options, header: true });
    const startsAt = {
      ...(from && { gte: new Date(startOfDay(from).epochMilliseconds) }),
      ...(to && { lt: new Date(endOfDay(to).epochMilliseconds) }),
    };
    for (let after: string | undefined; ;) {
      const rows: Row[] = await this.store.db.booking.findMany({
        where: { sessionId, session: { startsAt }, ...(after && { id: { gt: after } }) },
        ...{ include: WITH, orderBy: { id: 'asc' }, take: AT_A_TIME },
      });
      const names = await namesOf(
        this.store.db,
        rows.map(({ organisationId }) => organisationId),
      );
      yield stringify(
        rows.flatMap((row) => cellsOf(row, names.get(row.organisationId))),
        options,
      );
      after = rows.at(-1)?.id;
      if (rows.length < AT_A_TIME) return;
    }
  }
}

const COMMON = [
  ...['booking', 'session', 'course', 'audience', 'startsAt', 'endsAt', 'venue', 'ward'],
  ...['organisation', 'organisationName', 'bookedAt'],
];
const BOOKING_COLUMNS = [...COMMON, 'state', 'because', 'places'];
const ATTENDANCE_COLUMNS = [...COMMON, 'place', 'name', 'attendance'];

const common = ({ session, ...row }: Row, organisationName: string | undefined): Cells => ({
  ...{ booking: row.id, session: row.sessionId, course: session.course.title },
  ...{ audience: session.course.audience, startsAt: session.startsAt.toISOString() },
  ...{ endsAt: session.endsAt.toISOString(), venue: session.venue, ward: session.ward ?? undefined },
  ...{ organisation: row.organisationId, organisationName, bookedAt: row.bookedAt.toISOString() },
});
